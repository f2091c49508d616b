import { NodeKind, type Tape } from '../../syntax/tape.js';
import { childrenOf } from '../../syntax/yaml/cursor.js';
import type { Edit } from '../../text/span.js';

const NOTHING: readonly Edit[] = [];

/** Adds `key: value` to a map: behind its first pair, which is a name as a rule, else in front of it. */
export function insertPair(tape: Tape, map: number, key: string, value: string): readonly Edit[] {
  if (map < 0) return NOTHING;
  const { text, start, end, next } = tape;
  const pair = `${key}: ${value}`;
  const open = start[map]!;
  const [first] = childrenOf(tape, map);
  if (isFlowAt(text, open)) {
    const behind = first !== undefined && isShort(tape, next[first]!);
    const at = behind ? end[next[first]!]! : open + 1;
    const newText = behind ? `, ${pair}` : first === undefined ? ` ${pair} ` : ` ${pair},`;
    return [{ span: { start: at, end: at }, newText }];
  }
  if (first === undefined) return NOTHING;
  const lineStart = lineStartOf(text, start[first]!);
  const indent = text.slice(lineStart, start[first]!).replace(/[^\s]/g, ' ');
  const valueNode = next[first]!;
  const isOneLine = isShort(tape, valueNode) && !/[\r\n]/.test(text.slice(start[first]!, end[valueNode]!));
  const eol = eolOf(text, start[first]!);
  if (!isOneLine) return [{ span: { start: start[first]!, end: start[first]! }, newText: `${pair}${eol}${indent}` }];
  const at = lineEndOf(text, end[valueNode]!);
  return [{ span: { start: at, end: at }, newText: `${eol}${indent}${pair}` }];
}

/** Takes a pair out of its map, or, when it is the only one, its map out of the list that holds it. */
export function removePair(tape: Tape, key: number): readonly Edit[] {
  const map = key < 0 ? -1 : parentOf(tape, key);
  if (map < 0 || tape.kind[map] !== NodeKind.Map) return NOTHING;
  const keys = [...childrenOf(tape, map)].filter((_, index) => index % 2 === 0);
  if (keys.length > 1) return removeFrom(tape, map, keys, key, tape.next[key]!);
  const list = parentOf(tape, map);
  if (list < 0 || tape.kind[list] !== NodeKind.Seq) return NOTHING;
  const entries = [...childrenOf(tape, list)];
  return entries.length > 1 ? removeFrom(tape, list, entries, map, map) : NOTHING;
}

/** Takes an entry out of a list; the last one leaves `[]` behind. */
export function removeEntry(tape: Tape, list: number, entry: number): readonly Edit[] {
  const { text, start, end } = tape;
  const entries = [...childrenOf(tape, list)];
  if (entries.length > 1) return removeFrom(tape, list, entries, entry, entry);
  if (isFlowAt(text, start[list]!)) return [{ span: { start: start[entry]!, end: end[entry]! }, newText: '' }];
  const key = list - 1;
  const colon = text.indexOf(':', end[key]!) + 1;
  const lineStart = lineStartOf(text, start[entry]!);
  const isAlone = /^ *- *$/.test(text.slice(lineStart, start[entry]!));
  if (!isAlone || !/^[ \t]*(?:#.*)?$/.test(text.slice(colon, lineEndOf(text, colon)))) return NOTHING;
  return [
    { span: { start: colon, end: colon }, newText: ' []' },
    { span: { start: lineStart, end: lineAfter(text, end[entry]!) }, newText: '' },
  ];
}

/** `first` and `last` are the nodes of the entry that goes; `entries` are the first nodes of all. */
function removeFrom(
  tape: Tape,
  holder: number,
  entries: readonly number[],
  first: number,
  last: number,
): readonly Edit[] {
  const { text, start, end } = tape;
  const place = entries.indexOf(first);
  if (place < 0) return NOTHING;
  const following = entries[place + 1];
  if (isFlowAt(text, start[holder]!)) {
    if (following !== undefined) return [{ span: { start: start[first]!, end: start[following]! }, newText: '' }];
    return [{ span: { start: endBefore(tape, first), end: end[last]! }, newText: '' }];
  }
  const lineStart = lineStartOf(text, start[first]!);
  const stop = lineAfter(text, end[last]!);
  const isAlone = /^[ \t]*(?:- *)?$/.test(text.slice(lineStart, start[first]!));
  const isList = tape.kind[holder] === NodeKind.Seq;
  if (!isAlone) return NOTHING;
  if (isList || /^[ \t]*$/.test(text.slice(lineStart, start[first]!))) {
    return [{ span: { start: lineStart, end: stop }, newText: '' }];
  }
  // The dash in front of the first pair stays for the second one, which has to follow on the next line.
  if (following === undefined || lineStartOf(text, start[following]!) !== stop) return NOTHING;
  return [{ span: { start: start[first]!, end: start[following]! }, newText: '' }];
}

/** Where the entry before one in a flow collection ends. */
function endBefore({ text, start }: Tape, node: number): number {
  const before = text.slice(0, start[node]!);
  return before.lastIndexOf(',');
}

/** The node that holds a node; -1 for the root. */
export function parentOf({ next }: Tape, node: number): number {
  let parent = -1;
  for (let outer = 0; outer < node; ) {
    if (next[outer]! > node) parent = outer++;
    else outer = next[outer]!;
  }
  return parent;
}

/** A collection in brackets begins here, and no placeholder. */
export function isFlowAt(text: string, offset: number): boolean {
  return text[offset] === '[' || (text[offset] === '{' && text[offset + 1] !== '{');
}

/** True between the brackets of a flow collection, where plain text ends sooner. */
export function isInFlow({ text, kind, start, next }: Tape, node: number): boolean {
  for (let outer = 0; outer < node; ) {
    if (next[outer]! <= node) {
      outer = next[outer]!;
      continue;
    }
    const isCollection = kind[outer] === NodeKind.Map || kind[outer] === NodeKind.Seq;
    if (isCollection && isFlowAt(text, start[outer]!)) return true;
    outer++;
  }
  return false;
}

function isShort({ kind }: Tape, node: number): boolean {
  return kind[node] === NodeKind.Plain || kind[node] === NodeKind.Single || kind[node] === NodeKind.Double;
}

export function lineStartOf(text: string, offset: number): number {
  // Not with `lastIndexOf`: in a text without \r it would look through everything in front.
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

export function lineEndOf(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** Where the line behind a node begins; a block text ends with its last line. */
export function lineAfter(text: string, end: number): number {
  return end > 0 && /[\r\n]/.test(text[end - 1]!) ? end : afterLine(text, end);
}

/** Where the next line begins. */
export function afterLine(text: string, offset: number): number {
  const end = lineEndOf(text, offset);
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(text.length, end + 1);
}

/** How the line that holds an offset ends; the last line ends like the one before it. */
export function eolOf(text: string, offset: number): string {
  const found =
    /\r\n|\n|\r/.exec(text.slice(lineEndOf(text, offset), lineEndOf(text, offset) + 2)) ?? /\r\n|\n|\r/.exec(text);
  return found?.[0] ?? '\n';
}
