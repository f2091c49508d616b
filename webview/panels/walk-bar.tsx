import { useDeeds, useDispatch, useGraph } from '../parts/graph-context.js';
import { Icon, SeverityIcon } from '../parts/icon.js';
import { FlowText } from '../parts/marks.js';
import { stepsOf } from '../state/lit.js';
import { stopLine } from '../state/sentences.js';
import { Pinned } from './pinned.js';
import { StepCode } from './step-code.js';

/** One float at the bottom when no list is open: the finding, the step, and the way on. */
export function WalkBar() {
  const deeds = useDeeds();
  const dispatch = useDispatch();
  const lit = useGraph((state) => state.lit);
  const view = useGraph((state) => state.index.view);
  const side = useGraph((state) => state.side);
  const steps = stepsOf(view, lit);
  const step = lit && steps[lit.step];
  if (lit === undefined || step === undefined || side === 'steps') return null;
  const path = lit.kind === 'path' ? view.paths[lit.index] : undefined;
  const stop = lit.kind === 'stop' ? view.stops[lit.index] : undefined;
  const finding = path && view.findings[path.finding];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons is no set of form fields
    <div className="kt-float kt-walk" role="group" aria-label="Walk the path">
      {finding ? <SeverityIcon severity={finding.severity} /> : <Icon name="shield" className="kt-stop" />}
      <div className="kt-walk-text">
        <FlowText className="kt-cut kt-strong" text={finding?.title ?? (stop ? stopLine(stop) : '')} />
        <span className="kt-walk-step">
          <span className="kt-cut">
            Step {lit.step + 1} of {steps.length}, <FlowText text={step.title} />
          </span>
          <StepCode step={step} />
        </span>
      </div>
      <button type="button" className="kt-btn" disabled={lit.step === 0} onClick={() => deeds.walk(-1)}>
        Previous <kbd className="kt-kbd">p</kbd>
      </button>
      <button type="button" className="kt-btn" disabled={lit.step === steps.length - 1} onClick={() => deeds.walk(1)}>
        Next <kbd className="kt-kbd">n</kbd>
      </button>
      <button type="button" className="kt-btn kt-pri" onClick={() => dispatch({ type: 'side', side: 'steps' })}>
        Show steps
      </button>
      <Pinned />
      <button
        type="button"
        className="kt-btn kt-ghost kt-square"
        aria-label="Leave the path, Escape"
        title="Leave the path, Escape"
        onClick={() => deeds.leave()}
      >
        <Icon name="x" />
      </button>
    </div>
  );
}
