import { expect, test } from 'vitest';
import { renderGithub } from '../../server/cli/output/github.js';
import { analysed, failed, finding, report, spanOf, step } from './support.js';

const TEXT = 'inboundCall:\n  exp: Task.card\n';
const ALONE = { cwd: '/repo', workspace: undefined, hasSummary: false };

test('each finding becomes one annotation with its path in the message', () => {
  const leak = finding('flows/a.yaml', spanOf(TEXT, 'exp: Task.card'), {
    trace: [step('flows/a.yaml', spanOf(TEXT, 'Task.card'), 'collected here')],
  });
  expect(renderGithub(report([analysed('flows/a.yaml', TEXT)], [leak]), ALONE)).toBe(
    '::error file=flows/a.yaml,line=2,endLine=2,col=3,endColumn=16,title=secure-value-in-speech::' +
      'PAN in Task.card is spoken by "Read back"%0A1. flows/a.yaml:2 collected here\n',
  );
});

test('what a workflow command could mistake for its own syntax is escaped', () => {
  const uri = 'a,b:c%.yaml';
  const leak = finding(uri, { start: 0, end: 3 }, { message: '100% ::error::\r\n done', severity: 'information' });
  expect(renderGithub(report([analysed(uri, TEXT)], [leak]), ALONE)).toBe(
    '::notice file=a%2Cb%3Ac%25.yaml,line=1,endLine=1,col=1,endColumn=3,title=secure-value-in-speech::' +
      '100%25 ::error::<U+000D><U+000A> done\n',
  );
});

test('a place over several lines has no columns', () => {
  const leak = finding('a.yaml', { start: 0, end: TEXT.length }, { severity: 'warning', message: 'm' });
  expect(renderGithub(report([analysed('a.yaml', TEXT)], [leak]), ALONE)).toBe(
    '::warning file=a.yaml,line=1,endLine=3,title=secure-value-in-speech::m\n',
  );
});

test('files are named from the root of the repository', () => {
  const leak = finding('a.yaml', { start: 0, end: 1 }, { message: 'm' });
  const output = renderGithub(report([analysed('a.yaml', TEXT)], [leak]), {
    cwd: '/repo/flows',
    workspace: '/repo',
    hasSummary: false,
  });
  expect(output).toContain('file=flows/a.yaml,');
});

test('a file that could not be read is an error too, and the summary comes last', () => {
  const files = [failed('a.yaml', 'x', 'the flow ends in the middle')];
  expect(renderGithub(report(files, []), { ...ALONE, hasSummary: true })).toBe(
    '::error file=a.yaml::the flow ends in the middle\n' +
      '1 file: 0 analysed (0 flows), 0 ignored (no flow in it), 1 failed. Findings: 0 errors, 0 warnings, 0 information, 0 hints.\n',
  );
});

test('values are masked', () => {
  const leak = finding('a.yaml', { start: 0, end: 1 }, { message: 'holds 4111111111111111' });
  expect(renderGithub(report([analysed('a.yaml', TEXT)], [leak]), ALONE)).toContain('::holds ************1111\n');
});
