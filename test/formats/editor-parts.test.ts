import { describe, expect, test } from 'vitest';
import type { ActionDraft, ValueDraft } from '../../server/core/formats/draft.js';
import { editorOf, type FlowEditor } from '../../server/core/formats/editor.js';
import type { Flow } from '../../server/core/model/flow.js';
import type { CheckedFlow } from '../../server/core/rules/rule.js';
import { applyEdits, type Edit } from '../../server/core/text/span.js';
import { Workspace } from '../../server/core/workspace.js';

type Change = (editor: FlowEditor, flow: Flow) => readonly Edit[];

function read(text: string): CheckedFlow {
  const workspace = new Workspace();
  workspace.set({ uri: 'a.yaml', text });
  return workspace.flow('a.yaml')!;
}

function edited(text: string, change: Change): string {
  const file = read(text);
  return applyEdits(text, change(editorOf(file), file.flow));
}

/** Both line ends give the same, and doing it again changes nothing. */
function twice(text: string, change: Change): string {
  const once = edited(text, change);
  expect(edited(once, change)).toBe(once);
  expect(edited(text.replaceAll('\n', '\r\n'), change)).toBe(once.replaceAll('\n', '\r\n'));
  return once;
}

function flowOf(...lines: readonly string[]): string {
  const head = ['inboundCall:', '  name: A', '  tasks:', '    - task:', '        name: T'];
  return [...head, ...lines.map((line) => `        ${line}`), ''].join('\n');
}

const withActions = (...lines: readonly string[]) => flowOf('actions:', ...lines.map((line) => `  ${line}`));
const BYE: ActionDraft = { kind: 'disconnect', name: 'Bye' };

describe('a way out is added', () => {
  const add: Change = (editor, { actions }) => editor.addOutput(actions[0]!, 'failure', [BYE]);
  const bye = (indent: string) => ['- disconnect:', '    name: Bye'].map((line) => indent + line);

  test.each([
    [
      'with the key of all',
      ['- callData:', '    name: Get # it'],
      ['- callData:', '    name: Get # it', '    outputs:', '      failure:', '        actions:', ...bye('          ')],
    ],
    [
      'behind the others',
      ['- callData:', '    name: Get', '    outputs:', '      success: { actions: [] } # go on'],
      [
        '- callData:',
        '    name: Get',
        '    outputs:',
        '      success: { actions: [] } # go on',
        '      failure:',
        '        actions:',
        ...bye('          '),
      ],
    ],
    [
      'where it stands without a body',
      ['- callData:', '    name: Get', '    outputs:', '      failure:', '        actions: [] # none'],
      [
        '- callData:',
        '    name: Get',
        '    outputs:',
        '      failure:',
        '        actions: # none',
        ...bye('          '),
      ],
    ],
    [
      'where only its name stands',
      ['- callData:', '    name: Get', '    outputs:', '      failure:', '- disconnect: { name: End }'],
      [
        '- callData:',
        '    name: Get',
        '    outputs:',
        '      failure:',
        '        actions:',
        ...bye('          '),
        '- disconnect: { name: End }',
      ],
    ],
    [
      'between braces',
      ['- callData: { name: Get }'],
      ['- callData: { name: Get, outputs: { failure: { actions: [ { disconnect: { name: Bye } } ] } } }'],
    ],
    [
      'never over what stands there',
      ['- callData: { name: Get, outputs: { failure: { actions: [ { disconnect: { name: Old } } ] } } }'],
      ['- callData: { name: Get, outputs: { failure: { actions: [ { disconnect: { name: Old } } ] } } }'],
    ],
    ['never to an action that has none such', ['- playAudio:', '    name: Say'], ['- playAudio:', '    name: Say']],
  ])('%s', (_, before, after) => {
    expect(twice(withActions(...before), add)).toBe(withActions(...after));
  });
});

