import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import type { Report } from '../../server/reports/report.js';
import { encodePath, renderSarif } from '../../server/reports/sarif.js';
import { analysed, failed, finding, ignored, report, rule, spanOf, step } from '../cli/support.js';

const TEXT = 'inboundCall:\n  a: Task.card\n  exp: Task.card\n';
const FILE = 'flows/my pay [1].yaml';

const validate = compileSchema();

/**
 * The schema comes with @microsoft/jest-sarif as 2.1.0-rtm.5. Its constraints are those of the published 2.1.0 schema
 * but for the name of a suppression's `status`, which is `state` there; only the header's draft-04 has to become draft-07.
 */
function compileSchema() {
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const { id, ...schema } = JSON.parse(readFileSync(path, 'utf8'));
  schema.$schema = 'http://json-schema.org/draft-07/schema#';
  schema.$id = id;
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    unicodeRegExp: false,
    allowUnionTypes: true,
  });
  addFormats(ajv);
  return ajv.compile(schema);
}

function checked(value: Report) {
  const log = JSON.parse(renderSarif(value));
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  return log.runs[0];
}

function fullReport(more: Partial<Report> = {}): Report {
  const trace = [
    step(FILE, spanOf(TEXT, 'Task.card'), 'collected here'),
    step(FILE, spanOf(TEXT, 'exp: Task.card'), 'spoken here'),
  ];
  const leak = finding(FILE, spanOf(TEXT, 'exp: Task.card'), { trace, help: 'https://example.org/speech' });
  const note = finding(
    FILE,
    { start: 0, end: 1 },
    {
      rule: 'syntax-error',
      severity: 'information',
      cwe: [],
      pci: [],
      suppressed: { kind: 'inline', reason: 'known' },
    },
  );
  const files = [analysed(FILE, TEXT), ignored('package.json', '{}', 'no flow'), failed('z.yaml', 'x', 'broken')];
  return report(files, [leak, note], {
    rules: [rule('secure-value-in-speech'), rule('a-rule', { cwe: ['CWE-532'] })],
    ...more,
  });
}

test('the log is valid SARIF 2.1.0', () => {
  const run = checked(fullReport());
  expect(run.columnKind).toBe('utf16CodeUnits');
  expect(run.originalUriBaseIds).toEqual({ '%SRCROOT%': { uri: 'file:///repo/' } });
});

test('an empty run is valid and still lists the rules', () => {
  const run = checked(report([], [], { exitCode: 0 }));
  expect(run.results).toEqual([]);
  expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['secure-value-in-speech']);
  expect(run.invocations).toEqual([{ executionSuccessful: true, exitCode: 0, toolExecutionNotifications: [] }]);
});

test('the schema does refuse a wrong log', () => {
  expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
});

test('a result points to its rule, its place and its path', () => {
  const [result] = checked(fullReport()).results;
  expect(result).toMatchObject({
    ruleId: 'secure-value-in-speech',
    ruleIndex: 1,
    level: 'error',
    partialFingerprints: { 'keytrace/v1': 'f1' },
  });
  expect(result.locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: 'flows/my%20pay%20%5B1%5D.yaml', uriBaseId: '%SRCROOT%', index: 0 },
        region: { startLine: 3, startColumn: 3, endLine: 3, endColumn: 17 },
      },
      logicalLocations: [{ name: 'Read back', fullyQualifiedName: 'Pay/Main/Read back' }],
    },
  ]);
  const steps = result.codeFlows[0].threadFlows[0].locations;
  expect(steps.map(({ location }: { location: { message: { text: string } } }) => location.message.text)).toEqual([
    'collected here',
    'spoken here',
  ]);
  expect(result.relatedLocations.map(({ id }: { id: number }) => id)).toEqual([1, 2]);
});

