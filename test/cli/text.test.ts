import { expect, test } from 'vitest';
import { renderText } from '../../server/cli/output/text.js';
import type { Finding } from '../../server/core/model/finding.js';
import { visible } from '../../server/reports/visible.js';
import { displayWidth } from '../../server/reports/width.js';
import { analysed, failed, finding, ignored, marked, report, spanOf, step } from './support.js';

const PLAIN = { color: false, columns: 100, hasSummary: false };

/** The frame under the header of a finding on the marked part. */
function frameOf(source: string, columns = 100, more: Partial<Finding> = {}): string[] {
  const { text, span } = marked(source);
  const output = renderText(report([analysed('a.yaml', text)], [finding('a.yaml', span, more)]), { ...PLAIN, columns });
  return output.trimEnd().split('\n').slice(6);
}

const FLOW = `inboundCall:
  name: Pay
  actions:
    - collectInput: { var: Task.card }
    - updateData: { var: Task.copy, exp: Task.card }
    - playAudio:
        name: Read back
        audio: { exp: Task.copy }
`;

test('a finding shows its message, its place in the flow and every step of its path', () => {
  const trace = [
    step('flows/pay.yaml', spanOf(FLOW, 'Task.card'), 'collected here'),
    step('flows/pay.yaml', spanOf(FLOW, 'Task.copy'), 'copied here'),
    step('flows/pay.yaml', spanOf(FLOW, 'exp: Task.copy'), 'spoken here'),
  ];
  const fixes = [{ title: 'Say the last four digits', safe: false, edits: new Map() }];
  const leak = finding('flows/pay.yaml', spanOf(FLOW, 'exp: Task.copy'), { trace, fixes });
  const output = renderText(report([analysed('flows/pay.yaml', FLOW)], [leak]), { ...PLAIN, hasSummary: true });
  expect(output).toBe(`flows/pay.yaml - 1 finding

flows/pay.yaml:8:18 error secure-value-in-speech
  PAN in Task.card is spoken by "Read back"
  in Pay > Main > Read back

   4 |     - collectInput: { var: Task.card }
     |                            ^^^^^^^^^ 1. collected here
   5 |     - updateData: { var: Task.copy, exp: Task.card }
     |                          ^^^^^^^^^ 2. copied here
    ...
   8 |         audio: { exp: Task.copy }
     |                  ^^^^^^^^^^^^^^ 3. spoken here
  fix: Say the last four digits (look at the result)

1 file: 1 analysed (1 flow), 0 ignored (no flow in it), 0 failed. Findings: 1 error, 0 warnings, 0 information, 0 hints.
`);
});

test('a step in another file is shown with its place', () => {
  const other = 'commonModule:\n  - collectInput: { var: Task.pin }\n';
  const trace = [step('module.yaml', spanOf(other, 'Task.pin'), 'collected here')];
  const leak = finding('pay.yaml', spanOf(FLOW, 'exp: Task.copy'), { trace, container: '', action: '' });
  const output = renderText(report([analysed('module.yaml', other), analysed('pay.yaml', FLOW)], [leak]), PLAIN);
  expect(output).toBe(`pay.yaml - 1 finding

pay.yaml:8:18 error secure-value-in-speech
  PAN in Task.card is spoken by "Read back"
  in Pay

   --> module.yaml:2:26
   2 |   - collectInput: { var: Task.pin }
     |                          ^^^^^^^^ 1. collected here
   --> pay.yaml:8:18
   8 |         audio: { exp: Task.copy }
     |                  ^^^^^^^^^^^^^^
`);
});

test('carets stand under tabs, wide characters and emoji', () => {
  expect(frameOf('\ta\t<|Task.x|>')).toEqual(['   1 |     a   Task.x', '     |         ^^^^^^']);
  expect(frameOf('名前: <|支払い|>')).toEqual(['   1 | 名前: 支払い', '     |       ^^^^^^']);
  expect(frameOf('👩‍💻🇫🇷e\u0301 <|x|>')).toEqual(['   1 | 👩‍💻🇫🇷e\u0301 x', '     |       ^']);
});

test('a long line is cut around the carets', () => {
  const [code, carets] = frameOf(`{"a":"${'abc '.repeat(5000)}","exp":"<|Task.x|>","z":"${'d'.repeat(9000)}"}`, 60);
  expect(code).toBe('   1 | …c abc abc abc ","exp":"Task.x","z":"ddddddddddddddd…');
  expect(carets).toBe('     |                         ^^^^^^');
});

