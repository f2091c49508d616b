import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { architectI3, architectJson } from '../../server/core/formats/architect-json/index.js';
import type { Action, Flow, Problem } from '../../server/core/model/flow.js';
import { expectInside, expectReferences, spansOf } from '../support/spans.js';

const sample = readFileSync(new URL('samples/pay-by-card.json', import.meta.url), 'utf8');

function read(text: string): { flow: Flow; problems: readonly Problem[] } {
  const { flow, problems } = architectJson.read({ uri: 'flow.json', text });
  if (!flow) throw new Error(`no flow: ${problems[0]?.message}`);
  return { flow, problems };
}

const { flow: paying, problems: payingProblems } = read(sample);
const find = (name: string, flow = paying): Action => flow.actions.find((action) => action.name === name)!;
const names = (body: readonly number[], flow = paying) => body.map((index) => flow.actions[index]!.name);
const slots = (action: Action, role: string) => action.slots.filter((slot) => slot.role === role);

describe('a flow configuration', () => {
  test('reads without problems', () => {
    expect(payingProblems).toEqual([]);
    expect(paying).toMatchObject({ name: 'Pay by card', type: 'securecall', isSecure: true });
    expect(paying.start).toMatchObject({ kind: 'menu', id: 'menu-1', name: 'Main Menu' });
    expect(paying.errorHandling).toMatchObject({ kind: 'disconnect' });
    expect(paying.slots[paying.errorHandling!.audio!]).toMatchObject({ role: 'preHandlingAudio' });
    expect(paying.slots.map(({ role }) => role)).toEqual(
      expect.arrayContaining(['initialGreeting', 'suppressRecording', 'noEntryTimeout']),
    );
  });

  test('its ids become nested bodies, and what follows an action stays beside it', () => {
    const ask = paying.containers[0]!;
    expect(names(ask.body)).toEqual(['Three times', 'Which']);
    const loop = find('Three times');
    expect(loop.outputs).toMatchObject([{ name: 'loop', kind: 'fixed' }]);
    expect(names(loop.outputs[0]!.body)).toEqual(['Card number']);
    expect(find('Card number').outputs.map(({ name, body }) => [name, ...names(body)])).toEqual([
      ['success', 'Charge'],
      ['failure', 'Again'],
    ]);
    expect(find('Charge').outputs.map(({ name, body }) => [name, ...names(body)])).toEqual([
      ['success', 'Cut', 'Tell'],
    ]);
    expect(paying.actions[find('Charge').parent]!.name).toBe('Card number');
  });

  test('cases stand in their own order with their conditions', () => {
    const which = find('Which');
    expect(
      which.outputs.map(({ name, kind, condition, body }) => [name, kind, words(which, condition), ...names(body)]),
    ).toEqual([
      ['case', 'case', '0000', 'Help'],
      ['case', 'case', '1111', 'Leave'],
      ['default', 'fixed', undefined, 'Bye'],
    ]);
    expect(find('Help').outputs).toMatchObject([{ name: 'Done', kind: 'path' }]);
  });

  test('actions that nothing leads to are detached with their followers', () => {
    expect(names(paying.containers[0]!.detached)).toEqual(['Lost', 'Lost end']);
    expect(find('Lost').unreachable).toBe(true);
  });

  test('values come in the roles that YAML has', () => {
    const collect = find('Card number');
    expect(slots(collect, 'inputData')).toMatchObject([{ target: { name: 'Flow.card' } }]);
    expect(slots(collect, 'verificationType')[0]!.value!.source.text).toBe('none');
    expect(slots(collect, 'inputAudio')[0]!.value!.source.text).toBe('ToAudioTTS("Say \\"card\\":\u00a0now")');
    expect(slots(collect, 'max')[0]!.value!.source.text).toBe('19');
    const charge = find('Charge');
    expect(charge).toMatchObject({
      kind: 'callDataSecure',
      target: { kind: 'data-action', name: 'Charge card', category: 'Payments' },
    });
    expect(slots(charge, 'inputs').map(({ name, value }) => [name, value?.mode])).toEqual([
      ['pan', 'variable'],
      ['note', 'expression'],
    ]);
    expect(slots(charge, 'successOutputs')).toMatchObject([{ name: 'id', target: { name: 'Flow.payment id' } }]);
    expect(slots(find('Cut'), 'statements')).toMatchObject([{ name: 'string', target: { name: 'Task.last4' } }]);
    expect(slots(find('Tell'), 'attributes')).toMatchObject([
      { name: 'attribute', key: { mode: 'literal' }, value: { mode: 'expression' } },
    ]);
    expect(slots(find('Look'), 'attributes')).toMatchObject([
      { key: { mode: 'literal' }, target: { name: 'Flow.lang' } },
    ]);
    expect(paying.slots.find(({ role }) => role === 'noEntryTimeout')?.value?.fields).toEqual([['seconds', '5']]);
  });

  test('values that are out of service say nothing, those inside cards do', () => {
    const ask = find('Slot');
    expect(slots(ask, 'confirmationQuestion')).toEqual([]);
    expect(slots(ask, 'title')[0]!.value!.source.text).toBe('Flow.lang');
    expect(slots(ask, 'slot')).toMatchObject([{ target: { name: 'Slot.email', impliedScope: 'Slot' } }]);
    expect(ask.outputs).toMatchObject([{ name: 'maxNoInputs', enabled: false }]);
  });

  test('a menu has its choices, and a task built inside one nests there', () => {
    const menu = paying.containers.at(-1)!;
    expect(menu.body.map((index) => paying.actions[index]!.kind)).toEqual([
      'menuJumpToTask',
      'menuTask',
      'menuDisconnect',
    ]);
    expect(paying.actions[menu.body[0]!]!.target).toMatchObject({ kind: 'task', id: 'task-1', name: 'Ask' });
    expect(names(paying.actions[menu.body[1]!]!.outputs[0]!.body)).toEqual(['Slot']);
    expect(paying.containers.map(({ name }) => name)).toEqual(['Ask', 'Help', 'Main Menu']);
    expect(menu.slots).toMatchObject([{ role: 'audio' }, { role: 'repeatCount' }]);
  });

  test('variables have their flags and types', () => {
    expect(paying.variables.map(({ name, type, container, isSecure }) => [name, type, container, isSecure])).toEqual([
      ['Task.last4', 'String', 0, false],
      ['Task.index', 'Integer[]', 0, false],
      ['Flow.card', 'String', -1, true],
      ['Flow.ok', 'Boolean', -1, false],
      ['Flow.payment id', 'String', -1, false],
      ['Flow.lang', 'String', -1, false],
    ]);
  });

  test('it may stand one level deep in an answer of the API', () => {
    expect(read(`{"version": "3", "configuration": ${sample}}`).flow.actions).toHaveLength(paying.actions.length);
  });
});

