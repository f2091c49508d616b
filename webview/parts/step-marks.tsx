import type { PathMarks } from '../nodes/use-item.js';
import { stepRange } from '../state/lit.js';
import { letters } from './marks.js';

/** Filled numbers are the finding, hollow letters are company. */
export function StepMarks({ look }: { readonly look: PathMarks }) {
  const { onPath, onSecond } = look;
  const numbers = onPath && onPath.steps.length > 0 ? onPath.steps : undefined;
  return (
    <>
      {numbers && (
        <span className={`kt-num${numbers.length > 1 ? ' kt-range' : ''}`} aria-hidden="true">
          {stepRange(numbers)}
        </span>
      )}
      {!numbers && onSecond && onSecond.steps.length > 0 && (
        <span className="kt-num kt-hollow" aria-hidden="true">
          {letters(onSecond.steps)}
        </span>
      )}
    </>
  );
}
