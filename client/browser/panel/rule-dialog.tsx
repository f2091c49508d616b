import { useEffect, useRef } from 'react';
import type { FindingView } from '../../../server/core/ide/graph-view/graph-view.js';
import { FlowText } from '../../../webview/parts/marks.js';

/** Why something is reported, and what to do instead. */
export function RuleDialog({ finding, close }: { readonly finding: FindingView; readonly close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog className="kp-dialog" ref={dialog} aria-labelledby="kp-dialog-title" onCancel={close} onClose={close}>
      <h2 id="kp-dialog-title">
        <FlowText text={finding.title} />
      </h2>
      <p className="kt-mono">
        {finding.rule}, {finding.severity}
      </p>
      <h3>Why</h3>
      <p>{finding.why}</p>
      <h3>Instead</h3>
      <p>{finding.instead}</p>
      <button type="button" className="kt-btn" onClick={close}>
        Close
      </button>
    </dialog>
  );
}
