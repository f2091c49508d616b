import { applyConfig } from '../../core/config/config.js';
import { isDay } from '../../core/rules/suppressions.js';
import { LineIndex } from '../../core/text/line-index.js';
import { analyse } from '../../core/workspace.js';
import { renderHtml } from '../../reports/html/html.js';
import { renderJson } from '../../reports/json.js';
import { hiddenRules } from '../../reports/left-out.js';
import { type Report, repairsOf, reportFiles } from '../../reports/report.js';
import { rules } from '../../reports/rule-info.js';
import { renderSarif } from '../../reports/sarif.js';
import { DEFAULT_VERDICT, exitCodeOf } from '../../reports/verdict.js';
import { refusal } from '../guard.js';
import { REPORT_FORMATS, type ReportFormat } from '../protocol.js';
import { type Reported, readForReport } from '../report-files.js';
import type { Session } from '../session.js';
import { commonFolder, pathFrom } from '../uris.js';

const RENDERERS: Readonly<Record<ReportFormat, (report: Report) => string>> = {
  html: renderHtml,
  sarif: renderSarif,
  json: renderJson,
};

/** What somebody wants to have. */
export interface Wish {
  readonly format: string;
  /** Address of the folder that paths are relative to; without it the folder around all workspace folders. */
  readonly root: string | undefined;
  /** The day that an HTML report bears. */
  readonly date: string | undefined;
}

/** What `keytrace check` says about everything that is known here, with opened documents as they stand in the editor. */
export async function report(session: Session, wish: Wish): Promise<string> {
  const format = REPORT_FORMATS.find((one) => one === wish.format);
  if (!format) throw refusal(`There is no report "${wish.format}"; there are ${REPORT_FORMATS.join(', ')}.`);
  if (wish.date !== undefined && !isDay(wish.date)) throw refusal(`"${wish.date}" is no day such as 2026-12-31.`);
  const start = performance.now();
  await session.started;
  const reported = await readForReport(session);
  return RENDERERS[format]({ ...reportOf(session, reported, wish), durationMs: Math.round(performance.now() - start) });
}

/**
 * Analyses anew under the paths that are shown: of two flows that say the same the first by name is shown, and addresses
 * have another order than paths.
 */
function reportOf(session: Session, reported: Reported, wish: Wish): Omit<Report, 'durationMs'> {
  const root = wish.root ?? rootOf(session, reported);
  const read = reported.files.map((file) => ({ ...file, path: pathFrom(root, file.uri), isNamed: false }));
  read.sort((a, b) => byName(a.path, b.path));
  const uris = new Map(read.map(({ path, uri }) => [path, uri]));
  const configOf = (path: string) => session.settings.configFor(uris.get(path) ?? path);
  const sources = read.flatMap(({ path, text }) => (text === undefined ? [] : [{ uri: path, text }]));
  const analysis = analyse(sources, { ...session.coreSettings(), settingsOf: configOf });
  const unread = read.filter(({ failure }) => failure !== '').map(({ path, failure }) => `${path}: ${failure}`);
  const outcome = {
    files: reportFiles(read, analysis),
    findings: analysis.findings.flatMap((finding) => applyConfig([finding], configOf(finding.uri))),
    dataActionCalls: analysis.dataActionCalls,
    problems: [...mistakes(session, root), ...unread],
  };
  const unsaved = read
    .filter(({ isUnsaved }) => isUnsaved)
    .map(({ path }) => `${path}: as it stands in the editor, not as it is saved`);
  const notSearched = session.isScanWanted ? [] : ['Only files that were open in the editor were looked at'];
  return {
    ...outcome,
    exitCode: exitCodeOf(outcome, DEFAULT_VERDICT),
    rules,
    version: session.productVersion,
    rootUri: root.endsWith('/') ? root : `${root}/`,
    hasBaseline: false,
    leftOut: {
      files: reported.leftOut.map((uri) => pathFrom(root, uri)).sort(byName),
      rules: hiddenRules(rules, outcome.files, configOf),
    },
    remarks: [...notSearched, ...unsaved, ...repairsOf(read)],
    date: wish.date,
  };
}

function rootOf({ settings: { folders } }: Session, { files }: Reported): string {
  return commonFolder(folders.length > 0 ? folders.map((folder) => `${folder}/`) : files.map(({ uri }) => uri));
}

/** In the configuration files of the folders. */
function mistakes({ settings }: Session, root: string): string[] {
  return settings.configFiles().flatMap(({ uri, text, problems }) => {
    const lines = new LineIndex(text);
    return problems.map(({ span, message }) => {
      const { line, column } = lines.positionAt(span.start);
      return `${pathFrom(root, uri)}:${line + 1}:${column + 1}: ${message}`;
    });
  });
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
