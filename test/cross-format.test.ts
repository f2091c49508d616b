import { describe, expect, test } from 'vitest';
import { architectYaml } from '../server/core/formats/architect-yaml/index.js';
import type { SourceFile } from '../server/core/formats/format.js';
import type { Place } from '../server/core/model/finding.js';
import { analyse } from '../server/core/workspace.js';
import { corpusFiles, hasCorpus } from './support/corpus.js';
import { toArchitectJson, toI3 } from './support/to-architect-json.js';

if (!hasCorpus) console.log('The corpus is not beside this repository (../shared/corpus): its test is skipped.');

const RULE = 'secure-value-in-plain-data-action';

/** Findings about data actions with their traces, each place as `file:line`. */
function sent(files: readonly SourceFile[]): string[] {
  const analysis = analyse(files);
  const lines = new Map(analysis.files.map((file) => [file.uri, file.lines]));
  const at = ({ uri, span }: Place) => `${uri}:${lines.get(uri)!.positionAt(span.start).line + 1}`;
  return analysis.findings
    .filter(({ rule }) => rule === RULE)
    .flatMap((finding) => [
      `${at(finding)} ${finding.message}`,
      ...finding.trace.map((step) => `  ${at(step)} ${step.message}`),
    ]);
}

const MODULE = 'GenesysCloudDevOps+data-action-lambda-module/main.tf';
const FLOW = '/architect-flow-templates/EventOrchestrator_Secure_Flow.tftpl';

/** The secure flow of the corpus and the module that makes its data action, deployed by a root of our own. */
function deployed(secure: boolean, isFetched = true): SourceFile[] {
  const corpus = corpusFiles('archy-yaml', 'tf');
  const text = (end: string) => corpus.find(({ path }) => path.endsWith(end))!.text;
  const root = `
variable "environment" {}
variable "prefix" {}
module "pay" {
  source             = "git::https://github.com/GenesysCloudDevOps/data-action-lambda-module.git?ref=main"
  environment        = var.environment
  prefix             = var.prefix
  secure_data_action = ${secure}
}
resource "local_file" "secure_flow" {
  content  = templatefile("flow-templates/secure-flow.tftpl", { dataAction = "\${var.environment}-\${var.prefix}" })
  filename = "flows/secure-flow.yaml"
}
`;
  const names = `
variable "environment" {}
variable "prefix" {}
variable "secure_data_action" {}
locals { resource_name_prefix = "\${var.environment}-\${var.prefix}" }
`;
  const fetched = '{"Modules":[{"Key":"pay","Source":"git::x","Dir":".terraform/modules/pay"}]}';
  return [
    { uri: 'deploy/main.tf', text: root },
    { uri: 'deploy/flow-templates/secure-flow.tftpl', text: text(FLOW) },
    { uri: 'deploy/.terraform/modules/pay/main.tf', text: text(MODULE) },
    { uri: 'deploy/.terraform/modules/pay/names.tf', text: names },
    ...(isFetched ? [{ uri: 'deploy/.terraform/modules/modules.json', text: fetched }] : []),
  ];
}

describe.skipIf(!hasCorpus)('the secure flow of the corpus finds its data action through a Terraform module', () => {
  const leak =
    'Card number from Task.cardNumber is passed to a plain data action as "cardNumber" by "Call Data Action"';

  test('which is not secure, and the finding says where that is written', () => {
    expect(sent(deployed(false))[0]).toBe(
      `deploy/flow-templates/secure-flow.tftpl:133 ${leak}; that data action is not secure (not marked as secure in main.tf)`,
    );
  });

  test('which would be no finding if it were', () => {
    expect(sent(deployed(true))).toEqual([]);
  });

  test('unless the module has not been fetched, and the finding says that nothing is known', () => {
    expect(sent(deployed(true, false))[0]).toBe(
      `deploy/flow-templates/secure-flow.tftpl:133 ${leak}; whether that data action is secure is not known, so it counts as plain`,
    );
  });
});

