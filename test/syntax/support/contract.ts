import { NodeKind, type Tape } from '../../../server/core/syntax/tape.js';

/** What is wrong with the shape of a tape, whatever the text was; undefined when it keeps its promises. */
export function brokenPromise(tape: Tape): string | undefined {
  if (tape.count < 1) return 'there is no root';
  if (tape.next[0] !== tape.count) return 'the root does not hold every node';
  for (let node = 0; node < tape.count; node++) {
    const start = tape.start[node]!;
    const end = tape.end[node]!;
    if (start < 0 || end < start || end > tape.text.length) return `node ${node}: its span is not in the text`;
    const kind = tape.kind[node]!;
    const isCollection = kind === NodeKind.Map || kind === NodeKind.Seq;
    if (!isCollection && tape.next[node] !== node + 1) return `node ${node}: a scalar has children`;
    if (kind === NodeKind.Empty && start !== end) return `node ${node}: an empty node has text`;
    if (!isCollection) continue;
    const broken = brokenChildren(tape, node);
    if (broken !== undefined) return `node ${node}: ${broken}`;
  }
  for (const [alias, target] of tape.aliases) {
    if (tape.kind[alias] !== NodeKind.Alias || target >= alias)
      return `alias ${alias}: its target does not stand before it`;
  }
  for (const { span } of tape.problems) {
    if (span.start < 0 || span.end < span.start || span.end > tape.text.length) return 'a problem is not in the text';
  }
  return undefined;
}

function brokenChildren({ kind, start, end, next }: Tape, node: number): string | undefined {
  let children = 0;
  let last = start[node]!;
  let child = node + 1;
  for (; child < next[node]!; child = next[child]!) {
    if (next[child]! <= child) return 'its children do not end';
    if (start[child]! < last) return 'its children overlap or stand before it';
    last = end[child]!;
    children++;
  }
  if (child !== next[node]) return 'a child reaches beyond it';
  if (last > end[node]!) return 'its last child ends behind it';
  if (kind[node] === NodeKind.Map && children % 2 === 1) return 'a key has no value';
  return undefined;
}
