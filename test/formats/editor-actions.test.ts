import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ActionDraft, ActionPlace, ValueDraft } from '../../server/core/formats/draft.js';
import { editorOf, type FlowEditor } from '../../server/core/formats/editor.js';
import type { Flow } from '../../server/core/model/flow.js';
import type { CheckedFlow } from '../../server/core/rules/rule.js';
import { applyEdits, type Edit } from '../../server/core/text/span.js';
import { Workspace } from '../../server/core/workspace.js';
import { corpusFiles } from '../support/corpus.js';

const SAMPLES = ['booking-line', 'card-in-quotes', 'chat-states', 'claims-bot', 'handwritten', 'templated'];

const SAY: ActionDraft = {
  kind: 'playAudio',
  name: 'Say it',
  settings: [{ role: 'audio', value: { mode: 'speech', text: 'Sorry: try again' } }],
};

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

function flowOf(lines: readonly string[]): string {
  const head = ['inboundCall:', '  name: A', '  tasks:', '    - task:', '        name: T'];
  return [...head, ...lines.map((line) => `        ${line}`), ''].join('\n');
}

const say = (place: (flow: Flow) => ActionPlace): Change => {
  return (editor, flow) => editor.insertActions([SAY], place(flow));
};

const NEW = ['  - playAudio:', '      name: Say it', '      audio:', '        tts: "Sorry: try again"'];

describe('an action is put', () => {
  const two = [
    '  # why',
    '  - disconnect:',
    '      name: One',
    '      # of one',
    '  - disconnect: { name: Two } # end',
  ];

  test.each<[string, readonly string[], Change, readonly string[]]>([
    ['in front of another one and its comment', two, say(({ actions }) => ({ before: actions[0]! })), [...NEW, ...two]],
    [
      'behind another one and what belongs to it',
      two,
      say(({ actions }) => ({ after: actions[0]! })),
      [...two.slice(0, 4), ...NEW, ...two.slice(4)],
    ],
    ['at the end', two, say(({ containers }) => ({ lastIn: { container: containers[0]! } })), [...two, ...NEW]],
    ['at the start', two, say(({ containers }) => ({ firstIn: { container: containers[0]! } })), [...NEW, ...two]],
  ])('%s', (_, before, change, after) => {
    expect(twice(flowOf(['actions: # all', ...before]), change)).toBe(flowOf(['actions: # all', ...after]));
  });

  const atEnd = say(({ containers }) => ({ lastIn: { container: containers[0]! } }));

  test.each([
    ['into empty brackets', ['actions: []'], ['actions:', ...NEW]],
    ['into empty brackets with a comment', ['actions: [] # none'], ['actions: # none', ...NEW]],
    ['into a list without anything', ['actions: # none', 'refId: T_1'], ['actions: # none', ...NEW, 'refId: T_1']],
    [
      'between brackets',
      ['actions: [ { disconnect: { name: One } } ] # end'],
      [
        'actions: [ { disconnect: { name: One } }, { playAudio: { name: Say it, audio: { tts: "Sorry: try again" } } } ] # end',
      ],
    ],
    [
      'below a dash that is not indented',
      ['actions:', '- disconnect:', '    name: One'],
      ['actions:', '- disconnect:', '    name: One', ...NEW.map((line) => line.slice(2))],
    ],
  ])('%s', (_, before, after) => {
    expect(twice(flowOf(before), atEnd)).toBe(flowOf(after));
  });

  test('behind the last line of a file that does not end', () => {
    const text = flowOf(['actions:', '  - disconnect:', '      name: One']).trimEnd();
    expect(twice(text, atEnd)).toBe(flowOf(['actions:', '  - disconnect:', '      name: One', ...NEW]).trimEnd());
  });

  test('nowhere when its kind is unknown', () => {
    const text = flowOf(['actions: []']);
    const change: Change = (editor, { containers }) =>
      editor.insertActions([{ ...SAY, kind: 'sayIt' }], { lastIn: { container: containers[0]! } });
    expect(edited(text, change)).toBe(text);
  });
});