const CALLER = `inboundCall:
  name: Front desk
  startUpRef: /inboundCall/tasks/task[main]
  tasks:
    - task:
        name: Main
        refId: main
        variables: [ { stringVariable: { name: Task.cardNumber } } ]
        actions:
          - collectInput:
              name: Ask for the card
              inputData: { var: Task.cardNumber }
              inputAudio: { tts: Enter your card number }
          - callCommonModule:
              name: Pay
              commonModule:
                Payment:
                  ver_latestPublished:
                    inputs:
                      Common.pan: { exp: Task.cardNumber }
`;

const CALLEE = `commonModule:
  name: Payment
  startUpRef: /commonModule/tasks/task[pay]
  variables: [ { stringVariable: { name: Common.pan, isInput: true } } ]
  tasks:
    - task:
        name: Pay
        refId: pay
        actions:
          - callData:
              name: Charge
              category: { Payments: { dataAction: { Charge card: { inputs: { card: { exp: Common.pan } } } } } }
          - endTask: { name: End }
`;

const action = (secure: boolean) => `
locals { category = "Payments" }
resource "genesyscloud_integration_action" "charge" {
  name     = "Charge \${lower("CARD")}"
  category = local.category
  secure   = ${secure}
}
`;

describe.each(['json', 'i3'])('a flow in YAML, a module as .%s and a data action in Terraform', (kind) => {
  const { flow } = architectYaml.read({ uri: 'payment.yaml', text: CALLEE });
  const json = toArchitectJson(flow!);
  const files = (secure: boolean) => [
    { uri: 'front-desk.yaml', text: CALLER },
    kind === 'i3' ? { uri: 'payment.i3CommonModuleFlow', text: toI3(json) } : { uri: 'payment.json', text: json },
    { uri: 'main.tf', text: action(secure) },
  ];

  test('one path goes from the first to the last', () => {
    const [finding, ...trace] = sent(files(false));
    expect(finding).toContain('that data action is not secure (not marked as secure in main.tf)');
    expect(trace[0]).toBe('  front-desk.yaml:12 card number collected here by "Ask for the card"');
    expect(trace.at(-1)).toMatch(/^ {2}payment\.\w+:1 passed to a plain data action as "card" here by "Charge"$/);
  });

  test('there is none when the data action is secure', () => {
    expect(sent(files(true))).toEqual([]);
  });
});

test('a module is found by the name that it gets when it is deployed', () => {
  const terraform = `
locals { module = "Payment" }
resource "genesyscloud_flow" "desk" {
  filepath      = "front-desk.yaml"
  substitutions = { module = local.module }
}
resource "genesyscloud_flow" "payment" {
  filepath      = "payment.yaml"
  substitutions = { name = local.module, category = "Payments" }
}
`;
  const files = [
    { uri: 'front-desk.yaml', text: CALLER.replace('Payment:', '"{{module}}":') },
    {
      uri: 'payment.yaml',
      text: CALLEE.replace('name: Payment', 'name: "{{name}}"').replace('{ Payments:', '{ "{{category}}":'),
    },
    { uri: 'main.tf', text: terraform },
    { uri: 'action.tf', text: action(false) },
  ];
  const [finding, ...trace] = sent(files);
  expect(finding).toContain('that data action is not secure (not marked as secure in action.tf)');
  expect(trace[0]).toBe('  front-desk.yaml:12 card number collected here by "Ask for the card"');
  expect(sent(files.filter(({ uri }) => uri !== 'main.tf')).join()).not.toContain('front-desk.yaml:12');
});

test('nothing depends on the order of the files', () => {
  const files = [
    { uri: 'front-desk.yaml', text: CALLER },
    { uri: 'payment.yaml', text: CALLEE },
    { uri: 'main.tf', text: action(false) },
  ];
  expect(sent([...files].reverse())).toEqual(sent(files));
});
