import { expect, test } from 'vitest';
import { renderJson } from '../../server/reports/json.js';
import { analysed, finding, ignored, report, spanOf, step } from '../cli/support.js';

const TEXT = 'inboundCall:\n  a: Task.card\n  exp: Task.card\n';

test('the JSON has the promised shape, keys in order', () => {
  const trace = [step('flows/a.yaml', spanOf(TEXT, 'Task.card'), 'collected here')];
  const fixes = [{ title: 'Mask it', safe: true, edits: new Map() }];
  const leak = finding('flows/a.yaml', spanOf(TEXT, 'exp: Task.card'), { trace, fixes });
  const files = [analysed('flows/a.yaml', TEXT), ignored('x.json', '{}', 'no flow')];
  expect(renderJson(report(files, [leak]))).toBe(`{
  "schemaVersion": 1,
  "tool": {
    "name": "keytrace",
    "version": "1.2.3"
  },
  "files": [
    {
      "path": "flows/a.yaml",
      "format": "architect-yaml",
      "flows": [
        "Pay"
      ],
      "status": "analysed",
      "problems": 0,
      "bytes": 45
    },
    {
      "path": "x.json",
      "format": null,
      "flows": [],
      "status": "ignored",
      "problems": 0,
      "bytes": 2
    }
  ],
  "findings": [
    {
      "rule": "secure-value-in-speech",
      "severity": "error",
      "confidence": "high",
      "message": "PAN in Task.card is spoken by \\"Read back\\"",
      "path": "flows/a.yaml",
      "line": 3,
      "column": 3,
      "endLine": 3,
      "endColumn": 17,
      "flow": "Pay",
      "container": "Main",
      "action": "Read back",
      "labels": [
        "PAN"
      ],
      "sink": "speech",
      "trace": [
        {
          "path": "flows/a.yaml",
          "line": 2,
          "column": 6,
          "endLine": 2,
          "endColumn": 15,
          "message": "collected here"
        }
      ],
      "fixes": [
        {
          "title": "Mask it",
          "safe": true
        }
      ],
      "pci": [
        "3.4.1"
      ],
      "cwe": [
        "CWE-359"
      ],
      "seed": [
        "B5"
      ],
      "help": "docs/rules/secure-value-in-speech.md",
      "fingerprint": "f1",
      "suppressed": null
    }
  ],
  "summary": {
    "errors": 1,
    "warnings": 0,
    "information": 0,
    "hints": 0,
    "suppressed": 0,
    "files": 2,
    "analysed": 1,
    "ignored": 1,
    "failed": 0,
    "dataActions": {
      "called": 0,
      "unknown": 0
    },
    "durationMs": 7
  }
}
`);
});

test('findings that are no leaks have neither labels nor a sink', () => {
  const { labels: _, sink: __, ...other } = finding('a.yaml', { start: 0, end: 1 });
  const [first] = JSON.parse(renderJson(report([analysed('a.yaml', TEXT)], [other]))).findings;
  expect(first).not.toHaveProperty('labels');
  expect(first).not.toHaveProperty('sink');
});

test('names and messages hold no values, and nothing in them acts on a terminal', () => {
  const text = 'x';
  const leak = finding('a.yaml', { start: 0, end: 1 }, { message: '4111111111111111 \u202e', action: 'token=abc' });
  const json = renderJson(report([analysed('a.yaml', text, 'F\u009b')], [leak]));
  expect(json).toContain('"************1111 \\u202E"');
  expect(json).toContain('"token=***"');
  expect(JSON.parse(json).files[0].flows).toEqual(['F\u009b']);
  expect(json).not.toMatch(/[\u0080-\u009f\u202e]/);
});

test('columns count UTF-16 code units', () => {
  const text = '💳 Task.card';
  const [first] = JSON.parse(renderJson(report([analysed('a', text)], [finding('a', spanOf(text, 'Task'))]))).findings;
  expect([first.line, first.column, first.endColumn]).toEqual([1, 4, 8]);
});
