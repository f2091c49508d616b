import { type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { FindingView, PlaceView } from '../../../server/core/ide/graph-view/graph-view.js';
import type { ThemeKind } from '../../../webview/messages.js';
import { Icon } from '../../../webview/parts/icon.js';
import { FlowText } from '../../../webview/parts/marks.js';
import { placeText } from '../../../webview/state/sentences.js';
import { pathOf } from '../../designer/file-address.js';
import { FindingsList, type Side } from './findings-list.js';
import { type DrawnGraph, drawGraph, type GraphNeeds } from './graph-place.js';
import { RuleDialog } from './rule-dialog.js';
import type { Result } from './state.js';
import { usePanel } from './use-panel.js';
import { notAnalysed } from './words.js';

interface ResultProperties {
  readonly result: Result;
  readonly theme: ThemeKind;
  /** In the head of the panel, for the choice of the flow. */
  readonly head: HTMLElement;
  readonly tell: (text: string) => void;
}

/** The findings, and the flows that they are in. */
export function ResultView({ result, theme, head, tell }: ResultProperties) {
  const [side, setSide] = useState<Side>('after');
  const [chosen, setChosen] = useState<FindingView>();
  const [looked, setLooked] = useState<PlaceView>();
  const [explained, explain] = useState<FindingView>();
  const problems = useElement('kp-problems');
  const analysed = (side === 'before' ? result.before : undefined) ?? result.after;
  const needs = useNeeds(result, analysed, { looked: setLooked, explain, tell });
  const { place, light } = useGraph({ analysed, problems, head, theme, needs });
  const choose = (finding: FindingView, on: Side) => {
    setChosen(finding);
    setLooked(finding.place);
    setSide(on);
    light(finding.fingerprint, on === side);
  };
  return (
    <>
      {side === 'before' && (
        <p className="kp-strip">
          <Icon name="loop" />
          <span>This is the state before the change.</span>
          <button type="button" className="kt-btn" onClick={() => setSide('after')}>
            Show the state after
          </button>
        </p>
      )}
      <div className="kp-graph" ref={place} />
      {createPortal(<FindingsList result={result} chosen={chosen} choose={choose} />, problems)}
      <Foot result={result} looked={looked} pages={analysed.pages} />
      {explained && <RuleDialog finding={explained} close={() => explain(undefined)} />}
    </>
  );
}

interface Doings {
  readonly looked: (place: PlaceView) => void;
  readonly explain: (finding: FindingView | undefined) => void;
  readonly tell: (text: string) => void;
}

function useNeeds({ fetched }: Result, analysed: Result['after'], { looked, explain, tell }: Doings): GraphNeeds {
  const { parts, download } = usePanel();
  return {
    looked(place, isWanted) {
      looked(place);
      const page = pageAt(analysed.pages, place);
      if (isWanted && page !== undefined)
        void parts.api.tabs.open(page).catch(() => tell('The page could not be opened.'));
    },
    explain: (rule) => explain(analysed.view.findings.find((finding) => finding.rule === rule)),
    missing: (flow) =>
      tell(
        flow === undefined
          ? 'More flows can be opened in the full page.'
          : `The flow “${flow}” is not in ${fetched.title}.`,
      ),
    save: download,
  };
}

interface GraphProperties {
  readonly analysed: Result['after'];
  readonly problems: HTMLElement;
  readonly head: HTMLElement;
  readonly theme: ThemeKind;
  readonly needs: GraphNeeds;
}

/** The graph draws itself, and is drawn anew for another state; where there is no flow only the findings are shown. */
function useGraph({ analysed, problems, head, theme, needs }: GraphProperties) {
  const place = useRef<HTMLDivElement>(null);
  const graph = useRef<DrawnGraph>(undefined);
  const waiting = useRef<string>(undefined);
  const latest = useRef(needs);
  latest.current = needs;
  const look = useRef(theme);
  look.current = theme;
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    if (analysed.view.flows.length === 0) {
      element.append(problems);
      return () => problems.remove();
    }
    const forwarded: GraphNeeds = {
      looked: (...given) => latest.current.looked(...given),
      explain: (rule) => latest.current.explain(rule),
      missing: (flow) => latest.current.missing(flow),
      save: (...given) => latest.current.save(...given),
    };
    const drawn = drawGraph(element, analysed, { problems, head }, forwarded);
    graph.current = drawn;
    drawn.theme(look.current);
    if (waiting.current !== undefined) drawn.light(waiting.current);
    waiting.current = undefined;
    return () => {
      graph.current = undefined;
      drawn.end();
    };
  }, [analysed, problems, head]);
  useEffect(() => graph.current?.theme(theme), [theme]);
  const light = (fingerprint: string, isDrawn: boolean) => {
    if (isDrawn) graph.current?.light(fingerprint);
    else waiting.current = fingerprint;
  };
  return { place, light };
}

function useElement(className: string): HTMLElement {
  const [element] = useState(() => {
    const made = document.createElement('div');
    made.className = className;
    return made;
  });
  return element;
}

interface FootProperties {
  readonly result: Result;
  readonly looked: PlaceView | undefined;
  readonly pages: ReadonlyMap<string, string>;
}

/** What was left out is always to be seen; beside it the way to the text of what is looked at. */
function Foot({ result, looked, pages }: FootProperties): ReactNode {
  const left = notAnalysed(result, (uri) => pathOf(uri).split('/').slice(1).join('/'));
  const page = looked && pageAt(pages, looked);
  if (left.length === 0 && page === undefined) return null;
  return (
    <footer className="kp-foot">
      {left.length > 0 && (
        <details className="kp-left">
          <summary>
            <Icon name="wrn" className="kt-warn" />
            Not analysed: {left.length}
          </summary>
          <ul>
            {left.map(({ path, why }) => (
              <li key={`${path} ${why}`}>
                <FlowText className="kt-mono" text={path} /> <FlowText text={why} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {looked && page !== undefined && (
        <a className="kp-page" href={page} target="_blank" rel="noreferrer">
          <Icon name="export" />
          <span>
            <FlowText text={placeText(looked.uri, looked.line)} /> on {new URL(page).hostname}
          </span>
        </a>
      )}
    </footer>
  );
}

/** Only what a door has made is a link: the text of a flow never becomes one. */
function pageAt(pages: ReadonlyMap<string, string>, { uri, line }: PlaceView): string | undefined {
  const page = pages.get(uri)?.replace('{line}', String(line));
  return page !== undefined && /^https?:/.test(page) && URL.canParse(page) ? page : undefined;
}
