import { memo } from 'react';
import type { PlacedEdge, Point } from '../layout/placed.js';
import type { Area } from '../state/culling.js';
import { arrowData, arrowOf, pathData } from '../state/edge-path.js';
import type { EdgeLook } from '../state/scene.js';

export interface FlowEdgeProperties {
  readonly edge: PlacedEdge;
  readonly look: EdgeLook;
  /** Set for a line that leaves it by far. */
  readonly area?: Area | undefined;
}

/** One line of the layout as it stands: halo, line, arrow. */
export const FlowEdge = memo(function FlowEdge({ edge, look, area }: FlowEdgeProperties) {
  const kind = kindClass(edge.kind);
  const drawn = pathData(edge, area);
  const isSolid = kind === '';
  return (
    <g data-edge={edge.id}>
      {look === 'lit' && <path className="kt-e kt-halo" d={drawn} />}
      <path
        className={`kt-e ${kind} kt-e-${look}${edge.isDisabled ? ' kt-e-disabled' : ''}`}
        d={drawn}
        {...(look === 'lit' && isSolid && { pathLength: 1 })}
      />
      {look === 'stop' && edge.points[0] && <StopBar at={edge.points[0]} />}
      <Arrow edge={edge} look={look} />
    </g>
  );
});

function kindClass(kind: PlacedEdge['kind']): string {
  if (kind === 'stored') return 'kt-e-stored';
  return kind === 'call' || kind === 'jump' || kind === 'transfer' ? 'kt-e-call' : '';
}

function Arrow({ edge, look }: FlowEdgeProperties) {
  const head = arrowOf(edge);
  if (head === undefined || (head.dx === 0 && head.dy === 0)) return null;
  const isLit = look === 'lit';
  return <path className={`kt-a kt-a-${look}`} d={arrowData(head, isLit ? 10 : 7, isLit ? 6.5 : 4.5)} />;
}

/** A barrier is a bar of 28 across the line, a little below the node. */
function StopBar({ at }: { readonly at: Point }) {
  return <path className="kt-e kt-e-bar" d={`M${at.x - 14},${at.y + 12}H${at.x + 14}`} />;
}
