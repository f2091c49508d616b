import { type NodeTypes, ReactFlow, useStore } from '@xyflow/react';
import { type ReactNode, useMemo } from 'react';
import { EdgesLayer } from '../edges/edges-layer.js';
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

const NOTHING: never[] = [];

/** The drawing itself. Far away one canvas takes the place of the nodes. */
export function GraphCanvas({ children }: { readonly children?: ReactNode }) {
  const detail = useDetail();
  const { placed } = useScene();
  const dispatch = useDispatch();
  const nodes = useMemo(() => placed.items.map(toNode), [placed]);
  const isFar = detail === 'blocks';
  return (
    <ReactFlow
      className={`kt-flow kt-detail-${detail}`}
      nodes={isFar ? NOTHING : nodes}
      nodeTypes={NODE_TYPES}
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
      {isFar ? <Overview /> : <EdgesLayer />}
      {children}
    </ReactFlow>
  );
}

/** The maker of React Flow is named in the notices of the product. */
const PRO = { hideAttribution: true };

function useDetail(): Detail {
  return useStore((state) => detailOf(state.transform[2]));
}