describe('an action can say', () => {
  const written = (draft: ActionDraft) => {
    const text = flowOf(['actions: []']);
    const after = twice(text, (editor, { containers }) =>
      editor.insertActions([draft], { firstIn: { container: containers[0]! } }),
    );
    expect(read(after).problems).toEqual([]);
    return after
      .split('\n')
      .slice(6, -1)
      .map((line) => line.slice(10));
  };
  const none: ValueDraft = { mode: 'none' };
  const card: ValueDraft = { mode: 'expression', text: 'Right(Task.card, 4)' };

  test('what is assigned', () => {
    const assignments = [
      { type: 'String', variable: 'Task.card', value: none },
      { type: 'Integer[]', variable: 'Task.all', value: card },
    ];
    expect(written({ kind: 'updateData', name: 'Clear', assignments })).toEqual([
      '- updateData:',
      '    name: Clear',
      '    statements:',
      '      - string:',
      '          variable: Task.card',
      '          value:',
      '            noValue: true',
      '      - integerCollection:',
      '          variable: Task.all',
      '          value:',
      '            exp: "Right(Task.card, 4)"',
    ]);
  });

  test('what it calls, with what, and how it goes on', () => {
    const draft: ActionDraft = {
      kind: 'callDataSecure',
      name: 'Pay',
      target: {
        kind: 'data-action',
        category: 'Bank',
        name: 'Charge',
        inputs: [['card', card]],
        successOutputs: [['id', 'Task.id']],
      },
      settings: [{ role: 'timeout', value: { mode: 'fields', fields: [['seconds', '10']] } }],
      outputs: [{ name: 'failure', body: [{ kind: 'disconnect', name: 'Bye' }] }],
    };
    expect(written(draft).join('\n')).toBe(
      [
        '- callDataSecure:',
        '    name: Pay',
        '    category:',
        '      Bank:',
        '        dataAction:',
        '          Charge:',
        '            inputs:',
        '              card:',
        '                exp: "Right(Task.card, 4)"',
        '            successOutputs:',
        '              id:',
        '                var: Task.id',
        '    timeout:',
        '      lit:',
        '        seconds: 10',
        '    outputs:',
        '      failure:',
        '        actions:',
        '          - disconnect:',
        '              name: Bye',
      ].join('\n'),
    );
  });

  test('settings without a mode, settings below settings, attributes', () => {
    const draft: ActionDraft = {
      kind: 'collectInput',
      name: 'Ask',
      settings: [
        { role: 'inputData', value: { mode: 'variable', text: 'Task.code' } },
        { role: 'digits', value: [{ role: 'exact', value: { mode: 'literal', text: '4' } }] },
        { role: 'verificationType', value: { mode: 'literal', text: 'none' } },
      ],
    };
    expect(written(draft).slice(2)).toEqual([
      '    inputData:',
      '      var: Task.code',
      '    digits:',
      '      exact: 4',
      '    verificationType: none',
    ]);
    expect(written({ kind: 'setParticipantData', name: 'Keep', attributes: [['a b', card]] }).slice(2)).toEqual([
      '    attributes:',
      '      - attribute:',
      '          name:',
      '            lit: a b',
      '          value:',
      '            exp: "Right(Task.card, 4)"',
    ]);
  });

  test('where it goes', () => {
    const target = { kind: 'task', name: 'T' } as const;
    expect(written({ kind: 'jumpToTask', name: 'Again', target })[2]).toBe(
      '    targetTaskRef: "/inboundCall/tasks/task[T]"',
    );
    const flow = { kind: 'flow', name: 'Pay by card' } as const;
    expect(written({ kind: 'transferToFlowSecure', name: 'Pay', target: flow }).slice(2)).toEqual([
      '    targetFlow:',
      '      name: Pay by card',
    ]);
  });
});