test('a span that is wider than the terminal ends with the line', () => {
  expect(frameOf(`x: <|${'y'.repeat(200)}|>`, 40)).toEqual([`   1 | …${'y'.repeat(31)}…`, `     |  ${'^'.repeat(31)}`]);
});

test('an empty span and a span over several lines still get carets in their first line', () => {
  expect(frameOf('a: <||>b')).toEqual(['   1 | a: b', '     |    ^']);
  expect(frameOf('a: <|b\nc|>')).toEqual(['   1 | a: b', '     |    ^']);
  expect(frameOf('a: b<||>')).toEqual(['   1 | a: b', '     |     ^']);
});

test('values are masked without shifting the carets', () => {
  expect(frameOf('card: "4111 1111 1111 1111", <|exp|>')).toEqual([
    '   1 | card: "**** **** **** 1111", exp',
    '     |                              ^^^',
  ]);
  expect(frameOf('password: "支払", <|exp|>')).toEqual([
    '   1 | password: "****", exp',
    '     |                   ^^^',
  ]);
});

test('a finding about a literal does not show the literal', () => {
  const more = { rule: 'hard-coded-credential', cwe: ['CWE-798'] };
  expect(frameOf('- header: { <|lit: "abc def"|> }', 100, more)[0]).toBe('   1 | - header: { lit: "*******" }');
  expect(frameOf('- header: <|abcdef|>', 100, more)[0]).toBe('   1 | - header: ******');
  expect(frameOf('exp: Append(<|"abc"|>, Task.x)', 100, more)[0]).toBe('   1 | exp: Append("***", Task.x)');
});

test('control and bidi characters of a flow are spelled out wherever they stand', () => {
  const text = 'name: \u001b[31m\u202eevil\u0007 Task.x';
  const more = { message: 'x \u202e\n y', flow: '\u001b]0;t', container: '', action: '' };
  const output = renderText(
    report([analysed('a\u202eb.yaml', text)], [finding('a\u202eb.yaml', spanOf(text, 'Task.x'), more)]),
    PLAIN,
  );
  expect(output).toBe(`a<U+202E>b.yaml - 1 finding

a<U+202E>b.yaml:1:19 error secure-value-in-speech
  x <U+202E><U+000A> y
  in <U+001B>]0;t

   1 | name: <U+001B>[31m<U+202E>evil<U+0007> Task.x
     |                                        ^^^^^^
`);
});

test('colours are only codes around the same text', () => {
  const files = [analysed('pay.yaml', FLOW)];
  const findings = [finding('pay.yaml', spanOf(FLOW, 'exp: Task.copy'))];
  const colored = renderText(report(files, findings), { ...PLAIN, color: true });
  expect(colored).toContain('\u001b[31merror\u001b[39m');
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(renderText(report(files, findings), PLAIN));
});

test('suppressed findings are counted but not shown', () => {
  const suppressed = { kind: 'inline', reason: 'test data' } as const;
  const findings = [finding('pay.yaml', spanOf(FLOW, 'exp: Task.copy'), { suppressed })];
  expect(renderText(report([analysed('pay.yaml', FLOW)], findings), { ...PLAIN, hasSummary: true })).toBe(
    '1 file: 1 analysed (1 flow), 0 ignored (no flow in it), 0 failed. Findings: 0 errors, 0 warnings, 0 information, 0 hints, 1 suppressed.\n',
  );
});

test('the last line tells what was scanned when there is nothing to find', () => {
  const files = [analysed('a.yaml', FLOW), ignored('b.json', '{}', 'no flow'), failed('c.yaml', 'x', 'broken')];
  expect(renderText(report(files, []), { ...PLAIN, hasSummary: true })).toBe(
    '3 files: 1 analysed (1 flow), 1 ignored (no flow in it), 1 failed. Findings: 0 errors, 0 warnings, 0 information, 0 hints.\n',
  );
  expect(renderText(report([], []), { ...PLAIN, hasSummary: true })).toBe('0 files: nothing was analysed.\n');
});

test('joiners stay inside emoji, and tabs become spaces in messages', () => {
  expect(visible('👩‍💻\ta\u200bb')).toBe('👩‍💻 a<U+200B>b');
});

test('widths are those of a terminal', () => {
  expect(['a', '支', '👩‍💻', 'e\u0301', '1️⃣', '한', 'ｱ', '🇫🇷'].map(displayWidth)).toEqual([1, 2, 2, 1, 2, 2, 1, 2]);
});
