import { applyConfig } from '../../core/config/config.js';
import { LineIndex } from '../../core/text/line-index.js';
import { analyse } from '../../core/workspace.js';
import { renderJson } from '../../reports/json.js';
import { type Report, reportFiles } from '../../reports/report.js';
import { rules } from '../../reports/rule-info.js';
import { renderSarif } from '../../reports/sarif.js';
import { DEFAULT_VERDICT, exitCodeOf } from '../../reports/verdict.js';
import { refusal } from '../guard.js';
import { type ReportedFile, readForReport } from '../report-files.js';
import type { Session } from '../session.js';
import { commonFolder, pathFrom } from '../uris.js';

const RENDERERS: ReadonlyMap<string, (report: Report) => string> = new Map([
  ['json', renderJson],
  ['sarif', renderSarif],
]);

/** What `keytrace check` says about everything that is known here, with opened documents as they stand in the editor. */
export async function report(session: Session, format: string, root: string | undefined): Promise<string> {
  const render = RENDERERS.get(format);
  if (!render) throw refusal(`There is no report "${format}"; there are ${[...RENDERERS.keys()].join(', ')}.`);
  const start = performance.now();
  await session.started;
  const files = await readForReport(session);
  return render(reportOf(session, files, root ?? rootOf(session, files), start));
}

function rootOf({ settings: { folders } }: Session, files: readonly ReportedFile[]): string {
  return commonFolder(folders.length > 0 ? folders.map((folder) => `${folder}/`) : files.map(({ uri }) => uri));
}

/**
 * Analyses anew under the paths that are shown: of two flows that say the same the first by name is shown, and addresses
 * have another order than paths.
 */
function reportOf(session: Session, files: readonly ReportedFile[], root: string, start: number): Report {
  const read = files.map((file) => ({ ...file, path: pathFrom(root, file.uri), isNamed: false })).sort(byPath);
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
  return {
    ...outcome,
    exitCode: exitCodeOf(outcome, DEFAULT_VERDICT),
    rules,
    version: session.productVersion,
    rootUri: root.endsWith('/') ? root : `${root}/`,
    hasBaseline: false,
    durationMs: Math.round(performance.now() - start),
  };
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

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
