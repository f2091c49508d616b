import type { Finding } from '../core/model/finding.js';
import { maskProse } from '../core/text/masking.js';
import { locate, type Report, sourcesOf, summarise } from './report.js';
import { escapeJson } from './visible.js';

const SCHEMA_VERSION = 1;

/** `keytrace check --format json`; the shape is a promise (docs/cli.md), keys stand in its order. */
export function renderJson(report: Report): string {
  const sources = sourcesOf(report.files);
  const value = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'keytrace', version: report.version },
    files: report.files.map(({ path, format, flows, status, problems, bytes }) => ({
      path,
      format: format ?? null,
      flows: flows.map(maskProse),
      status,
      problems,
      bytes,
    })),
    findings: report.findings.map((finding) => describe(finding, sources)),
    summary: { ...summarise(report), dataActions: report.dataActionCalls, durationMs: report.durationMs },
  };
  return `${escapeJson(JSON.stringify(value, null, 2))}\n`;
}

function describe(finding: Finding, sources: ReturnType<typeof sourcesOf>) {
  return {
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    message: maskProse(finding.message),
    path: finding.uri,
    ...locate(finding, sources),
    flow: maskProse(finding.flow),
    container: maskProse(finding.container),
    action: maskProse(finding.action),
    ...(finding.labels === undefined ? {} : { labels: finding.labels }),
    ...(finding.sink === undefined ? {} : { sink: finding.sink }),
    trace: finding.trace.map((step) => ({
      path: step.uri,
      ...locate(step, sources),
      message: maskProse(step.message),
    })),
    fixes: finding.fixes.map(({ title, safe }) => ({ title: maskProse(title), safe })),
    pci: finding.pci,
    cwe: finding.cwe,
    seed: finding.seed,
    help: finding.help,
    fingerprint: finding.fingerprint,
    suppressed: finding.suppressed ? { ...finding.suppressed, reason: maskProse(finding.suppressed.reason) } : null,
  };
}
