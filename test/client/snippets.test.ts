import { expect, test } from 'vitest';
import { rules } from '../../server/core/rules/index.generated.js';
import { analyse } from '../../server/core/workspace.js';
import { textOf } from './manifest.js';

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
}

const snippets = Object.entries<Snippet>(JSON.parse(textOf('syntaxes/architect-yaml.snippets.json')));
const READING = new Set(rules.filter(({ family }) => family === 'reading').map(({ id }) => id));
/** Names that a flow of the user's has. */
const NAMES = ['cardNumber', 'transactionId', 'tries', 'code', 'encrypted'];

/** What stands in the file when every place is left as it is. */
function expanded({ body }: Snippet): string[] {
  return body.map((line) => line.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\$\d/g, ''));
}

function flowWith(lines: readonly string[], type: string): string {
  const variable = (name: string) => `          - stringVariable:\n              name: Task.${name}`;
  return `${type}:
  name: Try it
  startUpRef: /${type}/tasks/task[main]
  tasks:
    - task:
        name: Main
        refId: main
        variables:
${NAMES.map(variable).join('\n').replace('stringVariable:\n              name: Task.tries', 'integerVariable:\n              name: Task.tries')}
        actions:
${lines.map((line) => `          ${line}`).join('\n')}
`;
}

test.each(snippets)('%s is a piece of a flow that can be read', (_name, snippet) => {
  const isTransfer = snippet.prefix === 'keytrace-secure-transfer';
  const text = flowWith(expanded(snippet), isTransfer ? 'inboundCall' : 'secureCall');
  const { files, findings } = analyse([{ uri: 'flow.yaml', text }]);
  expect(files[0]!.status).toBe('analysed');
  // A target that is not in the workspace is no mistake of the snippet.
  const mistakes = findings.filter(({ rule }) => READING.has(rule) && rule !== 'unresolved-flow');
  expect(mistakes.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
});

test.each(snippets)('%s leaks nothing', (_name, snippet) => {
  const { findings } = analyse([{ uri: 'flow.yaml', text: flowWith(expanded(snippet), 'secureCall') }]);
  expect(findings.filter(({ rule }) => rule.startsWith('secure-value-in')).map(({ message }) => message)).toEqual([]);
});

test.each(snippets)('%s ends where one goes on typing', (_name, { body }) => {
  const text = body.join('\n');
  expect(text.match(/\$0|\$\{0:/g), text).toHaveLength(1);
});

test('the sample of the walkthrough leaks in the three places that its comments name', () => {
  const text = textOf('media/walkthrough/pay-by-phone.yaml');
  const findings = analyse([{ uri: 'pay-by-phone.yaml', text }]).findings.filter(({ sink }) => sink !== undefined);
  expect(findings.map(({ rule }) => rule)).toEqual([
    'secure-value-in-speech',
    'secure-value-in-plain-data-action',
    'secure-value-in-participant-data',
  ]);
  expect(text.match(/# (?:First|Second|Third) leak/g)).toHaveLength(findings.length);
});
