import { SeverityIcon } from '../../../webview/parts/icon.js';
import { countsOf } from '../state.js';
import { useDesigner, useWorkbench } from './use-designer.js';

/** Counts, what has just happened, and where the caret stands. */
export function StatusBar() {
  const view = useDesigner((state) => state.view);
  const cursor = useDesigner((state) => state.cursor);
  const notice = useDesigner((state) => state.notice);
  const isReachable = useDesigner((state) => state.isReachable);
  const leftOut = useDesigner((state) => state.leftOut.length);
  const { store } = useWorkbench();
  const counts = countsOf(view?.findings ?? []);
  const shown = (['error', 'warning', 'information'] as const).map((severity) => (
    <span key={severity} className="kd-count">
      <SeverityIcon severity={severity} />
      <span className="kd-hidden">{severity}: </span>
      {counts[severity]}
    </span>
  ));
  return (
    <footer className="kd-status">
      {shown}
      {view && <span>{sizeOf(view)}</span>}
      {leftOut > 0 && (
        <button
          type="button"
          className="kd-button kd-ghost"
          onClick={() => store.dispatch({ dialog: { kind: 'left-out' } })}
        >
          Not analysed: {leftOut === 1 ? '1 file' : `${leftOut} files`}
        </button>
      )}
      {!isReachable && <strong>The files cannot be reached. What is unsaved stays here.</strong>}
      <span className="kd-notice" role="status">
        {notice}
      </span>
      {cursor && (
        <span className="kd-mono">
          Ln {cursor.line}, Col {cursor.column}
        </span>
      )}
    </footer>
  );
}

interface Sized {
  readonly flows: readonly { readonly containers: readonly unknown[]; readonly counts: { readonly actions: number } }[];
}

function sizeOf({ flows }: Sized): string {
  const containers = flows.reduce((sum, flow) => sum + flow.containers.length, 0);
  const actions = flows.reduce((sum, { counts }) => sum + counts.actions, 0);
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  return `${count(flows.length, 'flow')}, ${count(containers, 'container')}, ${count(actions, 'action')} read`;
}
