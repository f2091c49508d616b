import { CookedText } from '../../text/cooked-text.js';
import { NodeKind, type Tape } from '../tape.js';
import { blockHeader } from './block-scalar.js';
import {
  afterBreak,
  BACKSLASH,
  isBreak,
  isLineEndAt,
  isWhite,
  lineEnd,
  SINGLE_QUOTE,
  skipSpaces,
  skipWhite,
  trimmedEnd,
} from './characters.js';
import { hexLength, isCodePoint } from './scalars.js';

/** The decoded value of a scalar; '' for an empty node, an alias or a collection. */
export function cook(tape: Tape, node: number): CookedText {
  const [from, to] = contentOf(tape, node);
  if (isVerbatim(tape, node, from, to)) return new CookedText(tape.text.slice(from, to), from);
  const writer = decode(tape, node, from, to, []);
  return new CookedText(writer.text, from, () => writer.offsets(to));
}

/** The decoded value alone. */
export function scalarText(tape: Tape, node: number): string {
  const [from, to] = contentOf(tape, node);
  if (isVerbatim(tape, node, from, to)) return tape.text.slice(from, to);
  return decode(tape, node, from, to, undefined).text;
}

/** What stands between the quotes, or behind the header of a block scalar. */
function contentOf({ kind, start, end, text }: Tape, node: number): [number, number] {
  const from = start[node]!;
  const to = end[node]!;
  switch (kind[node]) {
    case NodeKind.Plain:
      return [from, to];
    case NodeKind.Single:
    case NodeKind.Double:
      return [from + 1, isClosed(text, from, to) ? to - 1 : to];
    case NodeKind.Literal:
    case NodeKind.Folded:
      return [Math.min(to, afterBreak(text, lineEnd(text, from))), to];
    default:
      return [from, from];
  }
}

function isClosed(text: string, from: number, to: number): boolean {
  if (to < from + 2 || text[to - 1] !== text[from]) return false;
  if (text.charCodeAt(from) === SINGLE_QUOTE) {
    let quotes = 0;
    while (to - 1 - quotes > from && text.charCodeAt(to - 1 - quotes) === SINGLE_QUOTE) quotes++;
    return quotes % 2 === 1;
  }
  let slashes = 0;
  while (text.charCodeAt(to - 2 - slashes) === BACKSLASH) slashes++;
  return slashes % 2 === 0;
}

function isVerbatim({ kind, text }: Tape, node: number, from: number, to: number): boolean {
  const style = kind[node]!;
  if (style === NodeKind.Literal || style === NodeKind.Folded) return from === to;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (isBreak(code)) return false;
    if (code === BACKSLASH && style === NodeKind.Double) return false;
    if (code === SINGLE_QUOTE && style === NodeKind.Single) return false;
  }
  return true;
}

/** Collects decoded text and, when asked to, the raw offset of each of its pieces. */
class CookedWriter {
  text = '';
  readonly #source: string;
  /** Triples: index in `text`, raw offset, 1 when raw and decoded advance together. */
  readonly #pieces: number[] | undefined;

  constructor(source: string, pieces: number[] | undefined) {
    this.#source = source;
    this.#pieces = pieces;
  }

  copy(from: number, to: number): void {
    if (from >= to) return;
    this.#pieces?.push(this.text.length, from, 1);
    this.text += this.#source.slice(from, to);
  }

  put(text: string, at: number): void {
    this.#pieces?.push(this.text.length, at, 0);
    this.text += text;
  }

  offsets(end: number): Int32Array {
    const pieces = this.#pieces ?? [];
    const offsets = new Int32Array(this.text.length + 1);
    for (let p = 0; p < pieces.length; p += 3) {
      const from = pieces[p]!;
      const raw = pieces[p + 1]!;
      const step = pieces[p + 2]!;
      const to = pieces[p + 3] ?? this.text.length;
      for (let i = from; i < to; i++) offsets[i] = raw + (i - from) * step;
    }
    // Behind copied text the value ends where that text ends, not where a stripped line break does.
    const last = pieces.length - 3;
    offsets[this.text.length] = pieces[last + 2] === 1 ? pieces[last + 1]! + this.text.length - pieces[last]! : end;
    return offsets;
  }
}

function decode(tape: Tape, node: number, from: number, to: number, pieces: number[] | undefined): CookedWriter {
  const writer = new CookedWriter(tape.text, pieces);
  const style = tape.kind[node]!;
  if (style === NodeKind.Literal || style === NodeKind.Folded) decodeBlock(tape, node, from, to, writer);
  else decodeFlow(tape.text, style, from, to, writer);
  return writer;
}

/** Plain and quoted: single breaks become a space, blank lines become breaks. */
function decodeFlow(text: string, style: number, from: number, to: number, writer: CookedWriter): void {
  let at = from;
  for (;;) {
    const end = Math.min(to, lineEnd(text, at));
    const isLast = end === to;
    const isEscapedBreak =
      decodeLine(text, style, at, isLast ? to : trimmedLine(text, style, at, end), writer) && !isLast;
    if (isLast) return;
    const foldAt = isEscapedBreak ? end : trimmedEnd(text, at, end);
    let blankLines = 0;
    at = skipWhite(text, afterBreak(text, end));
    while (at < to && isLineEndAt(text, at)) {
      blankLines++;
      at = skipWhite(text, afterBreak(text, at));
    }
    at = Math.min(at, to);
    if (blankLines > 0) writer.put('\n'.repeat(blankLines), foldAt);
    else if (!isEscapedBreak) writer.put(' ', foldAt);
  }
}

