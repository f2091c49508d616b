import { expect, test } from 'vitest';
import { applyEdits } from '../../server/core/text/span.js';
import { analyse } from '../../server/core/workspace.js';

const TITLE = 'Move it into a new secure flow';

const HEAD = [
  'inboundCall:',
  '  name: Pay line # ours',
  '  startUpRef: "/inboundCall/tasks/task[Main_1]"',
  '  variables:',
  '    - stringVariable: { name: Flow.cardNumber, initialValue: { noValue: true } }',
  '  tasks:',
  '    - task:',
  '        name: Main',
  '        refId: Main_1',
  '        actions:',
];
const HELLO = ['          - playAudio: { name: Hello, audio: { tts: Welcome } } # stays'];
const ASK = [
  '          - collectInput: # the card',
  '              name: Ask',
  '              inputData: { var: Flow.cardNumber }',
];
const CHARGE = [
  '          - callData:',
  '              name: Charge',
  '              category:',
  '                Bank:',
  '                  dataAction:',
  '                    Charge:',
  '                      inputs:',
  '                        card: { exp: Flow.cardNumber }',
];
const LOOK_UP = ['          - callData: { name: Look up, category: { Bank: { dataAction: { Get: {} } } } }'];
const OTHER = [
  '    - task:',
  '        name: Other',
  '        refId: Other_1',
  '        actions:',
  '          - disconnect: { name: End }',
];

const lines = (...parts: readonly (readonly string[])[]) => [...parts.flat(), ''].join('\n');

function moveIn(text: string) {
  const { findings } = analyse([{ uri: 'calls/pay.yaml', text }]);
  return findings.flatMap(({ fixes }) => fixes).find(({ title }) => title === TITLE);
}

/** Findings about where values go and how they are handled; what else a flow lacks, it lacks before and after. */
function serious(files: readonly { uri: string; text: string }[]): string[] {
  const { findings } = analyse(files);
  return findings
    .filter(({ rule }) => /^sensitive-input|^secure-value|^secure-variable/.test(rule))
    .map(({ rule, uri }) => `${uri} ${rule}`);
}

test('the collection and what follows it go to a flow of their own', () => {
  const before = lines(HEAD, HELLO, ASK, LOOK_UP, CHARGE, OTHER);
  const fix = moveIn(before);
  expect(fix?.safe).toBe(false);
  const after = applyEdits(before, fix?.edits.get('calls/pay.yaml') ?? []);
  const transfer = [
    '          - transferToFlowSecure:',
    '              name: Collect in a secure flow',
    '              targetFlow:',
    '                name: Pay line - Ask',
    '              outputs:',
    '                failure:',
    '                  actions:',
    '                    - playAudio:',
    '                        name: Say that it failed',
    '                        audio:',
    '                          tts: "We are sorry, this is not possible at the moment. Goodbye."',
    '                    - disconnect:',
    '                        name: End',
  ];
  expect(after).toBe(lines(HEAD, HELLO, transfer, OTHER));
  const [uri, text] = [...(fix?.newFiles ?? [])][0] ?? ['', ''];
  expect(uri).toBe('calls/pay-line-ask.yaml');
  const secure = [
    'secureCall:',
    '  name: Pay line - Ask',
    '  startUpRef: "/secureCall/tasks/task[Main]"',
    '  variables:',
    '    - stringVariable:',
    '        name: Flow.cardNumber',
    '        initialValue:',
    '          noValue: true',
    '        isSecure: true',
    '  tasks:',
    '    - task:',
    '        name: Main',
    '        refId: Main',
    '        actions:',
  ];
  const sealed = CHARGE.map((line) => line.replace('callData:', 'callDataSecure:'));
  const end = ['          - disconnect:', '              name: End'];
  expect(text).toBe(lines(secure, ASK, LOOK_UP, sealed, end));
  expect(serious([{ uri: 'calls/pay.yaml', text: before }])).toEqual([
    'calls/pay.yaml sensitive-input-outside-secure-flow',
    'calls/pay.yaml secure-value-in-plain-data-action',
  ]);
  const mended = [
    { uri: 'calls/pay.yaml', text: after },
    { uri, text },
  ];
  expect(serious(mended)).toEqual([]);
  expect(moveIn(after)).toBeUndefined();
});

test('with Windows lines', () => {
  const fix = moveIn(lines(HEAD, ASK).replaceAll('\n', '\r\n'));
  const text = [...(fix?.newFiles?.values() ?? [])][0] ?? '';
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(text).toContain('isSecure: true');
});

test.each([
  [
    'something else sets a variable that is needed',
    lines(
      HEAD,
      [
        '          - updateData: { name: Set, statements: [ { string: { variable: Flow.cardNumber, value: { exp: \'""\' } } } ] }',
      ],
      ASK,
    ),
  ],
  [
    'the value is needed where secure data is refused',
    lines(HEAD, ASK, ['          - decision: { name: Long, condition: { exp: Length(Flow.cardNumber) == 16 } }']),
  ],
  [
    'another task of the flow is called',
    lines(HEAD, ASK, ['          - callTask: { name: Go, targetTaskRef: "/inboundCall/tasks/task[Other_1]" }'], OTHER),
  ],
  [
    'somebody waits for the task to come back',
    lines(
      HEAD,
      ['          - callTask: { name: Go, targetTaskRef: "/inboundCall/tasks/task[Other_1]" }'],
      OTHER.slice(0, 4),
      ASK,
    ),
  ],
  [
    'the collection stands on one of several paths',
    lines(
      HEAD,
      ['          - decision:', '              name: Known', '              condition: { exp: Call.Ani == "1" }'],
      ['              outputs:', '                "yes":', '                  actions:'],
      ASK.map((line) => `          ${line}`),
    ),
  ],
  ['the flow cannot transfer to a secure one', lines(HEAD, ASK).replaceAll('inboundCall', 'voicemail')],
  ['the variable is not declared', lines(HEAD, ASK).replace('Flow.cardNumber, initial', 'Flow.other, initial')],
])('nothing is moved when %s', (_, text) => {
  const found = analyse([{ uri: 'calls/pay.yaml', text }]).findings.map(({ rule }) => rule);
  expect(found).toContain('sensitive-input-outside-secure-flow');
  expect(moveIn(text)).toBeUndefined();
});
