import { layoutOf } from '../../.cache/bench/core.mjs';
import { crossingsOf } from '../lib/crossings.mjs';
import { drawn, tasksOf } from '../lib/layout-graph.mjs';

/** Our layout of everything: tasks, the columns they stand in, and the lines between them. */
export function prepare(files) {
  const flow = drawn(files);
  return {
    layout: () => layoutOf(flow.view, flow.open),
    facts: () => {
      const tasks = tasksOf(flow);
      return {
        nodes: tasks.reduce((sum, { nodes }) => sum + nodes.length, 0),
        lines: tasks.reduce((sum, { lines }) => sum + lines.length, 0),
        crossings: tasks.reduce((sum, { lines }) => sum + crossingsOf(lines), 0),
      };
    },
  };
}
