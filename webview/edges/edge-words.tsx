import { memo } from 'react';
import type { PlacedEdge } from '../layout/placed.js';
import { FlowText } from '../parts/marks.js';
import { middleOf } from '../state/edge-path.js';
import type { EdgeLook, LitEdge } from '../state/scene.js';
import { shortLabel, shownText } from '../state/shown-text.js';

interface WordsProperties {
  readonly edge: PlacedEdge;
  readonly lit: LitEdge | undefined;
  readonly look: EdgeLook;
}

/** The name of a branch beside its line, or in a pill what carries the value through a call or by stored data. */
export const EdgeWords = memo(function EdgeWords({ edge, lit, look }: WordsProperties) {
  const isPill = edge.kind === 'stored' || lit?.carrier !== undefined;
  const text = lit?.carrier ?? edge.label?.text ?? (edge.count === undefined ? undefined : `from ${edge.count} places`);
  if (text === undefined || text === '') return null;
  const at = isPill ? middleOf(edge) : (edge.label?.at ?? middleOf(edge));
  return (
    <div
      className={`kt-el kt-el-${look}${isPill ? ' kt-pill' : ''}`}
      style={{ left: at.x, top: at.y }}
      aria-hidden="true"
      title={shownText(text)}
    >
      <FlowText text={isPill ? text : shortLabel(text)} />
    </div>
  );
});
