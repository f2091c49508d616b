import type { Problem } from '../../model/flow.js';
import type { Span } from '../../text/span.js';

/** What a reader of syntax could not read, as a problem of the file. */
export function textProblems(problems: readonly { readonly span: Span; readonly message: string }[]): Problem[] {
  return problems.map(({ span, message }) => ({ family: 'text', severity: 'warning', span, message }));
}
