import pc from 'picocolors';
import type { Finding, Severity } from '../../core/model/finding.js';
import { maskProse } from '../../core/text/masking.js';
import { codeFrame } from '../../reports/code-frame.js';
import { literalFindings, stepsOf } from '../../reports/path.js';
import { locate, type Report, sourcesOf } from '../../reports/report.js';
import { counted, summaryLine } from '../../reports/summary-line.js';
import { visible } from '../../reports/visible.js';

type Colors = ReturnType<typeof pc.createColors>;
type Sources = ReturnType<typeof sourcesOf>;

export interface TextStyle {
  readonly color: boolean;
  /** Width of the terminal; 0 when there is none. */
  readonly columns: number;
  readonly hasSummary: boolean;
}

const DEFAULT_COLUMNS = 120;
const NARROWEST = 40;
interface Page {
  readonly colors: Colors;
  readonly columns: number;
  readonly sources: Sources;
  readonly hidesLiterals: (finding: Finding) => boolean;
}

/** Findings for people, file by file, with the path of the value drawn under the source lines. */
export function renderText(report: Report, style: TextStyle): string {
  const page: Page = {
    colors: pc.createColors(style.color),
    columns: Math.max(NARROWEST, style.columns || DEFAULT_COLUMNS),
    sources: sourcesOf(report.files),
    hidesLiterals: literalFindings(report.rules),
  };
  const blocks: string[] = [];
  for (const [path, findings] of byFile(report.findings)) {
    blocks.push(page.colors.bold(`${visible(path)} - ${counted(findings.length, 'finding')}`));
    for (const finding of findings) blocks.push(renderFinding(finding, page));
  }
  if (style.hasSummary) blocks.push(summaryLine(report));
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings.filter(({ suppressed }) => suppressed === undefined)) {
    const known = files.get(finding.uri);
    if (known === undefined) files.set(finding.uri, [finding]);
    else known.push(finding);
  }
  return files;
}

function renderFinding(finding: Finding, page: Page): string {
  const { colors, sources } = page;
  const { line, column } = locate(finding, sources);
  const isDecoded = sources.get(finding.uri)?.format === 'architect-i3';
  const place = `${visible(finding.uri)}:${line}:${column}${isDecoded ? ' (decoded)' : ''}`;
  const header = `${colors.bold(place)} ${paint(finding.severity, colors)(finding.severity)} ${finding.rule}`;
  const lines = [header, `  ${clean(finding.message)}`];
  const owners = [finding.flow, finding.container, finding.action].filter((name) => name !== '');
  if (owners.length > 0) lines.push(colors.dim(`  in ${owners.map(clean).join(' > ')}`));
  lines.push('', ...renderFrames(finding, page));
  for (const fix of finding.fixes) {
    lines.push(`  fix: ${clean(fix.title)}${fix.safe ? '' : ' (look at the result)'}`);
  }
  return lines.join('\n').trimEnd();
}

/** Every step of the path in order, the finding's own place last. */
function renderFrames(finding: Finding, page: Page): string[] {
  const { colors, sources } = page;
  const steps = stepsOf(finding, sources);
  const lastLine = Math.max(...steps.map((step) => locate(step, sources).line));
  const gutter = Math.max(4, String(lastLine).length + 2);
  const margin = colors.dim(`${' '.repeat(gutter)} |`);
  const lines: string[] = [];
  let before = { uri: finding.uri, line: 0 };
  for (const [index, step] of steps.entries()) {
    const file = sources.get(step.uri);
    if (file === undefined) continue;
    const frame = codeFrame(file, step.span, page.columns - gutter - 3, page.hidesLiterals(finding));
    if (step.uri !== before.uri) {
      const { line, column } = locate(step, sources);
      lines.push(colors.dim(`${' '.repeat(gutter - 1)}--> ${visible(step.uri)}:${line}:${column}`));
    } else if (before.line > 0 && frame.line > before.line + 1) lines.push(colors.dim(`${' '.repeat(gutter)}...`));
    before = { uri: step.uri, line: frame.line };
    const isLast = index === steps.length - 1;
    const carets = (isLast ? paint(finding.severity, colors) : colors.cyan)('^'.repeat(frame.carets));
    const label = step.message === '' ? '' : ` ${steps.length > 1 ? `${index + 1}. ` : ''}${clean(step.message)}`;
    lines.push(`${colors.dim(`${String(frame.line).padStart(gutter)} |`)} ${frame.code}`);
    lines.push(`${margin} ${' '.repeat(frame.indent)}${carets}${label}`);
  }
  return lines;
}

function clean(text: string): string {
  return visible(maskProse(text));
}

function paint(severity: Severity, colors: Colors): (text: string) => string {
  switch (severity) {
    case 'error':
      return colors.red;
    case 'warning':
      return colors.yellow;
    case 'information':
      return colors.blue;
    case 'hint':
      return colors.dim;
  }
}
