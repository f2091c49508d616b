import type { ActionView, NodeId } from '../../server/core/ide/graph-view/graph-view.js';
import { actionSentence, containerSentence, count } from './sentences.js';
import type { ViewIndex } from './view-index.js';

export interface OutlineRow {
  /** Of the row; outputs have rows of their own. */
  readonly id: string;
  /** The node that is meant: of an output its action. */
  readonly node: NodeId;
  readonly level: number;
  readonly title: string;
  readonly label: string;
  readonly hasMore: boolean;
  readonly isOpen: boolean;
}

/** The rows of the tree that can be seen; outputs stand between an action and what hangs below it. */
export function outlineRows({ view }: ViewIndex, open: ReadonlySet<string>): readonly OutlineRow[] {
  const rows: OutlineRow[] = [];
  const add = (row: Omit<OutlineRow, 'isOpen'>) => {
    const isOpen = open.has(row.id);
    rows.push({ ...row, isOpen });
    return isOpen;
  };
  const addActions = (actions: readonly ActionView[], level: number) => {
    for (const action of actions) {
      const { id, title, outputs } = action;
      const hasMore = outputs.some(({ body }) => body.length > 0);
      if (!add({ id, node: id, level, title, label: actionSentence(view, action), hasMore }) || !hasMore) continue;
      outputs.forEach(({ name, body }, at) => {
        if (body.length === 0) return;
        const row = { id: `${id} output ${at}`, node: id, level: level + 1, title: name, hasMore: true };
        if (add({ ...row, label: `${name}, ${count(body.length, 'step')}` })) addActions(body, level + 2);
      });
    }
  };
  for (const { id, name, kind, containers } of view.flows) {
    if (!add({ id, node: id, level: 1, title: name, label: `${name}, ${kind}`, hasMore: containers.length > 0 }))
      continue;
    for (const container of containers) {
      const { id: own, name: title, body } = container;
      const label = containerSentence(container, !open.has(own));
      if (add({ id: own, node: own, level: 2, title, label, hasMore: body.length > 0 })) addActions(body, 3);
    }
  }
  return rows;
}
