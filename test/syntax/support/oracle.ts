import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument, visit } from 'yaml';
import { NodeKind, type Tape } from '../../../server/core/syntax/tape.js';
import { scalarText } from '../../../server/core/syntax/yaml/cook.js';

const KIND_NAMES = ['map', 'seq', 'plain', 'single', 'double', 'literal', 'folded', 'empty', 'alias'];
const SCALAR_KINDS: Readonly<Record<string, string>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** What a reader says about a text: one line per node in document order, with its depth. */
export interface Reading {
  readonly nodes: readonly string[];
  /** Problems that are not about keys standing twice. */
  readonly errors: readonly string[];
  readonly duplicates: number;
}

export function readWithYaml(text: string): Reading {
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'failsafe',
    resolveKnownTags: false,
    merge: false,
    strict: true,
    uniqueKeys: true,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const duplicates = document.errors.filter((error) => error.code === 'DUPLICATE_KEY').length;
  const errors = document.errors.filter((error) => error.code !== 'DUPLICATE_KEY').map((error) => error.message);
  // `yaml` looks for the anchor of an alias only when the document becomes JavaScript values.
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) === undefined) errors.push('alias without anchor');
    },
  });
  const nodes: string[] = [];
  write(document.contents, 0, nodes);
  return { nodes, errors, duplicates };
}

function write(node: Node | null | unknown, depth: number, into: string[]): void {
  const head = '.'.repeat(depth);
  if (isMap(node)) {
    into.push(`${head}map`);
    for (const { key, value } of node.items) {
      write(key, depth + 1, into);
      write(value, depth + 1, into);
    }
  } else if (isSeq(node)) {
    into.push(`${head}seq`);
    for (const item of node.items) write(item, depth + 1, into);
  } else if (isAlias(node)) into.push(`${head}alias ${node.range![0]}-${node.range![1]}`);
  else if (isScalar(node) && node.range![0] < node.range![1]) {
    const style = SCALAR_KINDS[node.type!];
    into.push(`${head}${style} ${node.range![0]}-${node.range![1]} ${JSON.stringify(node.source)}`);
  } else into.push(`${head}empty`);
}

/** The same for a tape. `text` is the text whose values count: the masked one. */
export function readFromTape(tape: Tape): Reading {
  const nodes: string[] = [];
  const ends: number[] = [];
  for (let node = 0; node < tape.count; node++) {
    while (ends.length > 0 && ends[ends.length - 1]! <= node) ends.pop();
    nodes.push('.'.repeat(ends.length) + describe(tape, node));
    const kind = tape.kind[node];
    if (kind === NodeKind.Map || kind === NodeKind.Seq) ends.push(tape.next[node]!);
  }
  const duplicates = tape.problems.filter(({ message }) => message.includes('twice')).length;
  const errors = tape.problems.filter(({ message }) => !message.includes('twice')).map(({ message }) => message);
  return { nodes, errors, duplicates };
}

function describe(tape: Tape, node: number): string {
  const name = KIND_NAMES[tape.kind[node]!]!;
  switch (tape.kind[node]) {
    case NodeKind.Map:
    case NodeKind.Seq:
    case NodeKind.Empty:
      return name;
    case NodeKind.Alias:
      return `${name} ${tape.start[node]}-${tape.end[node]}`;
    default:
      return `${name} ${tape.start[node]}-${tape.end[node]} ${JSON.stringify(scalarText(tape, node))}`;
  }
}