function words(action: Action, slot: number | undefined): string | undefined {
  return slot === undefined ? undefined : action.slots[slot]?.value?.source.text;
}

describe('the contract', () => {
  test('every prefix reads, and every span lies inside it', () => {
    for (let length = 0; length < sample.length; length += 53) {
      const text = sample.slice(0, length);
      const { flow, problems } = architectJson.read({ uri: 'flow.json', text });
      expect(problems.length).toBeGreaterThan(0);
      for (const span of spansOf({ flow, problems })) expectInside(span, text);
    }
  });

  test('the text of a reference is its name', () => {
    expectReferences(paying, sample);
  });

  test('an expression knows where it stands behind escapes', () => {
    const value = slots(find('Charge'), 'inputs')[1]!.value!;
    const at = value.source.text.indexOf('Flow.card');
    const { start, end } = value.source.rawSpan(at, at + 9);
    expect(sample.slice(start, end)).toBe('Flow.card');
    expect(sample.slice(value.span.start, value.span.end)).toBe('"text": "\\"a\\n\\" + Flow.card"');
  });

  test('reading twice gives the same', () => {
    expect(JSON.stringify(read(sample))).toBe(JSON.stringify(read(sample)));
  });

  test.each([
    ['CRLF', sample.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${sample}`],
    ['no line breaks', JSON.stringify(JSON.parse(sample))],
  ])('%s changes nothing but offsets', (_, text) => {
    const { flow, problems } = read(text);
    expect(problems).toEqual([]);
    expect(shapeOf(flow)).toEqual(shapeOf(paying));
    expectReferences(flow, text);
  });
});

describe('recognising', () => {
  test.each([
    ['a flow', sample, 'yes'],
    ['package.json', '{"name": "x", "type": "module", "manifest": {}}', 'no'],
    ['a data action', '{"name": "x", "contract": {}, "config": {"request": {}}}', 'no'],
    ['a list of words', '{"flowSequenceItemList": ["bot"], "initialSequence": ["bot"], "type": ["bot"]}', 'no'],
    ['YAML', 'inboundCall:\n  name: x\n', 'no'],
    ['nothing', '', 'no'],
  ])('%s', (_, text, expected) => {
    expect(architectJson.recognises('any.name', text)).toBe(expected);
    expect(architectI3.recognises('any.name', text)).toBe('no');
  });

  test('an export is known by its first characters', () => {
    expect(architectI3.recognises('x', encode(sample))).toBe('yes');
    expect(architectJson.recognises('x', encode(sample))).toBe('no');
  });
});

describe('an .i3 export', () => {
  test('decodes to the configuration', () => {
    expect(architectI3.decode!(encode(sample))).toEqual({ text: sample });
    const folded = encode(sample)
      .replace(/(.{76})/g, '$1\r\n')
      .replace(/=+$/, '');
    expect(architectI3.decode!(`\n${folded}\n`)).toEqual({ text: sample });
    expect(architectI3.read({ uri: 'x', text: sample }).flow?.format).toBe('architect-i3');
  });

  test.each([
    ['no base64', 'JTdC<xml>'],
    ['cut inside a character', encode('{"a": "\u20ac"}').slice(0, -8)],
  ])('%s is said', (_, text) => {
    expect(architectI3.decode!(text)).toHaveProperty('problem');
  });

  test('no part of a file makes decoding throw', () => {
    const text = encode(sample);
    for (let length = 0; length < text.length; length += 997) {
      const decoded = architectI3.decode!(text.slice(0, length));
      if ('text' in decoded) architectI3.read({ uri: 'x', text: decoded.text });
    }
  });
});

describe('hostile files', () => {
  test.each(['[', '{"a":', '[{"a":'])('%s 10,000 times deep is one problem', (open) => {
    const close = { '[': ']', '{"a":': '}', '[{"a":': '}]' }[open]!;
    const deep = `${open.repeat(10_000)}1${close.repeat(10_000)}`;
    const text = sample.replace('"manifest": {', `"manifest": { "x": ${deep},`);
    const { flow, problems } = read(text);
    expect(problems).toMatchObject([{ family: 'text', message: expect.stringMatching(/deep/) }]);
    expect(flow.actions).toHaveLength(paying.actions.length);
    expect(architectJson.read({ uri: 'x', text: open.repeat(100_000) }).flow).toBeUndefined();
  });

  test('names of prototype members are names', () => {
    const text = sample
      .replaceAll('"a5"', '"__proto__"')
      .replaceAll('"last4"', '"constructor"')
      .replaceAll('"Jump"', '"toString"');
    expect(read(text).problems).toEqual([]);
    expect(read(text).flow.actions).toHaveLength(paying.actions.length);
    const extra = sample.replace('"manifest": {', '"__proto__": {"text": "x", "type": "str"}, "manifest": {');
    expect(read(extra).flow.slots.some(({ role }) => role === '__proto__')).toBe(true);
  });

  test.each([
    ['a circle', '"nextAction": "a6"', '"nextAction": "a1"', 'already stands'],
    ['an id that leads nowhere', '"nextAction": "a6"', '"nextAction": "zz"', 'no action'],
    ['a doubled id', '"id": "d2"', '"id": "a12"', 'same id'],
    ['a target that is not there', '"taskReference": "task-2"', '"taskReference": "task-9"', 'no task'],
    ['a start that is not there', '"initialSequence": "menu-1"', '"initialSequence": "gone"', 'no task, menu'],
  ])('%s is a problem, and no action is lost', (_, from, to, message) => {
    const text = sample.replace(from, to);
    expect(text).not.toBe(sample);
    const { flow, problems } = read(text);
    expect(problems.map((problem) => problem.message).join()).toContain(message);
    expect(problems.every(({ family }) => family === 'structure')).toBe(true);
    expect(flow.actions).toHaveLength(paying.actions.length);
  });

  test('nesting by ids has a limit that loses nothing', () => {
    const count = 3_000;
    const actions = Array.from({ length: count }, (_, i) => ({
      __type: 'DecisionAction',
      id: `n${i}`,
      paths: [{ outputId: '__YES__', nextActionId: i + 1 < count ? `n${i + 1}` : undefined }],
    }));
    const items = [{ __type: 'Task', id: 't', startAction: 'n0', actionList: actions }];
    const { flow, problems } = read(
      JSON.stringify({ type: 'workflow', initialSequence: 't', flowSequenceItemList: items }),
    );
    expect(flow.actions).toHaveLength(count);
    expect(problems.length).toBeLessThan(10);
  });

  test('a large file is no matter', () => {
    const list = JSON.parse(sample).flowSequenceItemList;
    const many = Array.from({ length: 320 }, (_, i) =>
      JSON.parse(JSON.stringify(list[0]).replaceAll('"task-1"', `"t${i}"`)),
    );
    const text = JSON.stringify({ ...JSON.parse(sample), flowSequenceItemList: [...list, ...many] });
    expect(text.length).toBeGreaterThan(1_400_000);
    expect(read(text).problems).toEqual([]);
    expect(architectJson.read({ uri: 'x', text: '}'.repeat(1_000_000) }).flow).toBeUndefined();
  });
});

function encode(text: string): string {
  return Buffer.from(encodeURIComponent(text)).toString('base64');
}

/** The flow without its offsets. */
function shapeOf(flow: Flow): unknown {
  const keep = (key: string, value: unknown) =>
    /[sS]pan$|^start$|^end$/.test(key) && key !== 'start' ? undefined : value;
  return JSON.parse(JSON.stringify({ ...flow, start: flow.start?.id }, keep));
}
