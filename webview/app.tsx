import { ReactFlowProvider } from '@xyflow/react';
import { type RefObject, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { deedsOf } from './canvas/deeds.js';
import { GraphRegion } from './canvas/graph-region.js';
import { useSceneOf } from './canvas/use-scene.js';
import type { Host } from './host.js';
import { Rail } from './narrow/rail.js';
import { DetailsPanel } from './panels/details-panel.js';
import { FiltersBar } from './panels/filters-bar.js';
import { Lists } from './panels/lists.js';
import { NoGraph } from './panels/notices.js';
import { Outline } from './panels/outline.js';
import { StepsPanel } from './panels/steps-panel.js';
import {
  type GraphContext,
  GraphReact,
  type Places,
  SceneReact,
  useGraph,
  useGraphContext,
} from './parts/graph-context.js';
import { HeldPlace } from './parts/held-place.js';
import { useContrast } from './parts/use-contrast.js';
import type { Command } from './state/commands.js';
import type { GraphState } from './state/state.js';
import type { Store } from './state/store.js';

export interface AppProperties {
  readonly store: Store<GraphState, Command>;
  readonly host: Host;
  readonly places: Places;
}

export function App({ store, host, places }: AppProperties) {
  const root = useRef<HTMLDivElement>(null);
  const scene = useSceneOf(store);
  const latest = useRef(scene);
  latest.current = scene;
  const context = useMemo(() => {
    const size = () => {
      const { width = 0, height = 0 } = root.current?.querySelector('.kt-graph')?.getBoundingClientRect() ?? {};
      return { width, height };
    };
    return { store, host, places, deeds: deedsOf({ store, host, size, scene: () => latest.current }) };
  }, [store, host, places]);
  useAsked(context);
  return (
    <GraphReact value={context}>
      <SceneReact value={scene}>
        <ReactFlowProvider>
          <Page root={root} />
          {places.lists && createPortal(<Lists />, places.lists)}
        </ReactFlowProvider>
      </SceneReact>
    </GraphReact>
  );
}

/** The host may want a finding to be lit before the files that it is about have been drawn. */
function useAsked({ store, deeds }: GraphContext): void {
  const asked = useSyncExternalStore(store.subscribe, () => store.get().asked);
  const index = useSyncExternalStore(store.subscribe, () => store.get().index);
  useEffect(() => {
    const finding = index.view.findings.find(({ fingerprint }) => fingerprint === asked);
    if (asked === undefined || finding === undefined) return;
    store.dispatch({ type: 'answered' });
    if (finding.path !== undefined) deeds.light({ kind: 'path', index: finding.path, step: 0 });
    else if (finding.node !== undefined) deeds.goTo(finding.node);
  }, [asked, index, store, deeds]);
}

type Width = 'narrow' | 'middle' | 'wide';

/** Below 480 a rail, to 900 a sheet at the bottom, above it a list at the right. */
function widthOf(pixels: number): Width {
  if (pixels < 480) return 'narrow';
  return pixels < 900 ? 'middle' : 'wide';
}

function Page({ root }: { readonly root: RefObject<HTMLDivElement | null> }) {
  const width = useWidth(root);
  const theme = useGraph((state) => state.theme);
  useContrast(root, theme);
  const hasFlows = useGraph((state) => state.index.view.flows.length > 0);
  const isStill = useGraph((state) => state.settings.reducesMotion);
  return (
    <div ref={root} className={`kt-root kt-${theme} kt-${width}${isStill ? ' kt-still' : ''}`}>
      {hasFlows ? <Content width={width} /> : <NoGraph />}
      <LiveRegion />
    </div>
  );
}

function Content({ width }: { readonly width: Width }) {
  const filters = useGraph((state) => state.switches.filters);
  const { places } = useGraphContext();
  if (width === 'narrow') return <Rail />;
  return (
    <>
      {filters && <FiltersBar />}
      <div className="kt-main">
        <GraphRegion />
        <SidePanel />
      </div>
      {places.problems && <HeldPlace element={places.problems} className="kt-held" />}
    </>
  );
}

function SidePanel() {
  const side = useGraph((state) => state.side);
  switch (side) {
    case 'steps':
      return <StepsPanel />;
    case 'details':
      return <DetailsPanel />;
    case 'outline':
      return <Outline />;
    case 'lists':
      return <Lists />;
    case 'none':
      return null;
  }
}

function LiveRegion() {
  const said = useGraph((state) => state.said);
  return (
    <div className="kt-sr" aria-live="polite">
      {said}
    </div>
  );
}

function useWidth(root: RefObject<HTMLDivElement | null>): Width {
  const [width, setWidth] = useState<Width>('wide');
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(widthOf(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [root]);
  return width;
}
