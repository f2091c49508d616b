import { NodeKind, type Tape } from '../tape.js';
import { scalarText } from './cook.js';

/** The nodes directly inside a collection; for a map key, value, key, value, ... */
export function* childrenOf(tape: Tape, node: number): Generator<number> {
  if (!isCollection(tape, node)) return;
  const end = tape.next[node]!;
  for (let child = node + 1; child < end; child = tape.next[child]!) yield child;
}

export function isCollection(tape: Tape, node: number): boolean {
  const kind = tape.kind[node];
  return kind === NodeKind.Map || kind === NodeKind.Seq;
}

/** The node of the first key `name`, or -1; compares in place, so looking for a key costs no memory. */
export function findKey(tape: Tape, map: number, name: string): number {
  if (tape.kind[map] !== NodeKind.Map) return -1;
  const end = tape.next[map]!;
  for (let key = map + 1; key < end; key = tape.next[tape.next[key]!]!) if (hasText(tape, key, name)) return key;
  return -1;
}

/** The value of the first key `name`, or -1. */
export function findValue(tape: Tape, map: number, name: string): number {
  const key = findKey(tape, map, name);
  return key < 0 ? -1 : tape.next[key]!;
}

/** True when the scalar's decoded text is `expected`. */
export function hasText(tape: Tape, node: number, expected: string): boolean {
  const from = tape.start[node]!;
  const length = tape.end[node]! - from;
  switch (tape.kind[node]) {
    case NodeKind.Plain:
      if (length === expected.length) return tape.text.startsWith(expected, from);
      return length > expected.length && isCookedAs(tape, node, expected);
    case NodeKind.Single:
    case NodeKind.Double:
      if (length === expected.length + 2 && tape.text.startsWith(expected, from + 1))
        return isCookedAs(tape, node, expected);
      return length > expected.length + 2 && isCookedAs(tape, node, expected);
    case NodeKind.Literal:
    case NodeKind.Folded:
    case NodeKind.Empty:
      return isCookedAs(tape, node, expected);
    default:
      return false;
  }
}

function isCookedAs(tape: Tape, node: number, expected: string): boolean {
  return scalarText(tape, node) === expected;
}

/** The innermost node whose span holds `offset`, or -1. */
export function nodeAt(tape: Tape, offset: number): number {
  let found = -1;
  for (let node = 0; node < tape.count; ) {
    if (tape.start[node]! > offset) break;
    if (offset <= tape.end[node]!) found = node++;
    else node = tape.next[node]!;
  }
  return found;
}
