/** A half-open range of UTF-16 offsets into one document's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One replacement; a file's edits never overlap and are applied together. */
export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

/** Applies non-overlapping edits given in any order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let out = '';
  let last = 0;
  for (const { span, newText } of ordered) {
    out += text.slice(last, span.start) + newText;
    last = span.end;
  }
  return out + text.slice(last);
}
