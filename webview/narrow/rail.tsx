import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { Lists } from '../panels/lists.js';
import { SearchBox } from '../panels/search-box.js';
import { Tool } from '../panels/toolbar.js';
import { useDispatch, useGraph, useGraphContext } from '../parts/graph-context.js';
import { HeldPlace } from '../parts/held-place.js';
import { FlowText } from '../parts/marks.js';
import { stepsOf } from '../state/lit.js';
import { flowsInScope } from '../state/openness.js';
import { railOfFlows, railOfPath } from '../state/rail.js';
import { count } from '../state/sentences.js';
import { RailRows } from './rail-rows.js';
import { Sheet } from './sheet.js';

type Tab = 'path' | 'graph' | 'problems';

/** Below 480: one column of nodes beside a line of numbers. Without a path the same rail shows the flow. */
export function Rail() {
  const isLit = useGraph((state) => state.lit !== undefined);
  const over = useGraph((state) => state.over);
  const details = useGraph((state) => (state.side === 'details' ? state.details : undefined));
  // Somebody has gone to a node already, in a wider graph or from outside.
  const isAtNode = useGraph((state) => state.lit !== undefined || state.focus !== undefined);
  const [chosen, choose] = useState<Tab>(isAtNode ? 'path' : 'problems');
  const { places } = useGraphContext();
  const asked = useGraph((state) => state.asked);
  // The page around the graph wants something to be seen.
  useEffect(() => {
    if (asked !== undefined) choose('path');
  }, [asked]);
  const tab = isLit ? chosen : chosen === 'path' ? 'graph' : chosen;
  return (
    <div className="kt-rail-page">
      {places.head ? createPortal(<RailHead />, places.head) : <RailHead />}
      <Tabs tab={tab} choose={choose} />
      {tab === 'problems' ? <Problems choose={choose} /> : <RailOf tab={tab} />}
      {(isLit || details !== undefined) && tab !== 'problems' && <Sheet />}
      {over === 'search' && <SearchBox />}
    </div>
  );
}

function Problems({ choose }: { readonly choose: (tab: Tab) => void }): ReactNode {
  const { places } = useGraphContext();
  if (places.problems) return <HeldPlace element={places.problems} className="kt-rail-lists" />;
  return (
    // Choosing a problem lights its path, and the path is what one then wants to see.
    <div className="kt-rail-lists" onClickCapture={() => choose('path')}>
      <Lists only="problems" />
    </div>
  );
}

/** The flow, chosen from all that there are. */
function RailHead() {
  const dispatch = useDispatch();
  const index = useGraph((state) => state.index);
  const scope = useGraph((state) => state.scope);
  const { flows } = index.view;
  const shown = flowsInScope({ index, scope });
  const value = shown.length === 1 ? (shown[0]?.id ?? '') : '';
  return (
    <header className="kt-rail-head">
      <select
        className="kt-select kt-rail-flow"
        aria-label="Flow"
        value={value}
        onChange={({ target }) => dispatch({ type: 'scope', scope: target.value === '' ? 'all' : [target.value] })}
      >
        <option value="">All {count(flows.length, 'flow')}</option>
        {flows.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <Tool shape="find" label="Find, /" onClick={() => dispatch({ type: 'over', over: 'search' })} />
    </header>
  );
}

function Tabs({ tab, choose }: { readonly tab: Tab; readonly choose: (tab: Tab) => void }) {
  const problems = useGraph((state) => state.index.view.findings.filter(({ isSuppressed }) => !isSuppressed).length);
  const isLit = useGraph((state) => state.lit !== undefined);
  const tabs: readonly (readonly [Tab, string])[] = [
    ['path', 'Path'],
    ['graph', 'Graph'],
    ['problems', `Problems ${problems}`],
  ];
  return (
    <div className="kt-rail-tabs" role="tablist" aria-label="Views">
      {tabs.map(([name, text]) => (
        <button
          type="button"
          key={name}
          role="tab"
          aria-selected={tab === name}
          disabled={name === 'path' && !isLit}
          className={`kt-btn ${tab === name ? 'kt-on' : 'kt-ghost'}`}
          onClick={() => choose(name)}
        >
          <FlowText text={text} />
        </button>
      ))}
    </div>
  );
}

function RailOf({ tab }: { readonly tab: 'path' | 'graph' }) {
  const index = useGraph((state) => state.index);
  const scope = useGraph((state) => state.scope);
  const lit = useGraph((state) => state.lit);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const steps = stepsOf(index.view, lit);
  const flows = flowsInScope({ index, scope });
  const rows = tab === 'path' ? railOfPath(index, steps, open) : railOfFlows(flows, open);
  const label = tab === 'path' ? `Path, ${count(steps.length, 'step')}` : 'Graph';
  const turn = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  return <RailRows rows={rows} label={label} turn={turn} />;
}