describe('an action goes', () => {
  const remove: Change = (editor, { actions }) => editor.removeAction(actions[0]!);

  test.each([
    [
      'with its lines',
      ['- disconnect:', '    name: A', '# of b', '- disconnect: { name: B }'],
      ['# of b', '- disconnect: { name: B }'],
    ],
    ['from brackets', ['- wait: { name: B }'], []],
  ])('%s', (_, before, after) => {
    expect(edited(withActions(...before), remove)).toBe(
      after.length > 0 ? withActions(...after) : flowOf('actions: []'),
    );
  });

  test('from a list in brackets', () => {
    expect(edited(flowOf('actions: [ { wait: { name: A } }, { disconnect: { name: B } } ]'), remove)).toBe(
      flowOf('actions: [ { disconnect: { name: B } } ]'),
    );
  });
});

describe('a variable is declared', () => {
  const add: Change = (editor, { containers }) =>
    editor.addVariable(containers[0]!, { name: 'Task.code', type: 'String', isSecure: true });
  const CODE = [
    '  - stringVariable:',
    '      name: Task.code',
    '      initialValue:',
    '        noValue: true',
    '      isSecure: true',
  ];

  test.each([
    ['with the key of all', ['actions: []'], ['variables:', ...CODE, 'actions: []']],
    [
      'behind the others',
      ['variables:', '  - stringVariable:', '      name: Task.a # a', 'actions: []'],
      ['variables:', '  - stringVariable:', '      name: Task.a # a', ...CODE, 'actions: []'],
    ],
    ['instead of brackets', ['variables: []', 'actions: []'], ['variables:', ...CODE, 'actions: []']],
    [
      'never twice',
      ['variables: [ { integerVariable: { name: Task.code } } ]', 'actions: []'],
      ['variables: [ { integerVariable: { name: Task.code } } ]', 'actions: []'],
    ],
  ])('%s', (_, before, after) => {
    expect(twice(flowOf(...before), add)).toBe(flowOf(...after));
  });

  test('in the flow', () => {
    const text = flowOf('actions: []');
    const after = twice(text, (editor) => editor.addVariable(undefined, { name: 'Flow.n', type: 'Integer[]' }));
    expect(after).toBe(
      text.replace(
        '  tasks:\n',
        '  variables:\n    - integerCollectionVariable:\n        name: Flow.n\n        initialValue:\n          noValue: true\n  tasks:\n',
      ),
    );
  });

  test('with another type, where it is assigned too', () => {
    const text = flowOf(
      'variables: [ { stringVariable: { name: Task.a } }, { stringVariable: { name: Task.b } } ]',
      'actions:',
      '  - updateData:',
      '      statements:',
      '        - string: { variable: Task.a, value: { lit: x } }',
      '        - string: { variable: Task.b, value: { lit: x } }',
    );
    expect(twice(text, (editor, { variables }) => editor.setVariableType(variables[0]!, 'Json'))).toBe(
      text
        .replace('stringVariable: { name: Task.a', 'jsonVariable: { name: Task.a')
        .replace('string: { variable: Task.a', 'json: { variable: Task.a'),
    );
  });
});

