import ELK from 'elkjs';
import { crossingsOf } from '../lib/crossings.mjs';
import { drawn, tasksOf } from '../lib/layout-graph.mjs';

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  // Without it branches stand in any order and returns of loops turn the flow around.
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.spacing.nodeNode': '16',
  'elk.layered.spacing.nodeNodeBetweenLayers': '30',
};

/** elkjs, one task after the other: nodes and lines inside of tasks only, nothing between them. */
export function prepare(files) {
  const elk = new ELK();
  const tasks = tasksOf(drawn(files));
  const graphOf = ({ id, nodes, lines }) => ({
    id,
    layoutOptions: OPTIONS,
    children: nodes.map((node) => ({ ...node })),
    edges: lines.map((line) => ({ id: line.id, sources: [line.from], targets: [line.to] })),
  });
  const layout = async () => {
    const placed = [];
    for (const task of tasks) placed.push(await elk.layout(graphOf(task)));
    return placed;
  };
  return {
    layout,
    facts: async () => {
      const placed = await layout();
      return {
        nodes: placed.reduce((sum, { children }) => sum + children.length, 0),
        lines: placed.reduce((sum, { edges }) => sum + edges.length, 0),
        crossings: placed.reduce((sum, { edges }) => sum + crossingsOf(edges.map(lineOf)), 0),
      };
    },
  };
}

function lineOf({ sections }) {
  return {
    points: sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]),
  };
}
