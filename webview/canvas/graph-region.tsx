import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { Breadcrumb } from '../panels/breadcrumb.js';
import { CasesList } from '../panels/cases-list.js';
import { ExportMenu } from '../panels/export-menu.js';
import { KeysHelp } from '../panels/keys-help.js';
import { Legend } from '../panels/legend.js';
import { NotUnderstood } from '../panels/not-understood.js';
import { Notices } from '../panels/notices.js';
import { SearchBox } from '../panels/search-box.js';
import { Toolbar } from '../panels/toolbar.js';
import { WalkBar } from '../panels/walk-bar.js';
import { useGraph, useGraphContext, useScene } from '../parts/graph-context.js';
import { flowsInScope } from '../state/openness.js';
import { graphLabel } from '../state/sentences.js';
import { GraphCanvas } from './graph-canvas.js';
import { press } from './keyboard.js';
import { Minimap } from './minimap.js';

/** The drawing, one stop of the Tab key, with everything that floats on it. */
export function GraphRegion() {
  const index = useGraph((state) => state.index);
  const scope = useGraph((state) => state.scope);
  const flows = flowsInScope({ index, scope });
  const title = flows.length === 1 ? (flows[0]?.name ?? '') : `${flows.length} flows`;
  return (
    <section className="kt-region" aria-label={graphLabel(index.view, title, flows)}>
      <Drawing />
      <div className="kt-float-row">
        <Breadcrumb />
        <Toolbar />
      </div>
      <Notices />
      <Corners />
      <WalkBar />
      <Over />
    </section>
  );
}

/** Arrows, letters and Enter work here; buttons and fields of the floats have keys of their own. */
function Drawing() {
  const context = useGraphContext();
  const scene = useScene();
  const region = useRef<HTMLDivElement>(null);
  const isHeld = useHeldFocus(region);
  const drawn = useGraph((state) => state.drawn);
  const onKeyDown = (event: KeyboardEvent) => {
    if (press(event, context, scene)) event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of nodes is no set of form fields
    <div
      ref={region}
      className={`kt-graph kt-draw-${drawn % 2}`}
      role="group"
      aria-label="Nodes"
      tabIndex={isHeld ? -1 : 0}
      onKeyDown={onKeyDown}
    >
      <GraphCanvas />
    </div>
  );
}

/** Whether a node that is drawn has the roving focus. One that leaves the screen hands the real focus to the region. */
function useHeldFocus(region: RefObject<HTMLDivElement | null>): boolean {
  const scene = useScene();
  const focus = useGraph((state) => state.focus);
  const camera = useGraph((state) => state.camera);
  const [isHeld, setHeld] = useState(false);
  const had = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn depends on all of them
  useEffect(() => {
    const element = region.current;
    if (element === null) return;
    // A frame that takes the focus for itself would take it from the editor beside it.
    const isLost = document.hasFocus() && document.activeElement === document.body;
    if (had.current && isLost) element.focus({ preventScroll: true });
    had.current = element.contains(document.activeElement);
    setHeld(element.querySelector('[data-target][tabindex="0"]') !== null);
  }, [region, scene, focus, camera]);
  return isHeld;
}

function Corners() {
  const { legend, minimap } = useGraph((state) => state.switches);
  return (
    <>
      {legend && <Legend />}
      {minimap && <Minimap />}
    </>
  );
}

/** What lies over the graph until it is closed. */
function Over() {
  const over = useGraph((state) => state.over);
  switch (over) {
    case 'search':
      return <SearchBox />;
    case 'keys':
      return <KeysHelp />;
    case 'export':
      return <ExportMenu />;
    case 'not-understood':
      return <NotUnderstood />;
    case 'cases':
      return <CasesList />;
    case 'none':
      return null;
  }
}
