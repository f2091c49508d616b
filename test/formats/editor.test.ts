import { describe, expect, test } from 'vitest';
import { editorOf, type FlowEditor } from '../../server/core/formats/editor.js';
import type { Flow } from '../../server/core/model/flow.js';
import type { CheckedFlow } from '../../server/core/rules/rule.js';
import { applyEdits, type Edit } from '../../server/core/text/span.js';
import { Workspace } from '../../server/core/workspace.js';
import { cardJson } from '../support/flows.js';

function read(text: string, uri = 'a.yaml'): CheckedFlow {
  const workspace = new Workspace();
  workspace.set({ uri, text });
  return workspace.flow(uri)!;
}

function flowOf(...lines: readonly string[]): string {
  return [
    'inboundCall:',
    '  name: A',
    '  tasks:',
    '    - task:',
    '        name: T',
    ...lines.map((line) => `        ${line}`),
    '',
  ].join('\n');
}

function edited(text: string, change: (editor: FlowEditor, flow: Flow) => readonly Edit[]): string {
  const file = read(text);
  return applyEdits(text, change(editorOf(file), file.flow));
}

/** A flow whose first action says an expression that is written like this. */
function saying(written: string): string {
  return flowOf('actions:', '  - playAudio:', '      name: Say', '      audio:', `        ${written} # end`);
}

const replace = (expression: string) => (editor: FlowEditor, flow: Flow) =>
  editor.replaceValue(flow.actions[0]!.slots[0]!.value!, expression);

describe('a value is replaced', () => {
  test.each([
    ['exp: Flow.a', 'Flow.b', 'exp: Flow.b'],
    ['exp: Flow.a', 'Right(Flow.a, 4)', 'exp: Right(Flow.a, 4)'],
    ['exp: Flow.a', '"x: " + Flow.a', 'exp: "\\"x: \\" + Flow.a"'],
    ['exp: Flow.a', 'Flow.a # b', 'exp: "Flow.a # b"'],
    ['exp: "Flow.a"', '"q" + Flow.a', 'exp: "\\"q\\" + Flow.a"'],
    ["exp: 'Flow.a'", '"it\'s" + Flow.a', "exp: '\"it''s\" + Flow.a'"],
    ['exp: "\\"\\u0041\\" + Flow.a"', '"A" + Flow.b', 'exp: "\\"\\u0041\\" + Flow.b"'],
    ['exp: Flow.a', 'Flow.a', 'exp: Flow.a'],
    ['var: Flow.a', 'Right(Flow.a, 4)', 'exp: Right(Flow.a, 4)'],
    ['"var": Flow.a', 'Flow.b', '"exp": Flow.b'],
    ['{ exp: Flow.a }', 'Left(Flow.a, 1)', '{ exp: "Left(Flow.a, 1)" }'],
    ['{ exp: Flow.a }', 'Flow.b', '{ exp: Flow.b }'],
  ])('%s becomes %s', (before, expression, after) => {
    const text = edited(saying(before), replace(expression));
    expect(text).toBe(saying(after));
    expect(read(text).flow.actions[0]!.slots[0]!.value).toMatchObject({
      mode: 'expression',
      source: { text: expression },
    });
  });

  test('in a block text only where it differs', () => {
    const block = (inner: string) =>
      flowOf(
        'actions:',
        '  - playAudio:',
        '      audio:',
        '        exp: |-',
        '          Append(',
        `            ${inner}`,
        '          )',
      );
    const text = block('Flow.a');
    const { source } = read(text).flow.actions[0]!.slots[0]!.value!;
    expect(edited(text, replace(source.text.replace('Flow.a', 'Right(Flow.a, 4)')))).toBe(block('Right(Flow.a, 4)'));
  });

  test('but never a literal', () => {
    expect(edited(saying('tts: hello'), replace('Flow.a'))).toBe(saying('tts: hello'));
  });
});

describe('a setting is written', () => {
  const set = (text: string) => (editor: FlowEditor, flow: Flow) =>
    editor.setSetting(flow.actions[0]!, 'verificationType', text);
  const collect = (...lines: readonly string[]) => flowOf('actions:', ...lines.map((line) => `  ${line}`));

  test.each([
    [
      'behind the name',
      ['- collectInput:', '    name: Ask # x', '    inputData: { var: Flow.a }'],
      ['- collectInput:', '    name: Ask # x', '    verificationType: none', '    inputData: { var: Flow.a }'],
    ],
    [
      'where it stands',
      ['- collectInput:', '    verificationType: numeric # x'],
      ['- collectInput:', '    verificationType: none # x'],
    ],
    ['between braces', ['- collectInput: { name: Ask }'], ['- collectInput: { name: Ask, verificationType: none }']],
    ['between empty braces', ['- collectInput: {}'], ['- collectInput: { verificationType: none }']],
    [
      'as the literal that it is',
      ['- collectInput: { verificationType: { lit: numeric } }'],
      ['- collectInput: { verificationType: { lit: none } }'],
    ],
    [
      'instead of an expression',
      ['- collectInput: { verificationType: { exp: Flow.a } }'],
      ['- collectInput: { verificationType: { lit: none } }'],
    ],
    [
      'in front of a longer pair',
      ['- collectInput:', '    inputData:', '      var: Flow.a'],
      ['- collectInput:', '    verificationType: none', '    inputData:', '      var: Flow.a'],
    ],
    ['nowhere, without a map', ['- collectInput:'], ['- collectInput:']],
  ])('%s', (_, before, after) => {
    const text = edited(collect(...before), set('none'));
    expect(text).toBe(collect(...after));
    expect(edited(text, set('none'))).toBe(text);
  });

  test('with quotes where the word would mean something else', () => {
    expect(edited(collect('- collectInput: { name: Ask }'), set('no'))).toContain(
      '{ name: Ask, verificationType: "no" }',
    );
  });
});

