import { expect, test } from 'vitest';
import { renderText } from '../../server/cli/output/text.js';
import { analyse } from '../../server/core/workspace.js';
import { renderJson } from '../../server/reports/json.js';
import { reportFiles } from '../../server/reports/report.js';
import { rules } from '../../server/reports/rule-info.js';
import { report } from './support.js';

const FLOW = `secureCall:
  name: Pay by card
  startUpRef: /secureCall/tasks/task[main]
  tasks:
    - task:
        name: Main
        refId: main
        actions:
          - collectInput:
              name: Ask for card
              inputData:
                var: Task.cardNumber
          - playAudio:
              name: Read back
              audio:
                exp: ToAudioTTS(Task.cardNumber)
`;

test('the outputs say what the core has found', () => {
  const analysis = analyse([{ uri: 'flows/pay.yaml', text: FLOW }]);
  const read = { path: 'flows/pay.yaml', isNamed: true, bytes: FLOW.length, failure: '', repair: '' };
  const value = report([], analysis.findings, { files: reportFiles([read], analysis), rules });

  const leak = JSON.parse(renderJson(value)).findings.find(({ sink }: { sink?: string }) => sink === 'speech');
  expect(leak).toMatchObject({ rule: 'secure-value-in-speech', path: 'flows/pay.yaml', line: 16, column: 17 });
  expect(leak.trace[0]).toMatchObject({ line: 12, column: 22 });

  const text = renderText(value, { color: false, columns: 100, hasSummary: false });
  expect(text).toContain('flows/pay.yaml:16:17 ');
  expect(text).toContain('  16 |                 exp: ToAudioTTS(Task.cardNumber)\n     |                 ^^^^');
});

test('every rule has what the outputs print', () => {
  expect(rules.length).toBeGreaterThan(0);
  for (const { id, title, why, instead } of rules) {
    expect(
      [id, title, why, instead].every((text) => text.trim() !== ''),
      id,
    ).toBe(true);
  }
});
