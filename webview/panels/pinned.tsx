import { useDispatch, useGraph } from '../parts/graph-context.js';
import { Icon } from '../parts/icon.js';
import { FlowText } from '../parts/marks.js';
import { stepsOf } from '../state/lit.js';

/** 'a b c  paymentId, pinned': the second value beside the path. */
export function Pinned() {
  const dispatch = useDispatch();
  const pinned = useGraph((state) => state.pinned);
  const view = useGraph((state) => state.index.view);
  if (pinned === undefined) return null;
  const label = (pinned.kind === 'path' ? view.paths[pinned.index] : view.stops[pinned.index])?.label ?? '';
  const letters = 'abcdef'
    .slice(0, Math.min(6, stepsOf(view, pinned).length))
    .split('')
    .join(' ');
  return (
    <button type="button" className="kt-chip kt-pinned" onClick={() => dispatch({ type: 'pin' })}>
      <span aria-hidden="true">{letters}</span> <FlowText text={label} />, pinned
      <Icon name="x" />
    </button>
  );
}