describe('a slot is removed', () => {
  const remove =
    (role: string, place = 0) =>
    (editor: FlowEditor, flow: Flow) =>
      editor.removeSlot(flow.actions[0]!.slots.filter((slot) => slot.role === role)[place]!);

  test.each([
    [
      'with its line',
      ['- collectInput:', '    name: Ask', '    verificationType: numeric # x', '    inputData: { var: Flow.a }'],
      'verificationType',
      0,
      ['- collectInput:', '    name: Ask', '    inputData: { var: Flow.a }'],
    ],
    [
      'with all of its lines',
      ['- collectInput:', '    name: Ask', '    inputData:', '      var: Flow.a'],
      'inputData',
      0,
      ['- collectInput:', '    name: Ask'],
    ],
    [
      'from braces',
      ['- collectInput: { name: Ask, verificationType: numeric, inputData: { var: Flow.a } }'],
      'verificationType',
      0,
      ['- collectInput: { name: Ask, inputData: { var: Flow.a } }'],
    ],
    [
      'from the end of braces',
      ['- collectInput: { name: Ask, verificationType: numeric }'],
      'verificationType',
      0,
      ['- collectInput: { name: Ask }'],
    ],
    [
      'as an entry of a list',
      [
        '- setParticipantData:',
        '    attributes:',
        '      - attribute: { name: { lit: a }, value: { lit: x } }',
        '      - attribute:',
        '          name: { lit: b }',
        '          value: { lit: y }',
      ],
      'attributes',
      1,
      ['- setParticipantData:', '    attributes:', '      - attribute: { name: { lit: a }, value: { lit: x } }'],
    ],
    [
      'but not the last one of its map',
      ['- collectInput:', '    inputData: { var: Flow.a }'],
      'inputData',
      0,
      ['- collectInput:', '    inputData: { var: Flow.a }'],
    ],
  ])('%s', (_, before, role, place, after) => {
    const text = flowOf('actions:', ...before.map((line) => `  ${line}`));
    expect(edited(text, remove(role, place))).toBe(flowOf('actions:', ...after.map((line) => `  ${line}`)));
  });
});

test('an action gets another kind, in quotes too', () => {
  const text = flowOf('actions:', '  - "playAudio": { name: Say }');
  expect(edited(text, (editor, flow) => editor.renameKind(flow.actions[0]!, 'flushAudio'))).toBe(
    flowOf('actions:', '  - "flushAudio": { name: Say }'),
  );
});

test.each([
  ['- stringVariable: { name: Task.a }', '- stringVariable: { name: Task.a, isSecure: true }'],
  ['- stringVariable: { name: Task.a, isSecure: "false" }', '- stringVariable: { name: Task.a, isSecure: true }'],
  ['- stringVariable: { name: Task.a, isSecure: true }', '- stringVariable: { name: Task.a, isSecure: true }'],
  [
    '- stringVariable:\n                name: Task.a',
    '- stringVariable:\n                name: Task.a\n                isSecure: true',
  ],
])('a variable %s becomes secure', (before, after) => {
  const change = (editor: FlowEditor, flow: Flow) => editor.addVariableFlag(flow.variables[0]!, 'isSecure');
  const text = (variable: string) => flowOf('variables:', `  ${variable}`, 'actions: []');
  expect(edited(text(before), change)).toBe(text(after));
});

test('JSON says nothing that would leave its compiled form behind', () => {
  const file = read(cardJson(), 'a.json');
  const editor = editorOf(file);
  const [action] = file.flow.actions;
  const [slot] = action!.slots;
  expect(editor.renameKind(action!, 'x')).toEqual([]);
  expect(editor.setSetting(action!, 'x', 'y')).toEqual([]);
  expect(editor.removeSlot(slot!)).toEqual([]);
  expect(editor.addVariableFlag(file.flow.variables[0]!, 'isSecure')).toEqual([]);
  const value = file.flow.actions.flatMap(({ slots }) => slots).find((one) => one.value)!.value!;
  expect(editor.replaceValue(value, 'Flow.x')).toEqual([]);
});