describe('a value is given', () => {
  const SECONDS: ValueDraft = { mode: 'fields', fields: [['seconds', '10']] };
  const set: Change = (editor, { actions }) => editor.setValue(actions[0]!, 'timeout', SECONDS);

  test.each([
    [
      'in front of the ways out',
      ['- callData:', '    name: Get', '    outputs: {}'],
      ['- callData:', '    name: Get', '    timeout:', '      lit:', '        seconds: 10', '    outputs: {}'],
    ],
    [
      'instead of another one',
      ['- callData:', '    name: Get', '    timeout:', '      lit:', '        minutes: 1', '    outputs: {}'],
      ['- callData:', '    name: Get', '    timeout:', '      lit:', '        seconds: 10', '    outputs: {}'],
    ],
    [
      'instead of an expression',
      ['- callData: { name: Get, timeout: { exp: Task.t } }'],
      ['- callData: { name: Get, timeout: { lit: { seconds: 10 } } }'],
    ],
    [
      'not where a comment would be lost',
      ['- callData:', '    timeout:', '      lit:', '        # long', '        minutes: 1'],
      ['- callData:', '    timeout:', '      lit:', '        # long', '        minutes: 1'],
    ],
  ])('%s', (_, before, after) => {
    expect(twice(withActions(...before), set)).toBe(withActions(...after));
  });

  const input: Change = (editor, { actions }) =>
    editor.setInput(actions[0]!, 'inputs', 'card', { mode: 'expression', text: 'Task.token' });
  const call = (...inputs: readonly string[]) => [
    '- callData:',
    '    category:',
    '      Bank:',
    '        dataAction:',
    '          Pay:',
    ...inputs.map((line) => `            ${line}`),
    '    outputs: {}',
  ];

  test.each([
    ['as the first input', [], ['inputs:', '  card:', '    exp: Task.token']],
    [
      'beside other inputs',
      ['inputs:', '  id: { exp: Task.id }'],
      ['inputs:', '  id: { exp: Task.id }', '  card:', '    exp: Task.token'],
    ],
    ['for an input', ['inputs: { card: { var: Task.card } }'], ['inputs: { card: { exp: Task.token } }']],
    ['among results', ['successOutputs: {}'], ['successOutputs: {}', 'inputs:', '  card:', '    exp: Task.token']],
  ])('%s', (_, before, after) => {
    expect(twice(withActions(...call(...before)), input)).toBe(withActions(...call(...after)));
  });
});

describe('an action is wrapped', () => {
  const wrap: Change = (editor, { actions }) => {
    const action = actions.find(({ kind }) => kind === 'callData')!;
    return editor.replaceAction(action, {
      kind: 'loop',
      name: 'Twice',
      settings: [{ role: 'loopCount', value: { mode: 'literal', text: '2' } }],
      outputs: [{ name: 'loop', body: [action] }],
    });
  };

  test('with its lines as they are', () => {
    const lines = [
      '- callData:',
      '    # why',
      '    name: >-',
      '      Get',
      '',
      '      it',
      '    outputs: {} # end',
      '- disconnect: { name: B }',
    ];
    expect(twice(withActions(...lines), wrap)).toBe(
      withActions(
        '- loop:',
        '    name: Twice',
        '    loopCount:',
        '      lit: 2',
        '    outputs:',
        '      loop:',
        '        actions:',
        ...lines.slice(0, 7).map((line) => (line === '' ? '' : `          ${line}`)),
        '- disconnect: { name: B }',
      ).replace(/^ +$/m, (blank) => blank.slice(0, 10)),
    );
  });
});

test('a new flow speaks the languages of the one that it comes from', () => {
  const text = flowOf('actions:', '  - wait: { name: W } # one').replace(
    '  tasks',
    '  defaultLanguage: de-de\n  supportedLanguages:\n    de-de:\n      none: true\n  tasks',
  );
  const file = read(text);
  const made = editorOf(file).newFlow({
    type: 'securecall',
    name: 'Pay',
    tasks: [
      {
        name: 'Main',
        variables: [{ name: 'Task.card', type: 'String', isSecure: true }],
        actions: [file.flow.actions[0]!, BYE],
      },
    ],
  });
  expect(made).toBe(
    [
      'secureCall:',
      '  name: Pay',
      '  defaultLanguage: de-de',
      '  supportedLanguages:',
      '    de-de:',
      '      none: true',
      '  startUpRef: "/secureCall/tasks/task[Main]"',
      '  tasks:',
      '    - task:',
      '        name: Main',
      '        refId: Main',
      '        variables:',
      '          - stringVariable:',
      '              name: Task.card',
      '              initialValue:',
      '                noValue: true',
      '              isSecure: true',
      '        actions:',
      '          - wait: { name: W }',
      '          - disconnect:',
      '              name: Bye',
      '',
    ].join('\n'),
  );
  expect(read(made!).problems).toEqual([]);
});
