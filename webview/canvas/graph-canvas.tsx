import { type EdgeTypes, type NodeTypes, ReactFlow, useStore } from '@xyflow/react';
import { type ReactNode, useMemo } from 'react';
import { FlowEdge, toEdge } from '../edges/flow-edge.js';
import { ActionNode } from '../nodes/action-node.js';
import { CollapsedNode, ContainerNode, LoopNode } from '../nodes/container-nodes.js';
import { toNode } from '../nodes/item-node.js';
import { FrameNode, PortalNode, StubNode } from '../nodes/small-nodes.js';
import { useDispatch, useScene } from '../parts/graph-context.js';
import { type Detail, detailOf } from '../state/detail.js';
import { CameraDriver, ZOOMS } from './camera.js';
import { Overview } from './overview.js';

const NODE_TYPES: NodeTypes = {
  action: ActionNode,
  container: ContainerNode,
  collapsed: CollapsedNode,
  loop: LoopNode,
  stub: StubNode,
  portal: PortalNode,
  frame: FrameNode,
};

const EDGE_TYPES: EdgeTypes = { flow: FlowEdge };

const NOTHING: never[] = [];

/** The drawing itself. Far away one canvas takes the place of the nodes. */
export function GraphCanvas({ children }: { readonly children?: ReactNode }) {
  const detail = useDetail();
  const { placed, edges: lit, extra } = useScene();
  const dispatch = useDispatch();
  const nodes = useMemo(() => placed.items.map(toNode), [placed]);
  const edges = useMemo(
    () => [...placed.edges, ...extra].map((edge) => toEdge(edge, lit.get(edge.id))),
    [placed, extra, lit],
  );
  const isFar = detail === 'blocks';
  return (
    <ReactFlow
      className={`kt-flow kt-detail-${detail}`}
      nodes={isFar ? NOTHING : nodes}
      edges={isFar ? NOTHING : edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onlyRenderVisibleElements
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      disableKeyboardA11y
      zoomOnDoubleClick={false}
      minZoom={ZOOMS.min}
      maxZoom={ZOOMS.max}
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      panActivationKeyCode={null}
      proOptions={PRO}
      onPaneClick={() => dispatch({ type: 'over', over: 'none' })}
    >
      <CameraDriver />
      {isFar && <Overview />}
      {children}
    </ReactFlow>
  );
}

/** The maker of React Flow is named in the notices of the product. */
const PRO = { hideAttribution: true };

function useDetail(): Detail {
  return useStore((state) => detailOf(state.transform[2]));
}