/** The end of a line's text; a space behind a backslash is text. */
function trimmedLine(text: string, style: number, from: number, to: number): number {
  const end = trimmedEnd(text, from, to);
  if (style !== NodeKind.Double || end === to) return end;
  let slashes = 0;
  while (end - 1 - slashes >= from && text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
  return slashes % 2 === 1 ? end + 1 : end;
}

/** Copies one line, resolving escapes; true when a backslash stands in front of the line's break. */
function decodeLine(text: string, style: number, from: number, to: number, writer: CookedWriter): boolean {
  if (style === NodeKind.Plain) {
    writer.copy(from, to);
    return false;
  }
  let copied = from;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (style === NodeKind.Single) {
      if (code !== SINGLE_QUOTE) continue;
      writer.copy(copied, i);
      writer.put("'", i);
      copied = ++i + 1;
    } else if (code === BACKSLASH) {
      writer.copy(copied, i);
      if (i + 1 === to) return true;
      copied = putEscape(text, i, writer);
      i = copied - 1;
    }
  }
  writer.copy(copied, to);
  return false;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  '\t': '\t',
};

/** Writes the escape at `at`, as it stands when there is no such escape; the offset behind it. */
function putEscape(text: string, at: number, writer: CookedWriter): number {
  const letter = text[at + 1]!;
  const simple = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
  const digits = hexLength(letter);
  const hex = text.slice(at + 2, at + 2 + digits);
  if (simple !== undefined) writer.put(simple, at);
  else if (digits > 0 && isCodePoint(hex, digits)) {
    writer.put(String.fromCodePoint(Number.parseInt(hex, 16)), at);
    return at + 2 + digits;
  } else writer.copy(at, at + 2);
  return at + 2;
}

interface Line {
  readonly start: number;
  /** Where its text starts, behind the indentation. */
  readonly from: number;
  readonly to: number;
}

function decodeBlock(tape: Tape, node: number, from: number, to: number, writer: CookedWriter): void {
  const { text } = tape;
  const header = blockHeader(text, tape.start[node]!);
  const lines = blockLines(text, from, to, tape.blockIndents?.get(node));
  let last = lines.length;
  while (last > 0 && lines[last - 1]!.from === lines[last - 1]!.to) last--;
  if (tape.kind[node] === NodeKind.Literal) writeLiteral(lines, last, writer);
  else writeFolded(text, lines, last, writer);
  const end = last > 0 ? lines[last - 1]!.to : from;
  if (header.chomping === 'clip' && last > 0) writer.put('\n', end);
  if (header.chomping !== 'keep') return;
  if (last > 0) writer.put('\n', end);
  for (let i = last; i < lines.length; i++) if (isBreak(text.charCodeAt(lines[i]!.to))) writer.put('\n', lines[i]!.to);
}

function blockLines(text: string, from: number, to: number, explicit: number | undefined): Line[] {
  const lines: Line[] = [];
  let indent = explicit ?? -1;
  for (let at = from; at < to; ) {
    const end = Math.min(to, lineEnd(text, at));
    const content = Math.min(end, skipSpaces(text, at));
    if (indent < 0 && content < end) indent = content - at;
    lines.push({ start: at, from: at, to: end });
    at = afterBreak(text, end);
  }
  if (indent < 0) indent = Number.MAX_SAFE_INTEGER;
  return lines.map(({ start, to: end }) => {
    const content = Math.min(end, skipSpaces(text, start));
    return { start, from: Math.min(content, start + indent), to: end };
  });
}

function writeLiteral(lines: readonly Line[], last: number, writer: CookedWriter): void {
  for (let i = 0; i < last; i++) {
    if (i > 0) writer.put('\n', lines[i - 1]!.to);
    writer.copy(lines[i]!.from, lines[i]!.to);
  }
}

/** Breaks between lines of text fold; those next to deeper lines and blank lines stay. */
function writeFolded(text: string, lines: readonly Line[], last: number, writer: CookedWriter): void {
  let breaks = 0;
  let breakAt = lines[0]?.from ?? 0;
  let hasText = false;
  let wasDeeper = false;
  for (let i = 0; i < last; i++, breaks++) {
    const { from, to } = lines[i]!;
    if (from === to) continue;
    const isDeeper = isWhite(text.charCodeAt(from));
    const kept = !hasText || isDeeper || wasDeeper ? breaks : breaks - 1;
    if (breaks > 0) writer.put(kept > 0 ? '\n'.repeat(kept) : ' ', breakAt);
    writer.copy(from, to);
    hasText = true;
    wasDeeper = isDeeper;
    breaks = 0;
    breakAt = to;
  }
}
