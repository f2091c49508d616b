import { SKIPPED_FOLDERS } from '../../core/config/candidates.js';
import { FORMATS } from '../../core/formats/registry.js';
import { RESOURCE_FORMATS } from '../../core/formats/resource-registry.js';
import type { Report, ReportFile } from '../report.js';
import { counted } from '../summary-line.js';
import { escaped, grouped, html, list, type Markup, NOTHING, type Part, table } from './markup.js';

const LABELS: ReadonlyMap<string, string> = new Map(
  [...FORMATS, ...RESOURCE_FORMATS].map(({ id, label }) => [id, label]),
);

/** What was read and understood, and how far. */
export function analysedSection(report: Report): Markup {
  const files = report.files.filter(({ status }) => status === 'analysed');
  const rows = files.map(({ path, format = '', flows, bytes, problems }): Part[] => [
    escaped(path),
    LABELS.get(format) ?? format,
    html`${flows.map((name, index) => html`${index > 0 ? ', ' : ''}<bdi>${name}</bdi>`)}`,
    grouped(bytes),
    problems === 0 ? 'none' : String(problems),
  ]);
  const columns = ['File', 'Kind', 'Flows', 'Bytes', 'Not understood'];
  const files_ =
    rows.length === 0
      ? html`<p>No file was analysed.</p>\n`
      : table({ caption: 'Files that were analysed', columns, rows });
  const partly = files.filter(({ problems }) => problems > 0).length;
  const notes = [
    ...(partly > 0
      ? [
          `${counted(partly, 'file')} could be understood only in part: nothing found in such places does not mean that nothing leaks there.`,
        ]
      : []),
    ...dataActions(report),
    ...report.remarks,
  ];
  return html`${files_}${list(notes)}`;
}

function dataActions({ dataActionCalls: { called, unknown } }: Report): string[] {
  if (called === 0) return [];
  const known = `${counted(called, 'data action')} called by the flows`;
  return [
    unknown === 0
      ? `${known}; the files say of each whether it is secure.`
      : `${known}; of ${unknown} no file says whether it is secure, and what is not known counts as not secure.`,
  ];
}

/** What was not looked at although one might think so, and why. */
export function notAnalysedSection(report: Report): Markup {
  const { files, leftOut, problems } = report;
  const rows = [
    ...files.filter(({ status }) => status === 'failed').map((file) => reasonRow(file, 'Could not be read: ')),
    ...leftOut.files.map((path) => [escaped(path), 'Left out by the settings ("ignore")']),
    ...files.filter(({ status }) => status === 'ignored').map((file) => reasonRow(file, 'Nothing to analyse: ')),
  ];
  const columns = ['File', 'Why'];
  const named = rows.length === 0 ? NOTHING : table({ caption: 'Files that were not analysed', columns, rows });
  const others = problems.filter(
    (problem) => !files.some(({ path, status }) => status === 'failed' && problem.startsWith(`${path}: `)),
  );
  return html`${named}${list(others)}${hiddenRulesTable(report)}<h3>Beyond the files</h3>
${list(BEYOND)}`;
}

function reasonRow({ path, reason }: ReportFile, begin: string): Part[] {
  return [escaped(path), `${begin}${reason}`];
}

const WHY = {
  off: 'Switched off by the settings',
  auditor: 'For auditors only, and the settings do not ask for it',
} as const;

function hiddenRulesTable({ leftOut: { rules }, files }: Report): Markup {
  if (rules.length === 0) return NOTHING;
  const all = files.filter(({ status }) => status === 'analysed').length;
  const rows = rules.map((one): Part[] => [
    html`<code>${one.rule}</code>`,
    WHY[one.why],
    one.files === all ? 'all files' : `${one.files} of ${counted(all, 'file')}`,
  ]);
  return table({ caption: 'Rules whose findings are not shown', columns: ['Rule', 'Why', 'Where'], rows });
}

const BEYOND: readonly string[] = [
  `Folders called ${[...SKIPPED_FOLDERS].join(', ')}, and files in folders whose names do not end like those of flows and their settings, are not looked at.`,
  'Nothing but the files named here was read. Flows, modules and data actions that are not among them are not known.',
  'Settings of the organisation, queues, recordings, scripts, bots and integrations count only as far as a file named here states them.',
  'No call was made and no platform was asked: flows that are published may differ from these files.',
];
