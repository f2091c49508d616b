import { useCallback, useEffect, useState } from 'react';
import type { ThemeKind } from '../../../webview/messages.js';
import { Icon } from '../../../webview/parts/icon.js';
import { FlowText } from '../../../webview/parts/marks.js';
import { Mark } from '../../designer/parts/mark.js';
import { Menu, type MenuItem } from '../../designer/parts/menu.js';
import { useThemeKind } from '../../designer/parts/use-designer.js';
import { AddressCard, PageCard, RESULT } from './card.js';
import { ResultView } from './result-view.js';
import { isBusy, isOfThen, type Result } from './state.js';
import { clock, usePanel, usePanelState } from './use-panel.js';
import { spokenText, thenText } from './words.js';

/** The side panel: what the page in front shows, and what was found in it. */
export function PanelApp() {
  const theme = useThemeKind('system');
  const result = usePanelState((state) => state.result);
  const [head, setHead] = useState<HTMLElement | null>(null);
  const [notice, tell] = useState('');
  const [asksAddress, askAddress] = useState(false);
  const close = useCallback(() => askAddress(false), []);
  useEffect(() => {
    document.documentElement.className = `kt-${theme}`;
  }, [theme]);
  return (
    <div className="kp-app kt-lists">
      <Head result={result} setHead={setHead} tell={tell} askAddress={() => askAddress(true)} />
      {asksAddress ? <AddressCard close={close} /> : <PageCard tell={tell} />}
      <Then />
      {notice !== '' && <Notice text={notice} close={() => tell('')} />}
      <main className="kp-main" id={RESULT} tabIndex={-1}>
        {result && head && <ResultOf key={result.number} result={result} theme={theme} head={head} tell={tell} />}
      </main>
      <Spoken notice={notice} />
    </div>
  );
}

interface ResultOfProperties {
  readonly result: Result;
  readonly theme: ThemeKind;
  readonly head: HTMLElement;
  readonly tell: (text: string) => void;
}

function ResultOf(properties: ResultOfProperties) {
  const { view } = properties.result.after;
  const before = properties.result.before?.view.flows ?? [];
  return (
    <>
      {view.flows.length === 0 && before.length === 0 && (
        <section className="kp-card kp-plain">
          <h2>No flow in it</h2>
          <p>None of the files that were read holds a flow that Keytrace knows.</p>
        </section>
      )}
      <ResultView {...properties} />
    </>
  );
}

interface HeadProperties {
  readonly result: Result | undefined;
  readonly setHead: (element: HTMLElement | null) => void;
  readonly tell: (text: string) => void;
  readonly askAddress: () => void;
}

function Head({ result, setHead, tell, askAddress }: HeadProperties) {
  return (
    <header className="kp-head">
      <Mark />
      <div className="kp-flow kt-root" ref={setHead} />
      <h1>
        <FlowText text={result?.fetched.title ?? 'Keytrace'} />
      </h1>
      <Menu label="More" button={<Icon name="more" />} items={useItems(result, tell, askAddress)} align="right" />
    </header>
  );
}

function useItems(
  result: Result | undefined,
  tell: (text: string) => void,
  askAddress: () => void,
): readonly MenuItem[] {
  const { session, parts, openFully, download } = usePanel();
  const busy = usePanelState(isBusy);
  const quietly = (promise: Promise<unknown>, text: string) =>
    void promise.catch((error: unknown) => tell(error instanceof Error && error.message !== '' ? error.message : text));
  const options: MenuItem = {
    id: 'options',
    label: 'Options',
    act: () =>
      quietly(parts.api.tabs.open(parts.api.runtime.address('options.html')), 'The options could not be opened.'),
  };
  const full: MenuItem = {
    id: 'full',
    label: result ? 'Open in the full page' : 'Open the designer',
    act: () => quietly(openFully(result), 'The full page could not be opened.'),
  };
  const address: MenuItem = { id: 'address', label: 'Paste an address', act: askAddress };
  if (!result) return [address, full, options];
  const sarif: MenuItem = {
    id: 'sarif',
    label: 'Save SARIF',
    act: () =>
      quietly(
        session.report('sarif').then((text) => download('keytrace.sarif', text)),
        'The report could not be made.',
      ),
  };
  const again: MenuItem = { id: 'again', label: 'Analyse again', act: () => void session.analyse(result.place) };
  return [...(busy ? [] : [again]), address, full, sarif, options];
}

/** The last result stays when there is no newer one, and is never taken for one. */
function Then() {
  const text = usePanelState((state) => (state.result && isOfThen(state) ? thenText(state.result, state, clock) : ''));
  if (text === '') return null;
  return (
    <p className="kp-strip kp-then">
      <Icon name="wait" />
      <span>{text}</span>
    </p>
  );
}

function Notice({ text, close }: { readonly text: string; readonly close: () => void }) {
  return (
    <p className="kp-strip">
      <Icon name="inf" className="kt-info" />
      <FlowText text={text} />
      <button type="button" className="kt-btn kt-ghost kt-square" aria-label="Close" onClick={close}>
        <Icon name="x" />
      </button>
    </p>
  );
}

/** For screen readers: there from the start, since a region that comes with its text is not read. */
function Spoken({ notice }: { readonly notice: string }) {
  const text = usePanelState((state) => spokenText(state, clock));
  return (
    <div className="kt-sr" role="status">
      {text} {notice}
    </div>
  );
}
