import { eolOf, lineStartOf } from '../formats/architect-yaml/write-pairs.js';
import type { Finding } from '../model/finding.js';
import { IGNORE_WORD } from '../rules/suppressions.js';
import { NodeKind, type Tape } from '../syntax/tape.js';
import type { Edit } from '../text/span.js';
import type { IdeContext } from './context.js';
import { shownSentence } from './visible.js';

/**
 * A comment above the line of a finding that says why it is accepted; undefined without a reason, and for formats that
 * have no comments. A text over several lines cannot hold a comment, so it gets it above its first line.
 */
export function suppressEdit({ file }: IdeContext, { rule, span }: Finding, reason: string): Edit | undefined {
  const why = shownSentence(reason.trim());
  if (file.flow.format !== 'architect-yaml' || why === '') return undefined;
  const { text } = file;
  const start = outsideOfText(file.tape, lineStartOf(text, span.start));
  const at = start === 0 && text.startsWith('\ufeff') ? 1 : start;
  const indent = /^[ \t]*/.exec(text.slice(at, at + 1000))?.[0] ?? '';
  return { span: { start: at, end: at }, newText: `${indent}# ${IGNORE_WORD} ${rule} -- ${why}${eolOf(text, at)}` };
}

/** The start of a line that no text runs into from the line before. */
function outsideOfText(tape: Tape, line: number): number {
  const { kind, start, end, next, count, text } = tape;
  for (let node = 0; node < count && start[node]! < line; ) {
    const isText = kind[node]! >= NodeKind.Plain && kind[node]! <= NodeKind.Folded;
    if (isText && end[node]! > line) return outsideOfText(tape, lineStartOf(text, start[node]!));
    node = !isText && end[node]! > line ? node + 1 : next[node]!;
  }
  return line;
}
