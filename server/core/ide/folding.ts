import { NodeKind, type Tape } from '../syntax/tape.js';
import { childrenOf } from '../syntax/yaml/cursor.js';
import type { Span } from '../text/span.js';
import type { IdeContext } from './context.js';

/** A stretch of several lines that can be folded into its first one. */
export interface FoldingRange extends Span {
  readonly kind?: 'comment';
}

/** Whatever has a body: tasks, actions, outputs, variables, settings, long texts; and runs of comment lines. */
export function foldingRanges({ file: { tape, text, flow } }: IdeContext): readonly FoldingRange[] {
  const isYaml = flow.format === 'architect-yaml';
  const found: FoldingRange[] = isYaml ? commentsOf(text, tape) : [];
  for (let node = 0; node < tape.count; node++) foldsOf(tape, node, isYaml, found);
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  // Two folds that begin on one line are one for an editor: the larger is kept.
  return found.filter(({ start }, index) => index === 0 || hasBreak(text, found[index - 1]!.start, start));
}

function foldsOf(tape: Tape, node: number, isYaml: boolean, found: FoldingRange[]): void {
  const kind = tape.kind[node];
  if (kind !== NodeKind.Map && kind !== NodeKind.Seq) return;
  if (!isYaml) {
    add(tape.text, tape.start[node]!, beforeBracket(tape.text, tape.start[node]!, tape.end[node]!), found);
    return;
  }
  if (kind === NodeKind.Seq) for (const entry of childrenOf(tape, node)) addNode(tape, entry, entry, found);
  else {
    for (let key = node + 1; key < tape.next[node]!; key = tape.next[tape.next[key]!]!) {
      addNode(tape, key, tape.next[key]!, found);
    }
  }
}

function addNode(tape: Tape, first: number, last: number, found: FoldingRange[]): void {
  add(tape.text, tape.start[first]!, tape.end[last]!, found);
}

function add(text: string, start: number, end: number, found: FoldingRange[]): void {
  let last = end;
  while (last > start && /\s/.test(text[last - 1]!)) last--;
  if (hasBreak(text, start, last)) found.push({ start, end: last });
}

/** A bracket that closes on a line of its own stays to be seen. */
function beforeBracket(text: string, start: number, end: number): number {
  if (text[end - 1] !== '}' && text[end - 1] !== ']') return end;
  let at = end - 1;
  while (at > start && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  return text[at - 1] === '\n' || text[at - 1] === '\r' ? at - 1 : end;
}

function hasBreak(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return true;
  }
  return false;
}

const COMMENT_LINES = /^[ \t]*#.*(?:\r\n|\r|\n)(?:[ \t]*#.*(?:\r\n|\r|\n|$))+/gm;

/** Two and more lines of comment in a row. A `#` inside a long text is no comment. */
function commentsOf(text: string, tape: Tape): FoldingRange[] {
  const found: FoldingRange[] = [];
  const texts = longTexts(tape);
  let next = 0;
  for (const { index, 0: lines } of text.matchAll(COMMENT_LINES)) {
    while (next < texts.length && texts[next]!.end <= index) next++;
    if (texts[next] && texts[next]!.start < index) continue;
    found.push({ start: index + lines.search(/#/), end: index + lines.trimEnd().length, kind: 'comment' });
  }
  return found;
}

function longTexts({ kind, start, end, count }: Tape): Span[] {
  const found: Span[] = [];
  for (let node = 0; node < count; node++) {
    const isText = kind[node]! >= NodeKind.Single && kind[node]! <= NodeKind.Folded;
    if (isText && end[node]! - start[node]! > 1) found.push({ start: start[node]!, end: end[node]! });
  }
  return found;
}