test('weaknesses and requirements are taxa that rules and results refer to', () => {
  const run = checked(fullReport());
  const [cwe, pci] = run.taxonomies;
  expect(cwe.taxa.map(({ id }: { id: string }) => id)).toEqual(['359', '532']);
  expect(pci.taxa.map(({ id }: { id: string }) => id)).toEqual(['3.4.1']);
  expect(run.tool.driver.supportedTaxonomies).toEqual([
    { name: 'CWE', index: 0 },
    { name: 'PCI DSS', index: 1 },
  ]);
  const toolComponent = { name: 'CWE', index: 0 };
  expect(run.results[0].taxa[0]).toEqual({ id: '359', index: 0, toolComponent });
  expect(run.tool.driver.rules[0].relationships[0].target).toEqual({ id: '532', index: 1, toolComponent });
});

test('security rules carry a security severity, the others do not', () => {
  const rules = checked(fullReport()).tool.driver.rules;
  expect(rules[1]).toMatchObject({
    id: 'secure-value-in-speech',
    name: 'SecureValueInSpeech',
    helpUri: 'https://example.org/speech',
    defaultConfiguration: { level: 'error' },
    properties: {
      tags: ['security', 'external/cwe/cwe-359', 'external/pci-dss/3.4.1', 'leak'],
      precision: 'high',
      'problem.severity': 'error',
      'security-severity': '8.0',
    },
  });
  expect(rules[2].id).toBe('syntax-error');
  expect(rules[2].properties).toEqual({ tags: [], precision: 'high', 'problem.severity': 'recommendation' });
});

test('suppressed findings stay in the log with their reason', () => {
  expect(checked(fullReport()).results[1].suppressions).toEqual([{ kind: 'inSource', justification: 'known' }]);
});

test('compared with a baseline, every result is new or not, and all say whether they are suppressed', () => {
  const known = { kind: 'baseline', reason: 'known in 4111 1111 1111 1111.json' } as const;
  const { findings } = fullReport();
  const compared = findings.map((one, index) => (index === 0 ? { ...one, suppressed: known } : one));
  const { results } = checked(fullReport({ findings: compared, hasBaseline: true }));
  expect(results.map(({ baselineState }: { baselineState: string }) => baselineState)).toEqual(
    findings.map((_, index) => (index === 0 ? 'unchanged' : 'new')),
  );
  expect(results.every(({ suppressions }: { suppressions?: object[] }) => Array.isArray(suppressions))).toBe(true);
  expect(JSON.stringify(results)).not.toContain('4111 1111 1111 1111');
});

test('failed files and wrong arguments are notifications', () => {
  const [invocation] = checked(fullReport({ problems: ['nope: no such file or folder'], exitCode: 2 })).invocations;
  expect(invocation.executionSuccessful).toBe(false);
  expect(
    invocation.toolExecutionNotifications.map(({ message }: { message: { text: string } }) => message.text),
  ).toEqual(['z.yaml: broken', 'nope: no such file or folder']);
});

test('names in messages become neither links nor placeholders, and values are masked', () => {
  const leak = finding(FILE, { start: 0, end: 1 }, { message: '[x](http://e.example) {0} 4111111111111111' });
  const [result] = checked(report([analysed(FILE, TEXT)], [leak])).results;
  expect(result.message.text).toBe('\\[x\\](http://e.example) {{0}} ************1111');
});

test.each([
  ['file:///repo/', '../other flows/a.yaml', 'file:///other%20flows/a.yaml'],
  ['file:///repo/deep/flows/', '../../a.yaml', 'file:///repo/a.yaml'],
  ['file:///repo/', '../../../a.yaml', 'file:///a.yaml'],
  ['file:///C:/repo/', 'D:/flows/[1].yaml', 'file:///D:/flows/%5B1%5D.yaml'],
  ['file://server/share/', '/other/a.yaml', 'file://server/other/a.yaml'],
])('a file outside of %s has an absolute URI: %s', (rootUri, path, uri) => {
  const leak = finding(path, { start: 0, end: 1 });
  const [result] = checked(report([analysed(path, TEXT)], [leak], { rootUri })).results;
  expect(result.locations[0].physicalLocation.artifactLocation).toEqual({ uri, index: 0 });
});

test('paths are percent-encoded part by part', () => {
  expect(encodePath("a b/ü#?%/(x)'.yaml")).toBe('a%20b/%C3%BC%23%3F%25/%28x%29%27.yaml');
  expect(encodePath('\ud800')).toBe('%EF%BF%BD');
});
