import type { StepView } from '../../server/core/ide/graph-view/graph-view.js';
import { shownText } from '../state/shown-text.js';

/** Characters before the tainted piece that are shown; the piece is what matters, and it comes early. */
const LEAD = 24;

/** The expression as written, with the tainted part marked; a long one is cut before it. */
export function StepCode({ step }: { readonly step: Pick<StepView, 'code'> }) {
  if (step.code === undefined) return null;
  const { text, start, end } = step.code;
  const from = start > LEAD ? start - LEAD : 0;
  return (
    <code className="kt-code">
      <bdi>
        {from > 0 && '…'}
        {shownText(text.slice(from, start))}
        <mark className="kt-mark">{shownText(text.slice(start, end))}</mark>
        {shownText(text.slice(end))}
      </bdi>
    </code>
  );
}
