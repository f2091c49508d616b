import type { ReactNode } from 'react';
import { useDeeds, useDispatch, useGraph, useGraphContext } from '../parts/graph-context.js';
import { Icon, type ShapeName } from '../parts/icon.js';
import { FlowText } from '../parts/marks.js';
import { flowsInScope, isLarge } from '../state/openness.js';
import { count, fileName } from '../state/sentences.js';

interface NoticeProperties {
  readonly shape: ShapeName;
  readonly look?: string;
  readonly title: string;
  readonly text: string;
  readonly button?: string;
  readonly onClick?: () => void;
  readonly onClose?: () => void;
}

/** What the graph has to say about itself: a title, a sentence, a way on. */
export function Notice({ shape, look = '', title, text, button, onClick, onClose }: NoticeProperties) {
  return (
    <div className="kt-msg">
      <span className={`kt-ic ${look}`}>
        <Icon name={shape} />
      </span>
      <div className="kt-msg-text">
        <FlowText className="kt-strong" text={title} />
        <p>
          <FlowText text={text} />
        </p>
        {button && (
          <button type="button" className="kt-btn" onClick={onClick}>
            {button}
          </button>
        )}
      </div>
      {onClose && (
        <button type="button" className="kt-btn kt-ghost kt-square" aria-label="Close" onClick={onClose}>
          <Icon name="x" />
        </button>
      )}
    </div>
  );
}

/** Instead of a graph, when there is none. */
export function NoGraph() {
  const { host } = useGraphContext();
  const progress = useGraph((state) => state.progress);
  const unread = useGraph((state) => state.index.view.unread);
  if (progress) {
    const text = `${progress.done} done. The graph opens with the first one.`;
    return <Notice shape="wait" title={`Reading ${count(progress.total, 'flow')}…`} text={text} />;
  }
  const [first] = unread;
  if (first) {
    const text = `${first.reason}. Keytrace reads Architect YAML, JSON and .i3, and CXone Studio scripts.`;
    const title = `${fileName(first.uri)}: this file cannot be drawn`;
    const show = () => host.send({ type: 'openFile', uri: first.uri });
    return <Notice shape="err" look="kt-error" title={title} text={text} button="Show the text" onClick={show} />;
  }
  return (
    <Notice
      shape="file"
      title="No flow here yet"
      text="Open an Architect or CXone flow file, or drop one on this page."
      button="Open the example flows"
      onClick={() => host.send({ type: 'openExamples' })}
    />
  );
}

/** What has to be said beside the graph; nothing most of the time. */
export function Notices() {
  const notices = [useStale(), useBroken(), useTooLarge(), useUnknown()].filter((one) => one !== undefined);
  if (notices.length === 0) return null;
  return (
    <section className="kt-float kt-notices" aria-label="Notices">
      {notices}
    </section>
  );
}

function useStale(): ReactNode | undefined {
  const deeds = useDeeds();
  const dispatch = useDispatch();
  const stale = useGraph((state) => state.stale);
  if (stale === undefined) return undefined;
  return (
    <Notice
      key="stale"
      shape="loop"
      title="This path has changed"
      text={`The text was edited at step ${stale.step}.`}
      button="Find it again"
      onClick={deeds.findAgain}
      onClose={() => dispatch({ type: 'forgetStale' })}
    />
  );
}

function useBroken(): ReactNode | undefined {
  const { host } = useGraphContext();
  const index = useGraph((state) => state.index);
  const scope = useGraph((state) => state.scope);
  const unread = useGraph((state) => state.unread);
  const broken = flowsInScope({ index, scope }).flatMap((flow) => flow.broken);
  const [first] = broken;
  const lost = unread[0];
  if (lost) {
    const text = 'The graph shows the last text that could be read.';
    const show = () => host.send({ type: 'openFile', uri: lost.uri });
    return (
      <Notice
        key="broken"
        shape="err"
        look="kt-error"
        title={`${fileName(lost.uri)}: ${lost.reason}`}
        text={text}
        button="Show the text"
        onClick={show}
      />
    );
  }
  if (first === undefined) return undefined;
  const marked = `${count(broken.length, 'place')} ${broken.length === 1 ? 'is' : 'are'} marked.`;
  return (
    <Notice
      key="broken"
      shape="err"
      look="kt-error"
      title={`Line ${first.place.line}: ${first.message}`}
      text={`The graph shows the last text that could be read. ${marked}`}
      button={`Go to line ${first.place.line}`}
      onClick={() => host.send({ type: 'reveal', place: first.place, keepsFocus: false })}
    />
  );
}

/** Actions from which on opening everything is a decision. */
const TOO_LARGE = 1_000;

function useTooLarge(): ReactNode | undefined {
  const dispatch = useDispatch();
  const index = useGraph((state) => state.index);
  const scope = useGraph((state) => state.scope);
  const isOpen = useGraph((state) => state.opensAll || state.opened.size > 0 || state.lit !== undefined);
  const flows = flowsInScope({ index, scope });
  const actions = flows.reduce((sum, { counts }) => sum + counts.actions, 0);
  const containers = flows.reduce((sum, flow) => sum + flow.containers.length, 0);
  if (isOpen || actions < TOO_LARGE || !isLarge({ index, scope })) return undefined;
  return (
    <Notice
      key="large"
      shape="layers"
      title={`${count(actions, 'action')}: shown as ${count(containers, 'container')}`}
      text="Open one with Enter, or light a path and only its containers open."
      button="Open all anyway"
      onClick={() => dispatch({ type: 'openAll' })}
    />
  );
}

function useUnknown(): ReactNode | undefined {
  const dispatch = useDispatch();
  const index = useGraph((state) => state.index);
  const scope = useGraph((state) => state.scope);
  const over = useGraph((state) => state.over);
  const unknown = flowsInScope({ index, scope }).reduce((sum, { counts }) => sum + counts.notUnderstood, 0);
  // A lit path is what one looks at then.
  const isDismissed = useGraph((state) => state.quiet || state.lit !== undefined);
  if (unknown === 0 || isDismissed || over === 'not-understood') return undefined;
  return (
    <Notice
      key="unknown"
      shape="unknown"
      look="kt-warn"
      title={`${count(unknown, 'action')} ${unknown === 1 ? 'is' : 'are'} not understood`}
      text="What they do with secure data is unknown. Nothing found there does not mean nothing leaks."
      button="List them"
      onClick={() => dispatch({ type: 'over', over: 'not-understood' })}
      onClose={() => dispatch({ type: 'hush' })}
    />
  );
}
