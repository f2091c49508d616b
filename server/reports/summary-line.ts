import { type Report, summarise } from './report.js';

/** What was scanned and what came of it; says in so many words when nothing was understood. */
export function summaryLine(report: Pick<Report, 'files' | 'findings' | 'problems' | 'dataActionCalls'>): string {
  const { errors, warnings, information, hints, suppressed, files, analysed, ignored, failed } = summarise(report);
  if (files === 0) return '0 files: nothing was analysed.';
  const flows = report.files.reduce((sum, file) => sum + file.flows.length, 0);
  const dataActions = report.files.reduce((sum, file) => sum + file.dataActions, 0);
  const what = [counted(flows, 'flow'), ...(dataActions > 0 ? [counted(dataActions, 'data action')] : [])];
  const scanned = [
    `${analysed} analysed (${what.join(', ')})`,
    `${ignored} ignored (no flow in it)`,
    `${failed} failed`,
  ];
  const found = [
    counted(errors, 'error'),
    counted(warnings, 'warning'),
    `${information} information`,
    counted(hints, 'hint'),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
  ];
  return `${counted(files, 'file')}: ${scanned.join(', ')}. Findings: ${found.join(', ')}.${calls(report)}`;
}

/** What is not known is said, also when nothing was found because of it. */
function calls({ dataActionCalls: { called, unknown } }: Pick<Report, 'dataActionCalls'>): string {
  if (unknown === 0) return '';
  return ` ${counted(called, 'data action')} called, of ${unknown} it is not known whether ${unknown === 1 ? 'it is' : 'they are'} secure.`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
