import type { FindingView } from '../../server/core/ide/graph-view/graph-view.js';
import { useDeeds, useGraph, useGraphContext } from '../parts/graph-context.js';
import { stepsOf } from '../state/lit.js';

interface FixProperties {
  readonly finding: FindingView;
  /** In the steps: one button as wide as the list; in the details all fixes as plain ones. */
  readonly isWide?: boolean;
}

/** Fixes, 'Why a leak?' and 'Accept with reason…'. What changes files is only there when the host can. */
export function FixButtons({ finding, isWide = false }: FixProperties) {
  const { host } = useGraphContext();
  const canEdit = useGraph((state) => state.settings.canEdit);
  const { fingerprint, fixes, rule, isSuppressed, path } = finding;
  const shown = isWide ? fixes.slice(0, 1) : fixes;
  return (
    <div className="kt-fixes">
      {canEdit &&
        shown.map(({ title, isSafe }, fix) => (
          <button
            type="button"
            key={title}
            className={`kt-btn ${isWide ? 'kt-pri kt-wide' : ''}`}
            onClick={() => host.send({ type: 'applyFix', fingerprint, fix })}
          >
            {title} <span className="kt-safety">{isSafe ? 'safe' : 'needs review'}</span>
          </button>
        ))}
      <div className="kt-two">
        <button type="button" className="kt-btn kt-ghost" onClick={() => host.send({ type: 'explainRule', rule })}>
          {path === undefined ? 'Why?' : 'Why a leak?'}
        </button>
        {canEdit && !isSuppressed && (
          <button
            type="button"
            className="kt-btn kt-ghost"
            onClick={() => host.send({ type: 'suppress', fingerprint })}
          >
            Accept with reason…
          </button>
        )}
      </div>
    </div>
  );
}

/** Previous, next, and where one is. */
export function Walking() {
  const deeds = useDeeds();
  const lit = useGraph((state) => state.lit);
  const steps = useGraph((state) => stepsOf(state.index.view, state.lit).length);
  if (lit === undefined) return null;
  return (
    <div className="kt-walking">
      <button type="button" className="kt-btn" disabled={lit.step <= 0} onClick={() => deeds.walk(-1)}>
        Previous <kbd className="kt-kbd">p</kbd>
      </button>
      <button type="button" className="kt-btn" disabled={lit.step >= steps - 1} onClick={() => deeds.walk(1)}>
        Next <kbd className="kt-kbd">n</kbd>
      </button>
      <span className="kt-where">
        step {lit.step + 1} of {steps}
      </span>
    </div>
  );
}
