import { useState } from 'react';
import type { FindingView, PathView, StepView, StopView } from '../../server/core/ide/graph-view/graph-view.js';
import { useDeeds, useGraph } from '../parts/graph-context.js';
import { Icon, SeverityIcon } from '../parts/icon.js';
import { FlowText } from '../parts/marks.js';
import { type Lit, stepRows } from '../state/lit.js';
import { count, entryTitle, fileName, stopLine } from '../state/sentences.js';
import { containerOf, flowOf, type ViewIndex } from '../state/view-index.js';
import { FixButtons, Walking } from './finding-actions.js';
import { StepCode } from './step-code.js';

/** The lit path in words: the same steps as on the graph, as an ordered list. */
export function StepsPanel() {
  const lit = useGraph((state) => state.lit);
  const index = useGraph((state) => state.index);
  if (lit === undefined) return null;
  const path = lit.kind === 'path' ? index.view.paths[lit.index] : undefined;
  const stop = lit.kind === 'stop' ? index.view.stops[lit.index] : undefined;
  const finding = path && index.view.findings[path.finding];
  const steps = (path ?? stop)?.steps ?? [];
  return (
    <section className="kt-path" aria-label="Path">
      {finding && path && <FindingHead finding={finding} path={path} />}
      {stop && <StopHead stop={stop} />}
      <StepsList key={`${lit.kind} ${lit.index}`} steps={steps} lit={lit} index={index} isStop={stop !== undefined} />
      <footer className="kt-path-foot">
        <Walking />
        {finding && <FixButtons finding={finding} isWide />}
      </footer>
    </section>
  );
}

function FindingHead({ finding, path }: { readonly finding: FindingView; readonly path: PathView }) {
  return (
    <header className="kt-path-head">
      <h2>
        <SeverityIcon severity={finding.severity} />
        <FlowText text={finding.title} />
      </h2>
      <div className="kt-rule kt-mono">{finding.rule}</div>
      <div className="kt-chips">
        <span className="kt-chip">
          <Icon name="key" />
          <FlowText text={path.label} />
        </span>
        <span className="kt-chip kt-plain">{finding.confidence} confidence</span>
      </div>
      <PathOfPaths />
    </header>
  );
}

/** 'Path 1 of 3', with the keys that lead to the others. */
function PathOfPaths() {
  const deeds = useDeeds();
  const lit = useGraph((state) => state.lit);
  const paths = useGraph((state) => state.index.view.paths.length);
  if (lit?.kind !== 'path' || paths < 2) return null;
  return (
    <div className="kt-path-of">
      <button
        type="button"
        className="kt-btn kt-ghost kt-square"
        aria-label="Previous path"
        onClick={() => deeds.changePath(-1)}
      >
        <kbd className="kt-kbd">[</kbd>
      </button>
      <span>
        Path {lit.index + 1} of {paths}
      </span>
      <button
        type="button"
        className="kt-btn kt-ghost kt-square"
        aria-label="Next path"
        onClick={() => deeds.changePath(1)}
      >
        <kbd className="kt-kbd">]</kbd>
      </button>
    </div>
  );
}

function StopHead({ stop }: { readonly stop: StopView }) {
  return (
    <header className="kt-path-head">
      <h2>
        <Icon name="shield" className="kt-stop" />
        Why is this not reported?
      </h2>
      <p className="kt-path-why">
        <FlowText text={stopLine(stop)} />
      </p>
      <div className="kt-chips">
        <span className="kt-chip">
          <Icon name="key" />
          <FlowText text={stop.label} />
        </span>
      </div>
    </header>
  );
}

interface ListProperties {
  readonly steps: readonly StepView[];
  readonly lit: Lit;
  readonly index: ViewIndex;
  readonly isStop: boolean;
}

function StepsList({ steps, lit, index, isStop }: ListProperties) {
  const [isUnfolded, unfold] = useState(false);
  const rows = stepRows(steps.length, lit.step, isUnfolded);
  return (
    <ol className="kt-steps" aria-label={count(steps.length, 'step')}>
      {rows.map(({ at, folded }) =>
        folded > 0 ? (
          <li key="folded" className="kt-hop">
            <button type="button" className="kt-btn kt-ghost" onClick={() => unfold(true)}>
              <Icon name="plus" />
              {folded} steps that only copy the value
            </button>
          </li>
        ) : (
          <StepRow key={at} at={at} steps={steps} current={lit.step} index={index} isStop={isStop} />
        ),
      )}
    </ol>
  );
}

interface RowProperties {
  readonly at: number;
  readonly steps: readonly StepView[];
  readonly current: number;
  readonly index: ViewIndex;
  readonly isStop: boolean;
}

function StepRow({ at, steps, current, index, isStop }: RowProperties) {
  const deeds = useDeeds();
  const severity = useGraph(({ lit, index: { view } }) => {
    const path = lit?.kind === 'path' ? view.paths[lit.index] : undefined;
    return path && view.findings[path.finding]?.severity;
  });
  const step = steps[at];
  if (step === undefined) return null;
  const isLast = at === steps.length - 1;
  const into = hopText(index, steps[at - 1], step);
  const names = ['kt-st'];
  if (at === 0) names.push('kt-first');
  if (isLast) names.push('kt-last');
  if (isLast && !isStop) names.push('kt-sink', severity === 'error' ? '' : 'kt-is-warn');
  if (isLast && isStop) names.push('kt-stopped');
  if (at === current) names.push('kt-cur');
  return (
    <li className={names.join(' ')} aria-current={at === current ? 'step' : undefined}>
      {into && (
        <span className="kt-hop-text">
          <Icon name="call" />
          <FlowText text={into} />
        </span>
      )}
      <button type="button" className="kt-step" onClick={() => deeds.walkTo(at)}>
        <span className="kt-n" aria-hidden="true">
          {at + 1}
        </span>
        <span className="kt-step-title">
          <FlowText className="kt-cut" text={step.title} />
          <span className="kt-line">line {step.place.line}</span>
        </span>
        <FlowText className="kt-clause" text={step.clause} />
        <StepCode step={step} />
      </button>
    </li>
  );
}

/** 'into task Charge card' where the path changes container, a file name where it changes file. */
function hopText(index: ViewIndex, before: StepView | undefined, step: StepView): string | undefined {
  if (before === undefined) return undefined;
  if (before.place.uri !== step.place.uri) {
    return `${fileName(step.place.uri)}, ${flowOf(index, step.node)?.name ?? ''}`;
  }
  const from = containerOf(index, before.node);
  const to = containerOf(index, step.node);
  if (to === undefined || from?.id === to.id) return undefined;
  return `into ${to.kind} ${entryTitle(index.entries.get(to.id))}`;
}
