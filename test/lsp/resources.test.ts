import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CompletionList, Hover, Location, MarkupContent, PublishDiagnosticsParams } from 'vscode-languageserver';
import { Positions } from '../../server/lsp/positions.js';
import { type LspClient, startInProcess } from '../support/lsp-client.js';

const FOLDER = 'file:///bank%20flows';
const FLOW_URI = `${FOLDER}/pay.yaml`;
const TERRAFORM_URI = `${FOLDER}/deploy/main.tf`;
const CONTRACT_URI = `${FOLDER}/deploy/contract.json`;
const PLAIN = 'secure-value-in-plain-data-action';
const INPUT = 'sensitive-input-of-plain-data-action';

const FLOW = `secureCall:
  name: Pay
  tasks:
    - task:
        name: Main
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - callData:
              name: Pay
              category:
                Bank:
                  dataAction:
                    Charge:
                      inputs:
                        card: { exp: Task.cardNumber }
`;
const TERRAFORM = `resource "genesyscloud_integration_action" "charge" {
  name           = "Charge"
  category       = "Bank"
  secure         = false
  contract_input = file("\${path.module}/contract.json")
}
resource "genesyscloud_flow" "pay" {
  filepath = "../pay.yaml"
}
`;
const CONTRACT = '{\n  "type": "object",\n  "properties": { "card": {}, "cvv": { "type": "string" } }\n}\n';

let client: LspClient;
let files: Map<string, string>;

beforeEach(async () => {
  files = new Map([
    [FLOW_URI, FLOW],
    [TERRAFORM_URI, TERRAFORM],
    [CONTRACT_URI, CONTRACT],
  ]);
  client = startInProcess(files);
  await client.initialize({ folders: [FOLDER] });
  await client.open(FLOW_URI, FLOW);
  await client.settle();
});
afterEach(() => client.end());

const messagesOf = ({ diagnostics }: PublishDiagnosticsParams) =>
  diagnostics.map(({ code, message }) => `${code} ${message}`);
const latest = (uri: string) =>
  client.published
    .filter((one) => one.uri === uri)
    .map(messagesOf)
    .at(-1) ?? [];
const said = (uri: string, words: string) => client.until(() => latest(uri).find((message) => message.includes(words)));
const at = (text: string, part: string) => ({
  position: new Positions(text, 'utf-16').position(text.indexOf(part) + 1),
});
const textAt = ({ uri, range }: Location) => {
  const { start, end } = new Positions(files.get(uri)!, 'utf-16').span(range);
  return files.get(uri)!.slice(start, end);
};

test('a flow knows what Terraform says about its data action', async () => {
  expect(await said(FLOW_URI, 'not marked as secure in main.tf')).toContain(PLAIN);
});

test('a finding stands in the file that holds the contract', async () => {
  await said(CONTRACT_URI, INPUT);
  const { diagnostics } = client.published.filter(({ uri }) => uri === CONTRACT_URI).at(-1)!;
  expect(diagnostics.map(({ range }) => textAt({ uri: CONTRACT_URI, range }))).toEqual(['cvv']);
});

test('an edit of Terraform changes the findings of the flow', async () => {
  await said(FLOW_URI, 'not marked as secure in main.tf');
  await client.open(TERRAFORM_URI, TERRAFORM.replace('false', 'true'));
  await client.until(() => !latest(FLOW_URI).some((message) => message.startsWith(PLAIN)));
  await client.close(TERRAFORM_URI);
  await client.until(() => latest(FLOW_URI).some((message) => message.startsWith(PLAIN)));
});

test('hover, definition and references go both ways', async () => {
  const call = await client.ask<Hover>('hover', FLOW_URI, at(FLOW, 'Charge'));
  expect((call.contents as MarkupContent).value).toContain('Not marked as secure');
  const declared = await client.ask<Location[]>('definition', FLOW_URI, at(FLOW, 'Charge'));
  expect(declared.map((place) => [place.uri, textAt(place)])).toEqual([[TERRAFORM_URI, '"Charge"']]);
  const resource = await client.ask<Hover>('hover', TERRAFORM_URI, at(TERRAFORM, '"Charge'));
  expect((resource.contents as MarkupContent).value).toContain('Called in 1 place');
  const calls = await client.ask<Location[]>('references', TERRAFORM_URI, {
    ...at(TERRAFORM, '"Charge'),
    context: { includeDeclaration: false },
  });
  expect(calls.map((place) => [place.uri, textAt(place)])).toEqual([[FLOW_URI, 'Charge']]);
});

test('inputs come from the contract', async () => {
  const typed = FLOW.replace(
    'card: { exp: Task.cardNumber }\n',
    'card: { exp: Task.cardNumber }\n                        \n',
  );
  await client.change(FLOW_URI, { text: typed });
  const list = await client.ask<CompletionList>('completion', FLOW_URI, {
    position: { line: typed.trimEnd().split('\n').length, character: 24 },
  });
  expect(list.items.map(({ label }) => label)).toContain('cvv');
});

test('other requests about Terraform are answered with nothing', async () => {
  const whole = { range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } } };
  expect(await client.ask('documentSymbol', TERRAFORM_URI, {})).toEqual([]);
  expect(await client.ask('inlayHint', TERRAFORM_URI, whole)).toEqual([]);
  expect(await client.ask('hover', CONTRACT_URI, { position: { line: 0, character: 0 } })).toBeNull();
});
