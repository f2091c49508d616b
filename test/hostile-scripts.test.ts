import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answerTo, MINUTE } from './support/hostile.js';

const MANY = 10_000;

interface Drawn {
  readonly type: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly to?: readonly number[];
}

/** A script of the web editor; ids count from 1. */
function script(actions: readonly Drawn[]): string {
  const byId = (value: (action: Drawn, id: number) => unknown) =>
    Object.fromEntries(actions.map((action, at) => [String(at + 1), value(action, at + 1)]));
  return JSON.stringify({
    header: { scriptName: 'Hostile', variableRedaction: '' },
    actions: byId(({ type }, id) => ({ name: type, label: `${type} ${id}` })),
    properties: byId(({ data }) =>
      Object.fromEntries(Object.entries(data ?? {}).map(([name, value], at) => [String(at), { name, value }])),
    ),
    branches: byId(({ to }) => (to ?? []).map((id) => ({ to: id, type: 'default', label: '' }))),
  });
}

const snippet = (code: string) =>
  script([
    { type: 'BEGIN', to: [2] },
    { type: 'SNIPPET', data: { Data: code } },
  ]);
const capture = (name: string, ...to: number[]): Drawn => ({
  type: 'CAPTURE',
  data: { Variable: name, MaxDigits: '4' },
  to,
});
const trace = (name: string, ...to: number[]): Drawn => ({ type: 'SNIPPET', data: { Data: `TRACE ${name}` }, to });

describe('a script', { timeout: 5 * MINUTE }, () => {
  test('of 10,000 actions in one ring is followed all the way round', () => {
    const ring = Array.from({ length: MANY - 2 }, (_, at) => ({ type: 'WAIT', to: [at + 4] }));
    const { findings } = answerTo(
      script([{ type: 'BEGIN', to: [2] }, trace('customerPin', 3), ...ring, capture('customerPin', 2)]),
    );
    expect(findings.filter(({ sink }) => sink === 'log')).toHaveLength(1);
  });

  test('of 600 events beside 600 writes finds what any of them may find', () => {
    const events = Array.from({ length: 600 }, (_, at) => ({ type: 'ONRELEASE', to: [at + 602] }));
    const writes = Array.from({ length: 600 }, (_, at) => capture('customerPin', at + 603));
    const actions = [{ type: 'BEGIN', to: [602] }, ...events, ...writes, trace('customerPin')];
    expect(answerTo(script(actions)).findings.some(({ sink }) => sink === 'log')).toBe(true);
  });

  test('where everything leads everywhere has an answer', () => {
    const all = Array.from({ length: 150 }, (_, at) => at + 1);
    const actions = all.map((id) => (id % 3 === 0 ? capture(`pin${id}`, ...all) : trace(`pin${id - 1}`, ...all)));
    expect(answerTo(script([{ type: 'BEGIN', to: all }, ...actions])).files[0]?.status).toBe('analysed');
  });

  test.each([
    ['statements', 'TRACE x\n'.repeat(MANY)],
    ['bodies', 'IF a = 1 {\n'.repeat(MANY)],
    ['braces', '{'.repeat(MANY)],
    [
      'assignments of one variable to the next',
      Array.from({ length: 3_000 }, (_, i) => `a${i + 1} = a${i}`).join('\n'),
    ],
    ['loops', `${'FOREACH x IN y {\n'.repeat(90)}TRACE x\n${'}\n'.repeat(90)}`],
    ['substitutions', `x = "${'{a}'.repeat(MANY)}"`],
    ['functions', 'FUNCTION f(a, b) { RETURN a }\n'.repeat(MANY / 10)],
  ])('with %s without end has an answer', (_, code) => {
    expect(answerTo(snippet(code)).files[0]?.status).toBe('analysed');
  });

  test('that calls itself, and others that call each other, come to an end', () => {
    const calling = (name: string, other: string) =>
      script([
        { type: 'BEGIN', to: [2] },
        capture('global:customerPin', 3),
        { type: 'RUNSUB', data: { ScriptName: other, Parameters: ['{customerPin}'] }, to: [4] },
        { type: 'RUNSCRIPT', data: { ScriptName: name } },
      ]).replace('Hostile', name);
    const { findings } = answerTo(calling('A', 'B'), calling('B', 'A'), calling('C', 'C'));
    expect(findings.length).toBeGreaterThan(0);
  });

  test('in a string in a string is read one level deep', () => {
    const inner = JSON.stringify({ scriptContent: JSON.stringify({ scriptContent: snippet('TRACE x') }) });
    expect(answerTo(inner).files).toHaveLength(1);
  });

  test('with keys such as __proto__ has them as data', () => {
    const text =
      '{"header":{"scriptName":"x"},"actions":{"__proto__":{"name":"constructor"},"toString":{"name":"BEGIN"}},"properties":{"__proto__":{}},"branches":{"toString":[{"to":"__proto__","type":"default"}]}}';
    expect(answerTo(text).files[0]?.flows[0]?.actions).toHaveLength(2);
  });
});

describe('desktop XML', { timeout: 5 * MINUTE }, () => {
  const open = '<ScriptContainer>';

  test.each([
    ['elements', `${open}${'<a>'.repeat(MANY)}`],
    ['actions', `${open}<Actions>${'<ActionStruct>'.repeat(MANY)}`],
    ['parameters', `${open}<Actions><ActionStruct><Parameters>${'<string>'.repeat(MANY)}`],
    ['entities', `${open}<Actions><ActionStruct><Action>${'&amp;'.repeat(MANY)}</Action></ActionStruct></Actions>`],
    ['declared entities', `<!DOCTYPE x [${'<!ENTITY a "b">'.repeat(MANY)}]>${open}&a;</ScriptContainer>`],
    ['comments', `${open}${'<!--'.repeat(MANY)}`],
    ['attributes', `<ScriptContainer ${'a="b" '.repeat(MANY)}>`],
  ])('with %s without end has an answer', (_, text) => {
    expect(answerTo(text).files[0]?.format).toBe('cxone-xml');
  });

  test('has an answer wherever it is cut off', () => {
    const whole = readFileSync(new URL('formats/samples/take-card.xml', import.meta.url), 'utf8');
    for (let end = 30; end < whole.length; end += 97) answerTo(whole.slice(0, end));
  });
});

describe('node JSON', { timeout: 5 * MINUTE }, () => {
  const node = (rest: string) => `{"nodeType":"GetDigit","stepId":"a"${rest}}`;

  test.each([
    ['nodes', `[${Array.from({ length: MANY }, () => node('')).join()}]`],
    ['nested fields', node(`,"body":${'{"a":'.repeat(MANY)}1${'}'.repeat(MANY)}`)],
    ['nested lists', node(`,"body":${'['.repeat(MANY)}${']'.repeat(MANY)}`)],
    ['substitutions', node(`,"prompt":"${'{{a}}'.repeat(MANY)}"`)],
    ['open substitutions', node(`,"prompt":"${'{{'.repeat(MANY)}"`)],
    ['nodes inside nodes', `${'{"nodeType":"Log","inner":'.repeat(900)}1${'}'.repeat(900)}`],
  ])('with %s without end has an answer', (_, text) => {
    expect(answerTo(text).files[0]?.format).toBe('node-json');
  });
});
