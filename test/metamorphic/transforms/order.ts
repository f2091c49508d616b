import type { Random } from '../../syntax/support/random.js';
import { actionLists, entryOf, type FlowTree, isTree, type Node, rootOf, type Tree } from './flow-tree.js';
import type { Transform } from './transform.js';

/** Lists whose order means nothing. */
const UNORDERED: ReadonlySet<string> = new Set(['variables', 'tasks', 'states', 'menus', 'choices']);

export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const left = [...list];
  const done: T[] = [];
  while (left.length > 0) done.push(...left.splice(random.below(left.length), 1));
  return done;
}

function reorder(node: Node, random: Random): boolean {
  if (Array.isArray(node)) return node.map((part) => reorder(part, random)).some(Boolean);
  if (!isTree(node)) return false;
  let isChanged = false;
  for (const [key, value] of node) {
    isChanged = reorder(value, random) || isChanged;
    if (!UNORDERED.has(key) || !Array.isArray(value) || value.length < 2) continue;
    node.set(key, shuffled(value, random));
    isChanged = true;
  }
  return isChanged;
}

export const ORDER: readonly Transform[] = [
  {
    name: 'tasks, menus and variables stand in another order',
    keeps: 'everything',
    apply: (flows, random) =>
      flows.map((flow) => rootOf(flow).flow.has('startUpRef') && reorder(flow.tree, random)).some(Boolean),
  },
  {
    name: 'files come in another order',
    keeps: 'everything',
    apply: (flows) => {
      // The list is the case's own copy.
      (flows as FlowTree[]).reverse();
      return flows.length > 1;
    },
  },
  {
    name: 'several statements are several actions',
    keeps: 'everything',
    apply: (flows) => flows.map(splitStatements).some(Boolean),
  },
  {
    name: 'several actions are several statements',
    keeps: 'leaks',
    apply: (flows) => flows.map(joinStatements).some(Boolean),
  },
];

function splitStatements(flow: FlowTree): boolean {
  let isChanged = false;
  for (const { list } of actionLists(flow)) {
    for (let at = 0; at < list.length; at++) {
      const entry = entryOf(list[at]);
      const statements = entry?.kind === 'updateData' ? entry.settings.get('statements') : undefined;
      if (!entry || !Array.isArray(statements) || statements.length < 2) continue;
      const parts = statements.map((statement): Node => {
        const settings: Tree = new Map([...entry.settings, ['statements', [statement]]]);
        return new Map([['updateData', settings]]);
      });
      list.splice(at, 1, ...parts);
      isChanged = true;
    }
  }
  return isChanged;
}

function joinStatements(flow: FlowTree): boolean {
  let isChanged = false;
  for (const { list } of actionLists(flow)) {
    for (let at = list.length - 2; at >= 0; at--) {
      const [first, second] = [entryOf(list[at]), entryOf(list[at + 1])];
      if (first?.kind !== 'updateData' || second?.kind !== 'updateData') continue;
      const [one, other] = [first.settings.get('statements'), second.settings.get('statements')];
      if (!Array.isArray(one) || !Array.isArray(other)) continue;
      one.push(...other);
      list.splice(at + 1, 1);
      isChanged = true;
    }
  }
  return isChanged;
}
