import type { AnalysedFile } from '../core/analysis.js';
import type { Finding, Place } from '../core/model/finding.js';
import { maskProse } from '../core/text/masking.js';
import { locate, type Report, type ReportFile, sourcesOf } from './report.js';
import { describeRules, LEVELS, taxonomiesOf } from './sarif-rules.js';
import { escapeJson } from './visible.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const ROOT = '%SRCROOT%';

interface Run {
  readonly sources: ReadonlyMap<string, AnalysedFile>;
  readonly rootUri: string;
  readonly artifactIndex: ReadonlyMap<string, number>;
  readonly ruleIndex: ReadonlyMap<string, number>;
  readonly taxonomies: ReturnType<typeof taxonomiesOf>;
  readonly hasBaseline: boolean;
  /** SARIF 2.1.0, 3.27.23: when one result says whether it is suppressed, all do. */
  readonly hasSuppressions: boolean;
}

/** SARIF 2.1.0 for code scanning (GitHub, GitLab, Azure DevOps) and viewers. */
export function renderSarif(report: Report): string {
  const taxonomies = taxonomiesOf(report);
  const rules = describeRules(report, taxonomies);
  const files = report.files.filter((file) => file.status !== 'ignored');
  const run: Run = {
    sources: sourcesOf(report.files),
    rootUri: report.rootUri,
    artifactIndex: new Map(files.map((file, index) => [file.path, index])),
    ruleIndex: new Map(rules.map((rule, index) => [rule.id, index])),
    taxonomies,
    hasBaseline: report.hasBaseline,
    hasSuppressions: report.findings.some(({ suppressed }) => suppressed !== undefined),
  };
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Keytrace',
            version: report.version,
            semanticVersion: report.version,
            rules,
            notifications: [{ id: 'file-not-analysed', shortDescription: { text: 'A file could not be analysed' } }],
            supportedTaxonomies: taxonomies.map(({ name }, index) => ({ name, index })),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { uri: report.rootUri } },
        invocations: [invocation(report, run)],
        artifacts: files.map((file) => artifact(file, run)),
        taxonomies: taxonomies.map(({ component }) => component),
        results: report.findings.map((finding) => result(finding, run)),
      },
    ],
  };
  return `${escapeJson(JSON.stringify(log, null, 2))}\n`;
}

function invocation(report: Report, run: Run) {
  const failed = report.files.filter((file) => file.status === 'failed');
  const aboutFiles = failed.map((file) => ({
    ...notification(`${file.path}: ${file.reason}`),
    locations: [{ physicalLocation: { artifactLocation: artifactLocation(file.path, run) } }],
  }));
  const unnamed = report.problems.filter((problem) => !failed.some((file) => problem.startsWith(`${file.path}: `)));
  return {
    executionSuccessful: report.exitCode !== 2,
    exitCode: report.exitCode,
    toolExecutionNotifications: [...aboutFiles, ...unnamed.map(notification)],
  };
}

function notification(text: string) {
  return { level: 'error', descriptor: { id: 'file-not-analysed', index: 0 }, message: plain(text) };
}

function artifact(file: ReportFile, run: Run) {
  return {
    location: artifactLocation(file.path, run),
    length: file.bytes,
    roles: ['analysisTarget'],
    properties: { status: file.status, problems: file.problems, ...(file.format ? { format: file.format } : {}) },
  };
}

function result(finding: Finding, run: Run) {
  const { flow, container, action, trace } = finding;
  const ruleIndex = run.ruleIndex.get(finding.rule);
  const steps = trace.map((step) => ({ ...location(step, run), message: plain(step.message) }));
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[finding.severity],
    message: plain(finding.message),
    locations: [{ ...location(finding, run), ...logicalLocations([flow, container, action]) }],
    partialFingerprints: { 'keytrace/v1': finding.fingerprint },
    ...(steps.length === 0
      ? {}
      : {
          codeFlows: [{ threadFlows: [{ locations: steps.map((step) => ({ location: step })) }] }],
          relatedLocations: steps.map((step, index) => ({ id: index + 1, ...step })),
        }),
    taxa: run.taxonomies.flatMap((taxonomy) => taxonomy.referencesOf(finding)),
    ...(run.hasSuppressions ? { suppressions: suppressionsOf(finding) } : {}),
    ...(run.hasBaseline ? { baselineState: finding.suppressed?.kind === 'baseline' ? 'unchanged' : 'new' } : {}),
    properties: {
      confidence: finding.confidence,
      ...(finding.labels === undefined ? {} : { labels: finding.labels }),
      ...(finding.sink === undefined ? {} : { sink: finding.sink }),
      ...(finding.fixes.length === 0 ? {} : { fixes: finding.fixes.map(({ title }) => maskProse(title)) }),
      seed: finding.seed,
    },
  };
}

function suppressionsOf({ suppressed }: Finding) {
  if (suppressed === undefined) return [];
  const kind = suppressed.kind === 'inline' ? 'inSource' : 'external';
  return [{ kind, justification: maskProse(suppressed.reason) }];
}

function location(place: Place, run: Run) {
  const { line, column, endLine, endColumn } = locate(place, run.sources);
  return {
    physicalLocation: {
      artifactLocation: artifactLocation(place.uri, run),
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  };
}

function logicalLocations(names: readonly string[]) {
  const path = names.filter((name) => name !== '').map(maskProse);
  if (path.length === 0) return {};
  return { logicalLocations: [{ name: path.at(-1)!, fullyQualifiedName: path.join('/') }] };
}

/** Relative to the root where possible; a file outside of it has no relative URI that consumers accept. */
function artifactLocation(path: string, run: Run) {
  const index = run.artifactIndex.get(path);
  const isOutside = path.startsWith('../') || /^(?:[A-Za-z]:)?\//.test(path);
  return {
    ...(isOutside ? { uri: absoluteUri(path, run.rootUri) } : { uri: encodePath(path), uriBaseId: ROOT }),
    ...(index === undefined ? {} : { index }),
  };
}

/** `a b/[1].yaml` to `a%20b/%5B1%5D.yaml`; a lone surrogate, which no URI can carry, becomes U+FFFD. */
export function encodePath(path: string): string {
  return path
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .join('/');
}

/** Climbs from the root as far as the path says; a path on another drive begins anew. */
function absoluteUri(path: string, rootUri: string): string {
  const [, drive, below] = /^([A-Za-z]:)?\/(.*)$/s.exec(path) ?? [];
  const [scheme = ''] = /^[a-z][\w+.-]*:\/\/[^/]*\//i.exec(rootUri) ?? [];
  if (below !== undefined) return `${drive === undefined ? scheme : `file:///${drive}/`}${encodePath(below)}`;
  const folders = rootUri.slice(scheme.length).split('/').slice(0, -1);
  const parts = path.split('/');
  const climbs = parts.findIndex((part) => part !== '..');
  const kept = folders.slice(0, Math.max(0, folders.length - climbs));
  return scheme + [...kept, encodePath(parts.slice(climbs).join('/'))].join('/');
}

/**
 * A message without values. Names come from hostile text: what SARIF would read as a link (`[x](y)`) or as a
 * placeholder (`{0}`) is escaped (SARIF 2.1.0, 3.11.5 and 3.11.6).
 */
function plain(text: string) {
  const masked = maskProse(text);
  const linkless = /\]\(/.test(masked) ? masked.replace(/[[\]\\]/g, '\\$&') : masked;
  return { text: linkless.replace(/\{(\d+)\}/g, '{{$1}}') };
}
