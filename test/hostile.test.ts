import { describe, expect, test } from 'vitest';
import type { Analysis } from '../server/core/analysis.js';
import { cardFlow, cardJson } from './support/flows.js';
import { answerTo, decision, MINUTE } from './support/hostile.js';

const MANY = 10_000;

/** The sinks that leak, in order of their place. */
function leaks({ findings }: Analysis): (string | undefined)[] {
  return findings.flatMap(({ sink }) => sink ?? []);
}

describe('depth', { timeout: 5 * MINUTE }, () => {
  const inside = (value: string) => cardFlow([`- setScreenPop: { name: Pop, inputs: ${value} }`]);

  test.each([
    ['flow lists', inside(`${'['.repeat(MANY)}${']'.repeat(MANY)}`)],
    ['flow lists that nobody closes', inside('['.repeat(MANY))],
    ['flow maps', inside(`${'{a: '.repeat(MANY)}b${'}'.repeat(MANY)}`)],
    ['lists in one line', cardFlow([`- setScreenPop: ${'- '.repeat(MANY)}x`, `- ${'- '.repeat(MANY)}x`])],
    ['explicit keys', cardFlow([`- ${'? '.repeat(MANY)}x`])],
  ])('%s nest 10,000 deep', (_, text) => {
    expect(answerTo(text).files[0]?.reason).toBeDefined();
  });

  test('maps nest 3,000 deep by indentation, and what follows is still read', () => {
    const nested = Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(depth)}a:`);
    const analysis = answerTo(cardFlow(['- setScreenPop:', ...nested.map((line) => `    ${line}`)]));
    expect(analysis.files[0]?.status).toBe('analysed');
    expect(leaks(analysis)).toEqual(['speech']);
  });

  test('decisions nest 30 deep and are followed to the end', () => {
    const open = '{ decision: { condition: { exp: Call.Ani == "" }, outputs: { "yes": { actions: [ ';
    const say = '{ playAudio: { name: Deep, audio: { exp: ToAudioTTS(Task.cardNumber) } } }';
    const analysis = answerTo(cardFlow([`- ${open.repeat(30)}${say}${' ] } } } }'.repeat(30)}`]));
    expect(leaks(analysis)).toEqual(['speech', 'speech']);
  });

  test('decisions that nest 10,000 deep are reported, not followed', () => {
    const open = '{ decision: { outputs: { "yes": { actions: [ ';
    const analysis = answerTo(cardFlow([`- ${open.repeat(MANY)}${' ] } } } }'.repeat(MANY)}`]));
    expect(analysis.files[0]?.problems).toBeGreaterThan(0);
  });

  test.each([
    ['lists', `${'['.repeat(MANY)}${']'.repeat(MANY)}`],
    ['lists that nobody closes', '['.repeat(MANY)],
    ['objects', `${'{"a":'.repeat(MANY)}1${'}'.repeat(MANY)}`],
  ])('JSON %s nest 10,000 deep', (_, nested) => {
    answerTo(cardJson().replace('"prompts": {', `"prompts": ${nested}, "x": {`));
    answerTo(cardJson().replace('"actionList": [', `"actionList": [ ${nested}, `));
  });

  test.each([
    ['brackets', `${'('.repeat(MANY)}Task.cardNumber${')'.repeat(MANY)}`],
    ['brackets that nobody closes', '('.repeat(MANY)],
    ['calls', `${'Upper('.repeat(4_000)}Task.cardNumber${')'.repeat(4_000)}`],
    ['signs', `${'-'.repeat(MANY)}1`],
    ['sums', `1${' + 1'.repeat(7_000)}`],
    ['powers', `1${' ^ 1'.repeat(7_000)}`],
    ['conditions', `${'Task.a ? '.repeat(3_000)}1${' : 2'.repeat(3_000)}`],
    ['properties', `Task.a${'.b'.repeat(MANY)}`],
    ['indexes', `Task.a${'[0]'.repeat(MANY)}`],
  ])('expressions with %s nest thousands deep', (_, expression) => {
    const analysis = answerTo(cardFlow([decision(expression)]));
    expect(leaks(analysis)).toEqual(['speech']);
  });
});

describe('names that JavaScript knows', () => {
  const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'];

  test.each(NAMES)('%s may be a kind of action, an input, a key and a value', (name) => {
    const analysis = answerTo(
      cardFlow([
        `- ${name}: { name: ${name}, ${name}: { exp: ${name} }, outputs: { ${name}: { actions: [] } } }`,
        `- callTask: { name: Call, targetTaskRef: "/secureCall/tasks/task[${name}]", taskInputs: { ${name}: { exp: Task.cardNumber } } }`,
        `- switch: { name: Which, evaluate: { ${name}: { ${name}: 1 } } }`,
        decision(`${name}(Task.${name}).${name}`),
      ]),
    );
    expect(leaks(analysis)).toContain('speech');
  });

  test.each(NAMES)('a card number travels through a variable and an attribute called %s', (name) => {
    const analysis = answerTo(
      cardFlow([
        `- updateData: { name: Copy, statements: [ { string: { variable: Task.${name}, value: { exp: Task.cardNumber } } } ] }`,
        `- setParticipantData: { name: Keep, attributes: [ { attribute: { name: { lit: ${name} }, value: { exp: Task.${name} } } } ] }`,
      ]),
      cardFlow(
        [
          `- getParticipantData: { name: Get, attributes: [ { attribute: { name: { lit: ${name} }, variable: Task.found } } ] }`,
          '- setWhisperAudio: { name: Whisper, whisperAudio: { exp: ToAudioTTS(Task.found) } }',
        ],
        'Other',
      ),
    );
    expect(leaks(analysis)).toEqual(['participant-data', 'speech', 'whisper', 'speech']);
  });

  test.each(NAMES)('%s is an ordinary key of a JSON flow', (name) => {
    const more = `"${name}": { "${name}": [1, { "polluted": true }] }, "__type": "${name}",`;
    expect(leaks(answerTo(cardJson().replace('"name": "Card",', `"name": "Card", ${more}`)))).toEqual(['speech']);
    answerTo(cardJson().replace('"__type": "PlayAudioAction",', more));
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('size', { timeout: 5 * MINUTE }, () => {
  const MEGABYTE = 1_000_000;

  test.each([
    ['text', `- playAudio: { name: Long, audio: { tts: "${'word '.repeat(MEGABYTE / 5)}" } }`],
    ['expression', decision(`${'Append(Task.cardNumber, '.repeat(MEGABYTE / 25)}`)],
    ['list', `- wait: { name: Long, list: [ ${'a, '.repeat(MEGABYTE / 3)} ] }`],
    ['key', `- wait: { name: Long, "${'k'.repeat(MEGABYTE)}": 1 }`],
    ['comment', `- wait: { name: Long } #${' x'.repeat(MEGABYTE / 2)}`],
    ['run of blanks', `- wait: ${' '.repeat(MEGABYTE)}{ name: Long }`],
    ['run of quotes', `- wait: { name: ${"'".repeat(MEGABYTE)} }`],
    ['run of braces', `- wait: { name: "${'{{x}}'.repeat(MEGABYTE / 5)}" }`],
    ['run of half placeholders', `- wait: { name: ${'{{'.repeat(MEGABYTE / 2)}`],
  ])('a %s of 1 MB stands on one line', (_, line) => {
    expect(answerTo(cardFlow([line])).files[0]?.status).toBe('analysed');
  });

  test('a JSON flow of 1 MB stands on one line', () => {
    const actions = Array.from(
      { length: 18_000 },
      (_, i) => `{ "__type": "WaitAction", "id": "w${i}", "name": "Wait" },`,
    );
    const text = cardJson().replace('"actionList": [', `"actionList": [ ${actions.join('')}`);
    expect(leaks(answerTo(text.replace(/\n\s*/g, '')))).toEqual(['speech']);
  });

  test('6,000 actions have one id, and each is a problem', { timeout: MINUTE / 4 }, () => {
    const actions = '{ "__type": "WaitAction", "id": "w", "name": "Wait" },'.repeat(6_000);
    const analysis = answerTo(cardJson().replace('"actionList": [', `"actionList": [ ${actions}`));
    expect(analysis.files[0]?.problems).toBe(5_999);
  });

  test('6,000 actions each have a mistake in their expression', { timeout: MINUTE / 4 }, () => {
    const analysis = answerTo(cardFlow(Array.from({ length: 6_000 }, () => decision('1 +'))));
    expect(analysis.files[0]?.problems).toBeGreaterThanOrEqual(6_000);
  });

  test('names have 10,000 characters', () => {
    const name = 'n'.repeat(MANY);
    const copy = `- updateData: { name: ${name}, statements: [ { string: { variable: Task.${name}, value: { exp: Task.cardNumber } } } ] }`;
    const say = `- setWhisperAudio: { name: Whisper, whisperAudio: { exp: 'ToAudioTTS(Task.${name})' } }`;
    expect(leaks(answerTo(cardFlow([copy, say], name)))).toEqual(['whisper', 'speech']);
    answerTo(cardFlow([`- ${name}: { name: ${name}, ${name}: { exp: ${name}(${name}) } }`], name));
  });

  test('a switch has 5,000 cases, and each is followed', () => {
    const cases = Array.from(
      { length: 5_000 },
      (_, i) =>
        `{ case: { value: { exp: Call.Ani == "${i}" }, actions: [ { setWhisperAudio: { name: W${i}, whisperAudio: { exp: ToAudioTTS(Task.cardNumber) } } } ] } }`,
    );
    const text = cardFlow([`- switch: { name: Which, evaluate: { firstTrue: { cases: [ ${cases.join(', ')} ] } } }`]);
    expect(leaks(answerTo(text))).toHaveLength(5_001);
  });

  test('a value is copied 2,000 times before it is spoken', () => {
    const copies = Array.from({ length: 2_000 }, (_, i) => {
      const from = i === 0 ? 'Task.cardNumber' : `Task.v${i}`;
      return `- updateData: { name: C${i}, statements: [ { string: { variable: Task.v${i + 1}, value: { exp: ${from} } } } ] }`;
    });
    const say = '- setWhisperAudio: { name: Whisper, whisperAudio: { exp: ToAudioTTS(Task.v2000) } }';
    const analysis = answerTo(cardFlow([...copies, say]));
    expect(leaks(analysis)).toEqual(['whisper', 'speech']);
    expect(analysis.findings.find(({ sink }) => sink === 'whisper')?.trace).toHaveLength(2_002);
  });
});

describe('circles', { timeout: 5 * MINUTE }, () => {
  const call = (target: string) => `- callTask: { name: Call, targetTaskRef: "/secureCall/tasks/task[${target}]" }`;

  /** The card flow with further tasks behind it. */
  function withTasks(inside: readonly string[], tasks: ReadonlyMap<string, readonly string[]>): string {
    const more = [...tasks].flatMap(([id, actions]) => [
      '    - task:',
      `        name: ${id}`,
      `        refId: ${id}`,
      '        actions:',
      ...actions.map((line) => `          ${line}`),
    ]);
    return `${cardFlow(inside)}${more.join('\n')}\n`;
  }

  test('a task that calls itself', () => {
    expect(leaks(answerTo(withTasks([call('Again')], new Map([['Again', [call('Again')]]]))))).toEqual([]);
    const sometimes = `- decision: { name: More, condition: { exp: Call.Ani == "" }, outputs: { "yes": { actions: [ ${call('Again').slice(2)} ] } } }`;
    expect(leaks(answerTo(withTasks([call('Again')], new Map([['Again', [sometimes]]]))))).toEqual(['speech']);
  });

  test('tasks that call each other in a circle, with a way out', () => {
    const next = (target: string) => [
      `- decision: { name: More, condition: { exp: Call.Ani == "" }, outputs: { "yes": { actions: [ ${call(target).slice(2)} ] } } }`,
      '- updateData: { name: Keep, statements: [ { string: { variable: Flow.kept, value: { exp: Flow.given } } } ] }',
    ];
    const give =
      '- updateData: { name: Give, statements: [ { string: { variable: Flow.given, value: { exp: Task.cardNumber } } } ] }';
    const say = '- setWhisperAudio: { name: Whisper, whisperAudio: { exp: ToAudioTTS(Flow.kept) } }';
    const text = withTasks(
      [give, call('A'), say],
      new Map([
        ['A', next('B')],
        ['B', next('C')],
        ['C', next('A')],
      ]),
    );
    expect(leaks(answerTo(text))).toEqual(['whisper', 'speech']);
  });

  test('a chain of 3,000 tasks passes the value on to its end', () => {
    const tasks = new Map<string, readonly string[]>();
    for (let i = 0; i < 3_000; i++) tasks.set(`T${i}`, [call(`T${i + 1}`)]);
    tasks.set('T3000', ['- setWhisperAudio: { name: Whisper, whisperAudio: { exp: ToAudioTTS(Flow.given) } }']);
    const give =
      '- updateData: { name: Give, statements: [ { string: { variable: Flow.given, value: { exp: Task.cardNumber } } } ] }';
    expect(leaks(answerTo(withTasks([give, call('T0')], tasks)))).toEqual(['speech', 'whisper']);
  });

  test('3,000 tasks that nobody enters call each other', { timeout: MINUTE / 4 }, () => {
    const tasks = new Map(Array.from({ length: 3_000 }, (_, i) => [`T${i}`, [call(`T${(i + 1) % 3_000}`)]] as const));
    expect(leaks(answerTo(withTasks([], tasks)))).toEqual(['speech']);
  });

  test('attributes that two flows hand to each other in a circle', () => {
    const pass = (from: string, to: string) => [
      `- getParticipantData: { name: Get, attributes: [ { attribute: { name: { lit: ${from} }, variable: Task.cardNumber } } ] }`,
      `- setParticipantData: { name: Set, attributes: [ { attribute: { name: { lit: ${to} }, value: { exp: Task.cardNumber } } } ] }`,
    ];
    expect(answerTo(cardFlow(pass('a', 'b'), 'One'), cardFlow(pass('b', 'a'), 'Two')).files).toHaveLength(2);
  });
});

describe('YAML that multiplies', { timeout: 5 * MINUTE }, () => {
  test.each([
    ['lists', (i: number) => `[ ${`*a${i}, `.repeat(9)} ]`, '[ lol ]'],
    ['maps', (i: number) => `{ ${Array.from({ length: 9 }, (_, k) => `k${k}: *a${i}`).join(', ')} }`, '{ k: lol }'],
    [
      'actions',
      (i: number) => `[ ${`{ decision: { outputs: { "yes": { actions: *a${i} } } } }, `.repeat(9)} ]`,
      '[ wait ]',
    ],
  ])('a bomb of aliases to %s stays small', (_, next, first) => {
    const bomb = [`  a0: &a0 ${first}`, ...Array.from({ length: 30 }, (_, i) => `  a${i + 1}: &a${i + 1} ${next(i)}`)];
    const flow = cardFlow(['- setScreenPop: { name: Pop, inputs: *a30, actions: *a30 }', '- switch: *a30']);
    const analysis = answerTo(flow.replace('  defaultLanguage', `${bomb.join('\n')}\n  defaultLanguage`));
    expect(leaks(analysis)).toEqual(['speech']);
  });

  test('an alias inside of what it names', () => {
    expect(
      leaks(answerTo(cardFlow(['- switch: &a { name: Round, outputs: { x: *a, "yes": { actions: [ *a ] } } }']))),
    ).toEqual(['speech']);
  });
});

describe('characters', () => {
  test.each([
    ['a high surrogate alone', '\ud800'],
    ['a low surrogate alone', '\udc00'],
    ['surrogates in the wrong order', '\udc00\ud800'],
    ['the last character', '\uffff'],
    ['a zero byte', '\u0000'],
    ['a line separator', '\u2028'],
    ['text that runs from right to left', '\u202e'],
    ['a combining mark', '\u0301'],
  ])('%s in every place of a flow', (_, odd) => {
    const statement = `{ string: { variable: "Task.a${odd}b", value: { exp: "Append(Task.cardNumber, \\"${odd}\\")" } } }`;
    const text = cardFlow([
      `- updateData: { name: "C${odd}", statements: [ ${statement} ] } # ${odd}`,
      `- setWhisperAudio: { name: 'W${odd}', whisperAudio: { exp: 'ToAudioTTS(Task."a${odd}b")' } }`,
      `- wait${odd}: { na${odd}me: ${odd} }`,
    ]);
    answerTo(text, text.replaceAll('\n', `\n${odd}`), odd);
    answerTo(cardJson().replace('"Say"', `"Say${odd}"`).replace('Flow.cardNumber', `Flow.card${odd}Number`));
    answerTo(cardJson().replaceAll('Number', '\\ud800Number').replace('"Say"', '"\\udc00\\uZZZZ\\u"'));
  });

  test('every single character and the empty text get an answer', () => {
    for (let code = 0; code < 0x180; code++) answerTo(String.fromCharCode(code));
    answerTo('');
  });
});
