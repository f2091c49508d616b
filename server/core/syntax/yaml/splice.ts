import type { TextChange } from '../../text/text-change.js';
import { NodeKind, type Tape } from '../tape.js';
import { readYaml } from './read.js';

/** A tape in which the nodes of one list entry were read again. */
export interface Spliced {
  readonly tape: Tape;
  /** Where the entry ended before, and where it ends now. */
  readonly oldEnd: number;
  readonly newEnd: number;
}

/**
 * The tape of `text`, made of the tape of the text before the change, when the change lies inside one entry of a block
 * list, behind its first line: only that entry is read. Undefined when it cannot be told from the entry alone what the
 * text says, and whenever something is not as it should be.
 */
export function spliceEntry(before: Tape, text: string, entry: number, change: TextChange): Spliced | undefined {
  if (before.problems.length > 0 || hasReferences(before)) return undefined;
  const behind = before.next[entry]!;
  const from = lineStart(before.text, before.start[entry]!);
  const to = behind < before.count ? lineStart(before.text, before.start[behind]!) : before.text.length;
  if (!/^ *- +$/.test(before.text.slice(from, before.start[entry]))) return undefined;
  const firstLine = before.text.indexOf('\n', from);
  if (firstLine < 0 || change.start <= firstLine || change.oldEnd >= to) return undefined;
  const moved = change.newEnd - change.oldEnd;
  const block = text.slice(from, to + moved);
  // A marker would end the document.
  if (block.includes('\n---') || block.includes('\n...')) return undefined;
  const own = readYaml(block);
  if (own.problems.length > 0 || hasReferences(own) || !isOneEntry(own)) return undefined;
  const oldEnd = before.end[entry]!;
  const newEnd = own.end[1]! + from;
  return { tape: splice(before, own, { text, entry, behind, from, moved, oldEnd, newEnd }), oldEnd, newEnd };
}

/** Aliases may lead from one part of the file into another. */
function hasReferences({ aliases, blockIndents }: Tape): boolean {
  return aliases.size > 0 || (blockIndents?.size ?? 0) > 0;
}

function isOneEntry({ count, kind, next }: Tape): boolean {
  return count > 1 && kind[0] === NodeKind.Seq && kind[1] === NodeKind.Map && next[1] === count;
}

interface Joint {
  readonly text: string;
  readonly entry: number;
  readonly behind: number;
  readonly from: number;
  readonly moved: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

function splice(before: Tape, own: Tape, { text, entry, behind, from, moved, oldEnd, newEnd }: Joint): Tape {
  const added = entry + own.count - 1 - behind;
  const count = before.count + added;
  const last = behind + added;
  const [kind, start, end] = [new Uint8Array(count), new Int32Array(count), new Int32Array(count)];
  const next = new Int32Array(count);
  for (const [to, old, fresh] of [
    [kind, before.kind, own.kind],
    [start, before.start, own.start],
    [end, before.end, own.end],
    [next, before.next, own.next],
  ] as const) {
    to.set(old.subarray(0, entry));
    to.set(fresh.subarray(1, own.count), entry);
    to.set(old.subarray(behind, before.count), last);
  }
  for (let node = 0; node < entry; node++) {
    if (next[node]! < behind) continue;
    next[node]! += added;
    // What holds the entry ends with it or behind it.
    end[node] = end[node] === oldEnd ? newEnd : end[node]! + moved;
  }
  for (let node = entry; node < last; node++) {
    start[node]! += from;
    end[node]! += from;
    next[node]! += entry - 1;
  }
  for (let node = last; node < count; node++) {
    start[node]! += moved;
    end[node]! += moved;
    next[node]! += added;
  }
  return { ...before, text, count, kind, start, end, next };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}
