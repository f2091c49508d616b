import { DetailsPanel } from '../panels/details-panel.js';
import { FixButtons, Walking } from '../panels/finding-actions.js';
import { StepCode } from '../panels/step-code.js';
import { useDeeds, useGraph } from '../parts/graph-context.js';
import { Icon, SeverityIcon } from '../parts/icon.js';
import { FlowText } from '../parts/marks.js';
import { stepsOf } from '../state/lit.js';
import { stopLine } from '../state/sentences.js';

/** At the bottom of the rail: the finding, one sentence on the step, its code, the way on, the first fix. */
export function Sheet() {
  const deeds = useDeeds();
  const side = useGraph((state) => state.side);
  const lit = useGraph((state) => state.lit);
  const view = useGraph((state) => state.index.view);
  if (side === 'details') return <DetailsPanel />;
  const steps = stepsOf(view, lit);
  const step = lit && steps[lit.step];
  if (lit === undefined || step === undefined) return null;
  const path = lit.kind === 'path' ? view.paths[lit.index] : undefined;
  const stop = lit.kind === 'stop' ? view.stops[lit.index] : undefined;
  const finding = path && view.findings[path.finding];
  return (
    <section className="kt-sheet" aria-label="Step">
      <h2>
        {finding ? <SeverityIcon severity={finding.severity} /> : <Icon name="shield" className="kt-stop" />}
        <FlowText text={finding?.title ?? (stop ? stopLine(stop) : '')} />
        <button
          type="button"
          className="kt-btn kt-ghost kt-square kt-sheet-x"
          aria-label="Leave the path"
          onClick={deeds.leave}
        >
          <Icon name="x" />
        </button>
      </h2>
      <p>
        Step {lit.step + 1} of {steps.length}: <FlowText text={step.clause} />
      </p>
      <div className="kt-sheet-code">
        <StepCode step={step} />
        <span className="kt-line">line {step.place.line}</span>
      </div>
      <Walking />
      {finding && <FixButtons finding={finding} isWide />}
    </section>
  );
}
