import { type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import type { PlacedEdge, Point } from '../layout/placed.js';
import { useGraph, useScene } from '../parts/graph-context.js';
import { FlowText } from '../parts/marks.js';
import { arrowData, arrowOf, middleOf, pathData } from '../state/edge-path.js';
import type { LitEdge } from '../state/scene.js';
import { shortLabel } from '../state/shown-text.js';

/** `layer` lifts lit lines above the others; React Flow draws each layer for itself. */
export type FlowEdgeData = Edge<{ readonly edge: PlacedEdge }, 'flow'>;

export function toEdge(edge: PlacedEdge, lit: LitEdge | undefined): FlowEdgeData {
  const zIndex = lit === undefined || lit.look === 'dim' ? 3 : lit.look === 'lit' ? 5 : 4;
  return {
    id: edge.id,
    type: 'flow',
    source: edge.from,
    target: edge.to,
    zIndex,
    data: { edge },
    focusable: false,
    selectable: false,
  };
}

/** Draws the layout's line as it stands: halo, line, arrow, and its words. */
export const FlowEdge = memo(function FlowEdge({ data }: EdgeProps<FlowEdgeData>) {
  const scene = useScene();
  const dims = useGraph((state) => state.switches.dimming);
  const edge = data?.edge;
  if (edge === undefined || edge.points.length < 2) return null;
  const lit = scene.edges.get(edge.id);
  const isFilteredOut = scene.kept !== undefined && !(scene.kept.has(edge.from) && scene.kept.has(edge.to));
  const look = lit?.look ?? (dims && (scene.isLit || isFilteredOut) ? 'dim' : 'rest');
  const kind = kindClass(edge.kind);
  const drawn = pathData(edge);
  const delay = lit?.look === 'lit' ? `kt-at-${Math.min(lit.step, 12)}` : '';
  const className = `kt-e ${kind} kt-e-${look}${edge.isDisabled ? ' kt-e-disabled' : ''} ${delay}`;
  return (
    <>
      {look === 'lit' && <path className="kt-e kt-halo" d={drawn} />}
      <path className={className} d={drawn} {...(look === 'lit' && kind === '' && { pathLength: 1 })} />
      {look === 'stop' && <StopBar at={edge.points[0]!} />}
      <Arrow edge={edge} look={look} />
      <EdgeWords edge={edge} lit={lit} look={look} />
    </>
  );
});

function kindClass(kind: PlacedEdge['kind']): string {
  if (kind === 'stored') return 'kt-e-stored';
  return kind === 'call' || kind === 'jump' || kind === 'transfer' ? 'kt-e-call' : '';
}

function Arrow({ edge, look }: { readonly edge: PlacedEdge; readonly look: string }) {
  const head = arrowOf(edge);
  if (head === undefined || (head.dx === 0 && head.dy === 0)) return null;
  const isLit = look === 'lit';
  return <path className={`kt-a kt-a-${look}`} d={arrowData(head, isLit ? 10 : 7, isLit ? 6.5 : 4.5)} />;
}

/** A barrier is a bar of 28 across the line, a little below the node. */
function StopBar({ at }: { readonly at: Point }) {
  return <path className="kt-e kt-e-bar" d={`M${at.x - 14},${at.y + 12}H${at.x + 14}`} />;
}

interface WordsProperties {
  readonly edge: PlacedEdge;
  readonly lit: LitEdge | undefined;
  readonly look: string;
}

function EdgeWords({ edge, lit, look }: WordsProperties) {
  const isPill = edge.kind === 'stored' || lit?.carrier !== undefined;
  const text = lit?.carrier ?? edge.label?.text ?? (edge.count === undefined ? undefined : `from ${edge.count} places`);
  if (text === undefined || text === '') return null;
  const at = isPill ? middleOf(edge) : (edge.label?.at ?? middleOf(edge));
  const className = `kt-el kt-el-${look}${isPill ? ' kt-pill' : ''}`;
  return (
    <EdgeLabelRenderer>
      <div className={className} style={{ left: at.x, top: at.y }} aria-hidden="true" title={text}>
        <FlowText text={isPill ? text : shortLabel(text)} />
      </div>
    </EdgeLabelRenderer>
  );
}