describe('every flow', { timeout: 60_000 }, () => {
  const texts = [
    ...SAMPLES.map((name) => readFileSync(`test/formats/samples/${name}.yaml`, 'utf8')),
    ...corpusFiles('archy-yaml').map(({ text }) => text),
  ].filter((text) => read(text)?.problems.length === 0);
  const names = ({ flow }: CheckedFlow) => flow.actions.map(({ kind, name }) => `${kind} ${name}`);
  const isOther = (name: string) => name !== 'playAudio Say it';

  test('takes a new action beside every action, and none else changes', () => {
    let declined = 0;
    let done = 0;
    for (const text of texts) {
      const before = read(text);
      const step = Math.ceil(before.flow.actions.length / 6);
      for (const action of before.flow.actions.filter(({ index }) => index % step === 0)) {
        for (const place of [{ before: action }, { after: action }]) {
          const edits = editorOf(before).insertActions([SAY], place);
          if (edits.length === 0) declined++;
          else done++;
          if (edits.length === 0) continue;
          expect(edits.every(({ span }) => span.start === span.end)).toBe(true);
          const after = read(applyEdits(text, edits));
          expect(names(after).filter(isOther)).toEqual(names(before).filter(isOther));
          expect(after.flow.actions.length).toBe(before.flow.actions.length + 1);
          expect(after.problems).toEqual([]);
        }
      }
    }
    expect(declined).toBeLessThan(done / 20);
  });

  test('lets every action go, with what is inside and nothing else', () => {
    let declined = 0;
    let done = 0;
    for (const text of texts) {
      const before = read(text);
      const step = Math.ceil(before.flow.actions.length / 6);
      for (const action of before.flow.actions.filter(({ index }) => index % step === 0)) {
        const edits = editorOf(before).removeAction(action);
        if (edits.length === 0) declined++;
        else done++;
        if (edits.length === 0) continue;
        const after = read(applyEdits(text, edits));
        const { start, end } = action.span;
        const kept = before.flow.actions.filter(({ span }) => span.start < start || end < span.end);
        expect(names(after)).toEqual(kept.map(({ kind, name }) => `${kind} ${name}`));
        expect(after.problems).toEqual([]);
      }
    }
    expect(declined).toBeLessThan(done / 20);
  });

  test('takes a way out, a variable and a timeout, once, and everything else stays', () => {
    const changes: readonly Change[] = [
      (editor, { actions }) => {
        const action = actions.find(({ kind }) => kind === 'callData');
        return action ? editor.addOutput(action, 'failure', [SAY]) : [];
      },
      (editor, { containers }) => {
        const owner = containers.find(({ kind }) => kind === 'task' || kind === 'startup' || kind === 'state');
        const scope = owner?.kind === 'state' ? 'State' : 'Task';
        return owner
          ? editor.addVariable(owner, { name: `${scope}.keytraceTest`, type: 'String', isSecure: true })
          : [];
      },
      (editor, { actions }) => {
        const action = actions.find(({ kind }) => kind === 'callData');
        return action ? editor.setValue(action, 'timeout', { mode: 'fields', fields: [['seconds', '7']] }) : [];
      },
      (editor) => editor.addVariable(undefined, { name: 'Flow.keytraceTest', type: 'Integer[]' }),
    ];
    const done = changes.map(() => 0);
    for (const text of texts) {
      const before = read(text);
      for (const [index, change] of changes.entries()) {
        const after = edited(text, change);
        if (after === text) continue;
        done[index]!++;
        expect(edited(after, change)).toBe(after);
        const now = read(after);
        expect(now.problems).toEqual([]);
        expect(names(now).filter(isOther)).toEqual(names(before).filter(isOther));
        const kept = before.flow.variables.map(({ name, type }) => `${type} ${name}`);
        const found = now.flow.variables.filter(({ name }) => !name.endsWith('keytraceTest'));
        expect(found.map(({ name, type }) => `${type} ${name}`)).toEqual(kept);
      }
    }
    expect(Math.min(...done)).toBeGreaterThan(0);
  });
});
