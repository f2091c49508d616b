/** A report that the server writes, the same as the command line's. */
export interface ReportKind {
  readonly format: 'json' | 'sarif';
  readonly label: string;
  /** What the file is called. */
  readonly file: string;
}

export const REPORTS: readonly ReportKind[] = [
  { format: 'sarif', label: 'Findings as SARIF', file: 'keytrace.sarif' },
  { format: 'json', label: 'Findings as JSON', file: 'keytrace-findings.json' },
];
