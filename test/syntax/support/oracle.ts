import { isAlias, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import { NodeKind, type Tape } from '../../../server/core/syntax/tape.js';
import { scalarText } from '../../../server/core/syntax/yaml/cook.js';
import { readYaml } from '../../../server/core/syntax/yaml/read.js';
import { mask } from './masking.js';

/** What a reader says about a text: one line per node in document order, with its depth, span and decoded value. */
interface Outcome {
  readonly nodes: readonly string[];
  /** Problems that are not about keys standing twice. */
  readonly errors: readonly string[];
  readonly duplicates: number;
}

/**
 * Texts on which `yaml` 2.9 and YAML 1.2.2 disagree; we follow the specification. A difference counts as explained
 * only when there is one, so a text that merely looks like this is still compared.
 */
const KNOWN_DIFFERENCES: readonly (readonly [why: string, where: RegExp])[] = [
  [
    '8.2.2: `?` and `:` entries stand in the column of their map, and only `:` starts the value of an explicit key. ' +
      '`yaml` takes `:` in any deeper column (`? a\\n : b`), and a value without `:` (`? "a" b`, `? a\\n- b`).',
    /(^|[\s?:-])\?(\s|$)|^[ \t]*(- +)*:(\s|$)/m,
  ],
  [
    '7.4.2: an implicit key is one line, and a second `:` on the line of a key is none. ' +
      '`yaml` accepts both behind a flow collection (`[{}\\n]: x`, `a: [b]:`).',
    /[\]}]\s*:(\s|$)/,
  ],
  [
    '6.9: white space separates a property from its node. `yaml` does not need it for items of a flow list (`[!t{}]`), ' +
      'and refuses an empty node with properties there (`[&a , b]`).',
    /[[,]\s*[!&]/,
  ],
  [
    "5.7, 7.3.2: an escaped quote closes nothing. `yaml` looks only at the last character when an unclosed text ends (`\"\\\"`, `'''`).",
    /(\\"|'')[ \t]*$/m,
  ],
  ['6.6: a line of nothing but white space may hold a tab. `yaml` sometimes calls it indentation.', /^ *\t[ \t]*$/m],
];

/** What `yaml` says about a text, and what it and our reader disagree about. */
export interface Verdict {
  /** `yaml` finds nothing wrong, keys that stand twice included. */
  readonly isCorrect: boolean;
  readonly difference: string | undefined;
  /** Why the difference is right. */
  readonly excuse: string | undefined;
}

/** Compares the tape of a text with what `yaml` says, both after masking. */
export function judge(text: string): Verdict {
  const masked = forYaml(text);
  const yaml = readWithYaml(masked);
  const isCorrect = yaml.errors.length === 0 && yaml.duplicates === 0;
  const difference = compare(yaml, readWithTape(masked));
  const known = difference === undefined ? undefined : KNOWN_DIFFERENCES.find(([, where]) => where.test(masked));
  return { isCorrect, difference, excuse: known?.[0] };
}

/**
 * The text as `yaml` can judge it, of the same length but for the byte order mark: a lone CR is a break (5.4), which
 * `yaml` does not know; behind a byte order mark it miscounts the first line's indentation.
 */
function forYaml(text: string): string {
  return mask(text)
    .replace(/^\ufeff/, '')
    .replace(/\r(?!\n)/g, '\n');
}

function compare(yaml: Outcome, ours: Outcome): string | undefined {
  if (yaml.errors.length > 0) return ours.errors.length > 0 ? undefined : `only yaml complains: ${yaml.errors[0]}`;
  if (ours.errors.length > 0) return `only we complain: ${ours.errors[0]}`;
  const length = Math.max(yaml.nodes.length, ours.nodes.length);
  for (let i = 0; i < length; i++) {
    if (yaml.nodes[i] !== ours.nodes[i]) return `node ${i}: yaml has ${yaml.nodes[i]}, we have ${ours.nodes[i]}`;
  }
  if (yaml.duplicates !== ours.duplicates) return `keys twice: yaml has ${yaml.duplicates}, we have ${ours.duplicates}`;
  return undefined;
}

function readWithYaml(text: string): Outcome {
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'failsafe',
    resolveKnownTags: false,
    strict: true,
    uniqueKeys: true,
    prettyErrors: false,
    logLevel: 'error',
  });
  // IMPOSSIBLE is what `yaml` calls its own confusion about `\n[a]: b` in a map; the tree is right all the same.
  const errors = document.errors
    .filter(({ code }) => code !== 'DUPLICATE_KEY' && code !== 'IMPOSSIBLE')
    .map((error) => error.message);
  // It looks for the anchor of an alias only when the document becomes JavaScript values.
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) === undefined) errors.push('alias without anchor');
    },
  });
  const nodes: string[] = [];
  write(document.contents, 0, text, nodes);
  return { nodes, errors, duplicates: document.errors.filter(({ code }) => code === 'DUPLICATE_KEY').length };
}

const STYLES: Readonly<Record<string, string>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

function write(node: unknown, depth: number, text: string, into: string[]): void {
  const head = '.'.repeat(depth);
  if (isMap(node)) {
    into.push(`${head}map`);
    for (const { key, value } of node.items) {
      write(key, depth + 1, text, into);
      write(value, depth + 1, text, into);
    }
  } else if (isSeq(node)) {
    into.push(`${head}seq`);
    for (const item of node.items) write(item, depth + 1, text, into);
  } else if (isAlias(node)) into.push(`${head}alias ${node.range![0]}-${node.range![1]}`);
  else if (isScalar(node) && node.range![0] < node.range![1]) {
    const [start, end] = node.range!;
    into.push(`${head}${STYLES[node.type!]} ${start}-${end} ${value(text.slice(start, end), String(node.source))}`);
  } else into.push(`${head}empty`);
}

/**
 * 7.3.1: blank lines behind an escaped break are breaks of the value; `yaml` folds them into a space. Such values are
 * not compared, their spans are.
 */
function value(raw: string, cooked: string): string {
  return raw.startsWith('"') && /\\\r?\n[ \t]*\r?\n/.test(raw) ? '' : JSON.stringify(cooked);
}

const KINDS = ['map', 'seq', 'plain', 'single', 'double', 'literal', 'folded', 'empty', 'alias'];

function readWithTape(text: string): Outcome {
  const tape = readYaml(text);
  const nodes: string[] = [];
  const ends: number[] = [];
  for (let node = 0; node < tape.count; node++) {
    while (ends.length > 0 && ends[ends.length - 1]! <= node) ends.pop();
    nodes.push('.'.repeat(ends.length) + describe(tape, node));
    const kind = tape.kind[node];
    if (kind === NodeKind.Map || kind === NodeKind.Seq) ends.push(tape.next[node]!);
  }
  const errors = tape.problems.map(({ message }) => message);
  const others = errors.filter((message) => !message.includes('twice'));
  return { nodes, errors: others, duplicates: errors.length - others.length };
}

function describe({ kind, start, end, text, ...tape }: Tape, node: number): string {
  const name = KINDS[kind[node]!]!;
  switch (kind[node]) {
    case NodeKind.Map:
    case NodeKind.Seq:
    case NodeKind.Empty:
      return name;
    case NodeKind.Alias:
      return `${name} ${start[node]}-${end[node]}`;
    default: {
      const cooked = scalarText({ kind, start, end, text, ...tape }, node);
      return `${name} ${start[node]}-${end[node]} ${value(text.slice(start[node], end[node]), cooked)}`;
    }
  }
}
