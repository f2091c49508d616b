import type { Random } from '../../syntax/support/random.js';
import { type FlowTree, isTree, type Node, writeTree } from './flow-tree.js';
import { shuffled } from './order.js';
import type { Notation } from './transform.js';

/** Comments on lines of their own and behind values. */
function commented(text: string, random: Random): string {
  return text.replace(/\n(?=( *)\S)/g, (end, indent: string) =>
    random.chance(0.3) ? `\n${indent}# a: note ["{'\n` : end,
  );
}

/** Keys of settings in another order; what is listed, and the names below a group, stay as they are. */
function reordered(node: Node, random: Random, key = ''): Node {
  if (Array.isArray(node)) return node.map((part) => reordered(part, random));
  if (!isTree(node)) return node;
  const pairs = [...node].map(([name, value]): [string, Node] => [name, reordered(value, random, name)]);
  return new Map(GROUPS.has(key) ? pairs : shuffled(pairs, random));
}

/** The order of inputs says on which of them pieces add up to too much (question 11), that of ways out which is named first. */
const GROUPS: ReadonlySet<string> = new Set(['inputs', 'scriptInputs', 'taskInputs', 'sessionVariables', 'outputs']);

/** Equal parts are the same object, so that they are written once and named from elsewhere. */
function shared(node: Node, seen = new Map<string, Node>()): Node {
  if (typeof node === 'string') return node;
  const made: Node = Array.isArray(node)
    ? node.map((part) => shared(part, seen))
    : new Map([...node].map(([key, value]) => [key, shared(value, seen)]));
  const text = JSON.stringify(made, (_, value: unknown) => (value instanceof Map ? [...value] : value));
  const known = seen.get(text);
  if (!known) seen.set(text, made);
  return known ?? made;
}

/** No text goes over several lines, so that nothing put between lines is part of one. */
function oneLineEach(flow: FlowTree): string {
  return writeTree(flow, { blockQuote: false, doubleQuotedMinMultiLineLength: 1_000_000 }).text;
}

const changed = ({ uri, tree }: FlowTree, node: Node): FlowTree => ({ uri, tree: isTree(node) ? node : tree });

export const NOTATIONS: readonly Notation[] = [
  {
    name: 'double quotes',
    write: (flow) => writeTree(flow, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' }).text,
  },
  { name: 'single quotes, keys too', write: (flow) => writeTree(flow, { defaultStringType: 'QUOTE_SINGLE' }).text },
  {
    name: 'literal blocks',
    write: (flow) => writeTree(flow, { defaultStringType: 'BLOCK_LITERAL', defaultKeyType: 'PLAIN' }).text,
  },
  {
    name: 'folded blocks',
    write: (flow) => writeTree(flow, { defaultStringType: 'BLOCK_FOLDED', defaultKeyType: 'PLAIN' }).text,
  },
  { name: 'flow style', write: (flow) => writeTree(flow, { collectionStyle: 'flow' }).text },
  {
    name: 'flow style in short lines',
    write: (flow) => writeTree(flow, { collectionStyle: 'flow', lineWidth: 40 }).text,
  },
  { name: 'wide indents', write: (flow) => writeTree(flow, { indent: 5 }).text },
  { name: 'lists that are not indented', write: (flow) => writeTree(flow, { indentSeq: false }).text },
  { name: 'comments', write: (flow, random) => commented(oneLineEach(flow), random) },
  { name: 'Windows line ends', write: (flow) => writeTree(flow).text.replaceAll('\n', '\r\n') },
  { name: 'a byte order mark', write: (flow) => `\uFEFF${writeTree(flow).text}` },
  { name: 'a document with a head and an end', write: (flow) => `%YAML 1.2\n---\n${writeTree(flow).text}...\n` },
  { name: 'blanks behind lines', write: (flow) => oneLineEach(flow).replaceAll('\n', '  \t\n\n') },
  {
    name: 'keys in another order',
    write: (flow, random) => writeTree(changed(flow, reordered(flow.tree, random))).text,
  },
  {
    name: 'anchors',
    write: (flow) => writeTree(changed(flow, shared(flow.tree)), { aliasDuplicateObjects: true }).text,
  },
];
