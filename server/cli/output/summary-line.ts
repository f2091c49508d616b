import { type Report, summarise } from '../report.js';

/** What was scanned and what came of it; says in so many words when nothing was understood. */
export function summaryLine(report: Pick<Report, 'files' | 'findings' | 'problems'>): string {
  const { errors, warnings, information, hints, suppressed, files, analysed, ignored, failed } = summarise(report);
  if (files === 0) return '0 files: nothing was analysed.';
  const flows = report.files.reduce((sum, file) => sum + file.flows.length, 0);
  const scanned = [
    `${analysed} analysed (${counted(flows, 'flow')})`,
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
  return `${counted(files, 'file')}: ${scanned.join(', ')}. Findings: ${found.join(', ')}.`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
