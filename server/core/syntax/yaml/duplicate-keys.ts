import { NodeKind, type Tape } from '../tape.js';
import type { TapeBuffer } from './buffer.js';
import { BACKSLASH, isBreak, SINGLE_QUOTE } from './characters.js';
import { scalarText } from './cook.js';

const MESSAGE = 'This key stands in the map twice.';
/** Above this many keys a set is faster than comparing them with each other. */
const SMALL_MAP = 16;

/** Reports every key that its map holds already. */
export function reportDuplicateKeys(tape: TapeBuffer): void {
  const { kind, next, count } = tape;
  for (let node = 0; node < count; node++) {
    if (kind[node] !== NodeKind.Map) continue;
    const end = next[node]!;
    if (tape.hasFoldedPlain || !isComparable(tape, node, end)) compareCooked(tape, node + 1, end);
    else compareRaw(tape, node + 1, end);
  }
}

/** True when a few keys can be compared as they stand: none has an escape in it. */
function isComparable({ kind, start, end, next, text }: Tape, map: number, last: number): boolean {
  let keys = 0;
  for (let key = map + 1; key < last; key = next[next[key]!]!) {
    if (++keys > SMALL_MAP) return false;
    const style = kind[key]!;
    if (style === NodeKind.Plain) continue;
    if (style !== NodeKind.Double && style !== NodeKind.Single) return false;
    for (let i = start[key]! + 1; i < end[key]! - 1; i++) {
      const code = text.charCodeAt(i);
      if (code === BACKSLASH || code === SINGLE_QUOTE || isBreak(code)) return false;
    }
  }
  return true;
}

function compareRaw(tape: TapeBuffer, first: number, last: number): void {
  const { next } = tape;
  for (let key = first; key < last; key = next[next[key]!]!) {
    for (let other = first; other < key; other = next[next[other]!]!) {
      if (!isSameText(tape, key, other)) continue;
      report(tape, key);
      break;
    }
  }
}

function isSameText({ kind, start, end, text }: Tape, a: number, b: number): boolean {
  const quoteA = kind[a] === NodeKind.Plain ? 0 : 1;
  const quoteB = kind[b] === NodeKind.Plain ? 0 : 1;
  const length = end[a]! - start[a]! - 2 * quoteA;
  if (length !== end[b]! - start[b]! - 2 * quoteB) return false;
  const from = start[a]! + quoteA;
  const shift = start[b]! + quoteB - from;
  for (let i = from + length - 1; i >= from; i--) if (text.charCodeAt(i) !== text.charCodeAt(i + shift)) return false;
  return true;
}

function compareCooked(tape: TapeBuffer, first: number, last: number): void {
  const seen = new Set<string>();
  for (let key = first; key < last; key = tape.next[tape.next[key]!]!) {
    const kind = tape.kind[key]!;
    if (kind === NodeKind.Map || kind === NodeKind.Seq || kind === NodeKind.Alias) continue;
    const name = scalarText(tape, key);
    if (seen.has(name)) report(tape, key);
    seen.add(name);
  }
}

function report(tape: TapeBuffer, key: number): void {
  tape.problem(tape.start[key]!, tape.end[key]!, MESSAGE);
}
