import { type KeyboardEvent, useRef } from 'react';
import type { FindingView, GraphView, PlaceView, StopView } from '../../../server/core/ide/graph-view/graph-view.js';
import { Icon, SeverityIcon } from '../../../webview/parts/icon.js';
import { FlowText } from '../../../webview/parts/marks.js';
import { fileName } from '../../words.js';
import type { ListName } from '../state.js';
import { moveFocus } from './menu.js';
import { useDesigner, useWorkbench } from './use-designer.js';

const LISTS: readonly (readonly [ListName, string])[] = [
  ['problems', 'Problems'],
  ['paths', 'Paths'],
  ['stopped', 'Stopped'],
];

/** What was found, in three lists; a row shows its place in the text and on the graph. */
export function FindingsList() {
  const { store } = useWorkbench();
  const view = useDesigner((state) => state.view);
  const list = useDesigner((state) => state.list);
  const counts = countsIn(view);
  return (
    <section className="kd-list" id="kd-list" aria-label="Findings">
      <div className="kd-list-tabs" role="tablist" aria-label="Lists">
        {LISTS.map(([name, label]) => (
          <button
            type="button"
            key={name}
            id={`kd-tab-${name}`}
            role="tab"
            className={name === list ? 'kd-button kd-on' : 'kd-button kd-ghost'}
            aria-selected={name === list}
            aria-controls="kd-rows"
            tabIndex={name === list ? 0 : -1}
            onClick={() => store.dispatch({ list: name })}
            onKeyDown={(event) => {
              const next = neighbour(name, event.key);
              if (next === undefined) return;
              event.preventDefault();
              store.dispatch({ list: next });
              document.getElementById(`kd-tab-${next}`)?.focus();
            }}
          >
            {label} {counts[name]}
          </button>
        ))}
      </div>
      <div className="kd-rows" id="kd-rows" role="tabpanel" aria-labelledby={`kd-tab-${list}`}>
        {view && <Rows view={view} list={list} />}
      </div>
    </section>
  );
}

function neighbour(name: ListName, key: string): ListName | undefined {
  const at = LISTS.findIndex(([one]) => one === name);
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  return step === undefined ? undefined : LISTS[(at + step + LISTS.length) % LISTS.length]?.[0];
}

function countsIn(view: GraphView | undefined): Readonly<Record<ListName, number>> {
  return { problems: view?.findings.length ?? 0, paths: view?.paths.length ?? 0, stopped: view?.stops.length ?? 0 };
}

function Rows({ view, list }: { readonly view: GraphView; readonly list: ListName }) {
  const rows = useRef<HTMLTableSectionElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (moveFocus(rows.current, event.key)) event.preventDefault();
  };
  const content = list === 'stopped' ? view.stops.map(stopRow) : findingRows(view, list === 'paths');
  if (content.length === 0) return <Nothing view={view} list={list} />;
  return (
    <table>
      <caption className="kd-hidden">{LISTS.find(([name]) => name === list)?.[1]}</caption>
      <thead className="kd-hidden">
        <tr>
          {['Severity', 'Message', 'Data', 'Steps', 'Place'].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={rows} onKeyDown={onKeyDown}>
        {content}
      </tbody>
    </table>
  );
}

function findingRows({ findings, paths }: GraphView, hasPath: boolean) {
  return findings.flatMap((finding, at) => {
    if (hasPath && finding.path === undefined) return [];
    const steps = finding.path === undefined ? 0 : (paths[finding.path]?.steps.length ?? 0);
    return [<FindingRow key={`${finding.fingerprint} ${at}`} finding={finding} steps={steps} isFirst={at === 0} />];
  });
}

interface FindingRowProperties {
  readonly finding: FindingView;
  readonly steps: number;
  readonly isFirst: boolean;
}

function FindingRow({ finding, steps, isFirst }: FindingRowProperties) {
  const workbench = useWorkbench();
  const isLit = useDesigner((state) => state.lit?.fingerprint === finding.fingerprint);
  return (
    <Row isOn={isLit} isFirst={isFirst} act={() => workbench.light(finding)}>
      <td>
        <SeverityIcon severity={finding.severity} />
        <span className="kd-hidden">{finding.severity}</span>
      </td>
      <td className="kd-message">
        <FlowText text={finding.message} />
      </td>
      <td>
        {finding.labels.slice(0, 1).map((label) => (
          <span key={label} className="kd-chip">
            <Icon name="key" />
            {label}
          </span>
        ))}
      </td>
      <td className="kd-mono">{steps > 0 && (steps === 1 ? '1 step' : `${steps} steps`)}</td>
      <td className="kd-mono">{shownPlace(finding.place)}</td>
    </Row>
  );
}

function stopRow(stop: StopView, at: number) {
  return <StopRow key={`${stop.node} ${stop.place.start} ${stop.barrier}`} stop={stop} isFirst={at === 0} />;
}

function StopRow({ stop, isFirst }: { readonly stop: StopView; readonly isFirst: boolean }) {
  const { desk, graph } = useWorkbench();
  const act = () => {
    graph.cursor(stop.place.uri, stop.place.start);
    void desk.reveal(stop.place, false);
  };
  return (
    <Row isOn={false} isFirst={isFirst} act={act}>
      <td className="kd-stop">
        <Icon name="shield" />
      </td>
      <td className="kd-message">
        Stopped: <FlowText text={stop.message} /> (barrier {stop.barrier})
      </td>
      <td>
        <span className="kd-chip">
          <Icon name="key" />
          {stop.label}
        </span>
      </td>
      <td className="kd-mono">{stop.steps.length} steps</td>
      <td className="kd-mono">{shownPlace(stop.place)}</td>
    </Row>
  );
}

interface RowProperties {
  readonly isOn: boolean;
  readonly isFirst: boolean;
  readonly act: () => void;
  readonly children: React.ReactNode;
}

/** One stop of the Tab key for the whole list; arrows go from row to row. */
function Row({ isOn, isFirst, act, children }: RowProperties) {
  return (
    <tr
      className={isOn ? 'kd-on' : ''}
      aria-current={isOn}
      tabIndex={isFirst ? 0 : -1}
      onClick={act}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        act();
      }}
    >
      {children}
    </tr>
  );
}

function shownPlace({ uri, line }: PlaceView): string {
  return `${fileName(uri)}:${line}`;
}

/** Never "all good": an empty list is no proof. */
function Nothing({ view, list }: { readonly view: GraphView; readonly list: ListName }) {
  const sum = (pick: (counts: GraphView['flows'][number]['counts']) => number) =>
    view.flows.reduce((total, { counts }) => total + pick(counts), 0);
  const [actions, unknown] = [sum(({ actions: some }) => some), sum(({ notUnderstood }) => notUnderstood)];
  const [sources, sinks] = [sum(({ sources: some }) => some), sum(({ sinks: some }) => some)];
  if (list === 'problems') {
    return (
      <p className="kd-nothing">
        <b>No findings</b> {actions} actions read, {unknown} not understood. Organisation settings are not part of this.
      </p>
    );
  }
  if (list === 'stopped') return <p className="kd-nothing">No value was stopped on its way.</p>;
  return (
    <p className="kd-nothing">
      <b>No path found</b> {sources} sources, {sinks} sinks, no path between them in the {view.flows.length} flows that
      were read.
    </p>
  );
}
