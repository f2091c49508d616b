import { useState } from 'react';
import type { FindingView, PathView, StopView } from '../../server/core/ide/graph-view/graph-view.js';
import { useDeeds, useGraph } from '../parts/graph-context.js';
import { Icon, SeverityIcon } from '../parts/icon.js';
import { FlowText } from '../parts/marks.js';
import { fitsFinding, fitsStop } from '../state/filters.js';
import { count, placeText, stopLine } from '../state/sentences.js';

type Tab = 'problems' | 'paths' | 'stopped';

/** Problems, paths and what was stopped: a strip below the page, or a tab of the side panel. */
export function Lists({ only }: { readonly only?: Tab }) {
  const view = useGraph((state) => state.index.view);
  const filters = useGraph((state) => state.filters);
  const [tab, setTab] = useState<Tab>(only ?? 'problems');
  const findings = view.findings.filter((finding) => !finding.isSuppressed && fitsFinding(filters, finding));
  const paths = view.paths.flatMap((path, index) => {
    const finding = view.findings[path.finding];
    return finding && fitsFinding(filters, finding) ? [{ path, finding, index }] : [];
  });
  const stops = view.stops.flatMap((stop, index) => (fitsStop(filters, stop) ? [{ stop, index }] : []));
  const tabs: readonly (readonly [Tab, string])[] = [
    ['problems', `Problems ${findings.length}`],
    ['paths', `Paths ${paths.length}`],
    ['stopped', `Stopped ${stops.length}`],
  ];
  return (
    <section className="kt-prob" aria-label="Problems">
      {only === undefined && (
        <div className="kt-ptabs" role="tablist" aria-label="Lists">
          {tabs.map(([name, text]) => (
            <button
              type="button"
              key={name}
              role="tab"
              aria-selected={tab === name}
              className={`kt-btn ${tab === name ? 'kt-on' : 'kt-ghost'}`}
              onClick={() => setTab(name)}
            >
              {text}
            </button>
          ))}
        </div>
      )}
      <ul className="kt-rows">
        {tab === 'problems' && findings.map((finding) => <ProblemRow key={finding.fingerprint} finding={finding} />)}
        {tab === 'paths' && paths.map((row) => <PathRow key={row.index} {...row} />)}
        {tab === 'stopped' && stops.map((row) => <StopRow key={row.index} {...row} />)}
      </ul>
      {tab === 'problems' && findings.length === 0 && <NoFindings />}
      {tab === 'paths' && paths.length === 0 && <NoPath />}
      {tab === 'stopped' && stops.length === 0 && <p className="kt-none">No value was stopped by a barrier.</p>}
    </section>
  );
}

function NoFindings() {
  const flows = useGraph((state) => state.index.view.flows);
  const actions = flows.reduce((sum, { counts }) => sum + counts.actions, 0);
  const unknown = flows.reduce((sum, { counts }) => sum + counts.notUnderstood, 0);
  return (
    <p className="kt-none">
      <b>No findings.</b> {count(actions, 'action')} read, {unknown} not understood. Organisation settings are not part
      of this.
    </p>
  );
}

function NoPath() {
  const flows = useGraph((state) => state.index.view.flows);
  const sources = flows.reduce((sum, { counts }) => sum + counts.sources, 0);
  const sinks = flows.reduce((sum, { counts }) => sum + counts.sinks, 0);
  const files = new Set(flows.map(({ place }) => place.uri)).size;
  return (
    <p className="kt-none">
      <b>No path found.</b> {count(sources, 'source')}, {count(sinks, 'sink')}, no path between them in the{' '}
      {count(files, 'file')} that were read.
    </p>
  );
}

function ProblemRow({ finding }: { readonly finding: FindingView }) {
  const deeds = useDeeds();
  const lit = useGraph((state) => state.lit);
  const steps = useGraph((state) =>
    finding.path === undefined ? 0 : (state.index.view.paths[finding.path]?.steps.length ?? 0),
  );
  const isOn = lit?.kind === 'path' && lit.index === finding.path;
  const choose = () => {
    if (finding.path !== undefined) deeds.light({ kind: 'path', index: finding.path, step: 0 });
    else if (finding.node !== undefined) deeds.goTo(finding.node);
  };
  return (
    <li>
      <button type="button" className={`kt-row${isOn ? ' kt-on' : ''}`} aria-pressed={isOn} onClick={choose}>
        <SeverityIcon severity={finding.severity} />
        <span className="kt-sr">{finding.severity}</span>
        <FlowText className="kt-cut kt-main" text={finding.message} />
        <Labels labels={finding.labels} />
        <span className="kt-few">{steps > 0 && count(steps, 'step')}</span>
        <FlowText className="kt-cut kt-at" text={placeText(finding.place.uri, finding.place.line)} />
      </button>
    </li>
  );
}

function Labels({ labels }: { readonly labels: readonly string[] }) {
  const [first] = labels;
  return (
    <span className="kt-label">
      {first !== undefined && (
        <span className="kt-chip">
          <Icon name="key" />
          <FlowText text={first} />
        </span>
      )}
    </span>
  );
}

interface PathRowProperties {
  readonly path: PathView;
  readonly finding: FindingView;
  readonly index: number;
}

function PathRow({ path, finding, index }: PathRowProperties) {
  const deeds = useDeeds();
  const isOn = useGraph(({ lit }) => lit?.kind === 'path' && lit.index === index);
  const from = path.steps[0]?.title ?? '';
  const to = path.steps.at(-1)?.title ?? '';
  return (
    <li>
      <button
        type="button"
        className={`kt-row${isOn ? ' kt-on' : ''}`}
        aria-pressed={isOn}
        onClick={() => deeds.light({ kind: 'path', index, step: 0 })}
      >
        <SeverityIcon severity={finding.severity} />
        <span className="kt-cut kt-main">
          <FlowText text={from} /> → <FlowText text={to} />
        </span>
        <Labels labels={[path.label]} />
        <span className="kt-few">{count(path.steps.length, 'step')}</span>
        <FlowText className="kt-cut kt-at" text={placeText(finding.place.uri, finding.place.line)} />
      </button>
    </li>
  );
}

function StopRow({ stop, index }: { readonly stop: StopView; readonly index: number }) {
  const deeds = useDeeds();
  const isOn = useGraph(({ lit }) => lit?.kind === 'stop' && lit.index === index);
  return (
    <li>
      <button
        type="button"
        className={`kt-row${isOn ? ' kt-on' : ''}`}
        aria-pressed={isOn}
        onClick={() => deeds.light({ kind: 'stop', index, step: 0 })}
      >
        <Icon name="shield" className="kt-stop" />
        <FlowText className="kt-cut kt-main" text={stopLine(stop)} />
        <Labels labels={[stop.label]} />
        <span className="kt-few">{count(stop.steps.length, 'step')}</span>
        <FlowText className="kt-cut kt-at" text={placeText(stop.place.uri, stop.place.line)} />
      </button>
    </li>
  );
}
