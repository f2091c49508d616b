import { JsonCursor } from '../formats/architect-json/cursor.js';
import { readJson } from '../syntax/json/read.js';
import type { Edit } from '../text/span.js';
import { blankComments } from './comments.js';

/** One finding that somebody accepts. */
export interface IgnoreEntry {
  readonly rule: string;
  readonly fingerprint: string;
  /** Relative to the file of accepted findings. */
  readonly path: string;
  readonly reason: string;
}

/** The text of a new file of accepted findings. */
export function newIgnores(entry: IgnoreEntry): string {
  return `{\n  "ignores": [\n    ${entryText(entry)}\n  ]\n}\n`;
}

/** Adds an entry behind the others; undefined when the file is no such file, or broken. */
export function addIgnore(text: string, entry: IgnoreEntry): Edit | undefined {
  const tape = readJson(blankComments(text));
  const json = new JsonCursor(tape);
  const list = json.find(0, 'ignores');
  if (tape.problems.length > 0 || tape.count === 0 || !json.isSeq(list)) return undefined;
  const last = [...json.children(list)].at(-1);
  if (last === undefined) {
    const span = json.span(list);
    return { span, newText: `[\n    ${entryText(entry)}\n  ]` };
  }
  const { start, end } = json.span(last);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  const gap = before.trim() === '' ? `\n${before}` : ' ';
  return { span: { start: end, end }, newText: `,${gap}${entryText(entry)}` };
}

function entryText({ rule, fingerprint, path, reason }: IgnoreEntry): string {
  const pairs = Object.entries({ rule, path, fingerprint, reason });
  return `{ ${pairs.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(', ')} }`;
}
