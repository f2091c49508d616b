import { isAlias, isMap, isSeq, parseDocument } from 'yaml';
import { retained } from '../lib/retained.mjs';

const KINDS = { PLAIN: 2, QUOTE_SINGLE: 3, QUOTE_DOUBLE: 4, BLOCK_LITERAL: 5, BLOCK_FOLDED: 6 };
const EMPTY = 7;

/** `yaml` with its default options: text to document, nothing else. */
export function prepare(files) {
  const parse = ({ text }) => parseDocument(text);
  return {
    parse: () => {
      for (const file of files) parse(file);
    },
    tree: () => files.map((file) => treeOf(parse(file))),
    retained: () => retained(() => files.map(parse)),
  };
}

function treeOf({ contents, errors }) {
  if (errors.length > 0) throw errors[0];
  const tree = [];
  walk(contents, tree);
  return Int32Array.from(tree);
}

function walk(node, tree) {
  if (isMap(node)) {
    tree.push(0, -1, node.items.length * 2);
    for (const { key, value } of node.items) {
      walk(key, tree);
      walk(value, tree);
    }
  } else if (isSeq(node)) {
    tree.push(1, -1, node.items.length);
    for (const item of node.items) walk(item, tree);
  } else if (node === null || isAlias(node)) throw new Error('the inputs have neither aliases nor missing nodes');
  else {
    const [start, end] = node.range;
    tree.push(start === end ? EMPTY : KINDS[node.type], start, end);
  }
}
