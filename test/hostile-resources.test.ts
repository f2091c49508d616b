import { describe, expect, test } from 'vitest';
import { analyse } from '../server/core/workspace.js';
import { MINUTE } from './support/hostile.js';

const MANY = 100_000;
const action = (name: string) => `resource "genesyscloud_integration_action" "a" {\n  name = ${name}\n}\n`;

/** What becomes of one file beside a good one, so that nothing of it hides the other. */
function answerTo(uri: string, text: string) {
  const { files, findings } = analyse([
    { uri, text },
    { uri: 'good/main.tf', text: action('"Good"') },
  ]);
  expect(findings.filter(({ rule }) => rule === 'internal-error')).toEqual([]);
  expect(files.find((file) => file.uri === 'good/main.tf')?.dataActions).toHaveLength(1);
  return files.find((file) => file.uri === uri)!;
}

describe('Terraform', { timeout: 5 * MINUTE }, () => {
  test.each([
    ['blocks', 'a {'.repeat(MANY)],
    ['blocks that are closed', `${'a {\n'.repeat(MANY)}${'}\n'.repeat(MANY)}`],
    ['lists', `x = ${'['.repeat(MANY)}`],
    ['objects', `x = ${'{ a = '.repeat(MANY)}`],
    ['calls', `x = ${'f('.repeat(MANY)}`],
    ['brackets that close nothing', '}\n)]'.repeat(MANY)],
    ['interpolations', `x = ${'"${'.repeat(MANY)}`],
    ['interpolations in lines of their own', 'x = "a${b}\n'.repeat(MANY)],
    ['directives', `x = ${'"%{'.repeat(MANY)}`],
    ['conditions', `x = ${'a ? '.repeat(MANY)}`],
    ['alternatives', `x = ${'a ? b : '.repeat(MANY)}`],
    ['sums', `x = ${'1 + '.repeat(MANY)}`],
    ['signs', `x = ${'-'.repeat(MANY)}1`],
    ['properties', `x = a${'.b'.repeat(MANY)}`],
    ['indexes', `x = a${'[0]'.repeat(MANY)}`],
    ['heredocs that nobody ends', 'x = <<EOT\n'.repeat(MANY)],
    ['heredocs that begin everywhere', `${'<<A '.repeat(MANY)}\n`],
    ['comments', '/* '.repeat(MANY)],
    ['quotes', '"'.repeat(MANY)],
    ['labels', `resource ${'"a" '.repeat(MANY)} {`],
    ['escapes', `x = "${'\\'.repeat(MANY)}`],
    ['nothing but blanks', ' \t\r'.repeat(MANY)],
    ['characters of no language', '\u0000\ufffd\ud800'.repeat(MANY)],
  ])('%s', (_, text) => {
    expect(answerTo('main.tf', text).status).toBe('analysed');
  });

  test('a data action behind a broken line is still read', () => {
    expect(answerTo('main.tf', `x = = [\n${action('"Pay"')}`).problems).toBeGreaterThan(0);
    const { dataActions } = answerTo('main.tf', `variable "a" {\n  default = ?\n}\n}\n${action('"Pay"')}`);
    expect(dataActions).toHaveLength(1);
  });

  test('a text in one placeholder after another does not take for ever', () => {
    const flow = `workflow:\n  name: "${'{{'.repeat(MANY)}${' '.repeat(MANY)}"\n  tasks: []\n`;
    const { findings } = analyse([
      { uri: 'flow.yaml', text: flow },
      { uri: 'options.yaml', text: 'substitutions:\n  a: b\n' },
    ]);
    expect(findings.filter(({ rule }) => rule === 'internal-error')).toEqual([]);
  });
});

describe('data actions in JSON', { timeout: 5 * MINUTE }, () => {
  const around = (inner: string) => `{ "name": "Pay", "contract": { "input": ${inner} }, "config": {} }`;

  test.each([
    ['lists', around('['.repeat(MANY))],
    ['objects', around('{"properties":'.repeat(MANY))],
    ['a list of nothing', `{ "contract": {}, "config": {}, "entities": [${'{},'.repeat(MANY)}] }`],
    [
      'an address of references',
      around('{}').replace(
        '"config": {}',
        `"config": { "request": { "requestUrlTemplate": "${'${input.'.repeat(MANY)}" } }`,
      ),
    ],
    [
      'a body of quotes',
      around('{}').replace(
        '"config": {}',
        `"config": { "request": { "requestTemplate": "${'\\"a\\": '.repeat(MANY)}" } }`,
      ),
    ],
  ])('%s', (_, text) => {
    expect(answerTo('pay.json', text).format).toBe('data-action');
  });

  test('keys that objects have by themselves are data', () => {
    const text = around(
      '{ "inputSchema": { "properties": { "__proto__": { "type": "string" }, "constructor": {} } } }',
    );
    const [pay] = answerTo('pay.json', text).dataActions;
    expect(pay?.inputs.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
  });
});
