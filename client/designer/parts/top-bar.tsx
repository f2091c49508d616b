import { Icon } from '../../../webview/parts/icon.js';
import { REPORTS } from '../reports.js';
import type { ThemeChoice } from '../state.js';
import { Mark } from './mark.js';
import { Menu, type MenuItem } from './menu.js';
import { SearchBox } from './search-box.js';
import { useDesigner, useWorkbench } from './use-designer.js';

const THEMES: readonly (readonly [ThemeChoice, string])[] = [
  ['system', 'Like the computer'],
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['hc', 'High contrast, dark'],
  ['hc-light', 'High contrast, light'],
];

/** Mark, files, search, export, panes, theme. */
export function TopBar() {
  return (
    <header className="kd-top">
      <Mark />
      <h1 className="kd-brand">Keytrace</h1>
      <FileMenu />
      <OpenMenu />
      <SearchBox />
      <ExportButton />
      <ReportMenu />
      <PaneButtons />
      <ThemeMenu />
    </header>
  );
}

function FileMenu() {
  const { desk } = useWorkbench();
  const files = useDesigner((state) => state.files);
  const tabs = useDesigner((state) => state.tabs);
  const active = useDesigner((state) => state.active);
  const unsaved = new Set(tabs.filter(({ isUnsaved }) => isUnsaved).map(({ uri }) => uri));
  const count = files.length === 1 ? '1 file' : `${files.length} files`;
  const items = files.map(({ uri, path }): MenuItem => {
    const label = (
      <>
        <Icon name="file" />
        <bdi>{path}</bdi>
        {unsaved.has(uri) && <span className="kd-unsaved">unsaved</span>}
      </>
    );
    return { id: uri, label, isChosen: uri === active, act: () => void desk.open(uri) };
  });
  return (
    <Menu
      label={`Files: ${count}`}
      items={items}
      className="kd-files"
      button={
        <>
          <Icon name="file" />
          <span className="kd-wide">{count}</span>
          <Icon name="down" />
        </>
      }
    />
  );
}

/** Where the files are not given: what can be opened, and what can be closed again. */
function OpenMenu() {
  const { opener, store } = useWorkbench();
  const openings = useDesigner((state) => state.openings);
  const folders = useDesigner((state) => state.folders);
  if (!openings) return null;
  const items: MenuItem[] = [
    ...openings.map((opening) => ({ id: opening.id, label: opening.label, act: () => opener.open(opening) })),
    { id: 'paste', label: 'Paste a flow…', act: () => store.dispatch({ dialog: { kind: 'paste' } }) },
    ...folders.map((folder) => ({
      id: `close ${folder.uri}`,
      label: `Close “${folder.name}”`,
      act: () => opener.close(folder),
    })),
  ];
  return <Menu label="Open" items={items} button={<span>Open</span>} />;
}

function ExportButton() {
  const { graph } = useWorkbench();
  const hasGraph = useDesigner((state) => state.panes.hasGraph && (state.view?.flows.length ?? 0) > 0);
  return (
    <button
      type="button"
      className="kd-button kd-ghost"
      aria-label="Export the graph"
      disabled={!hasGraph}
      onClick={() => graph.offerExport()}
    >
      <Icon name="export" />
      <span className="kd-wide">Export</span>
    </button>
  );
}

function ReportMenu() {
  const workbench = useWorkbench();
  const hasFiles = useDesigner((state) => state.files.length > 0);
  const reports = REPORTS.map((kind): MenuItem => {
    return { id: kind.format, label: kind.label, act: () => void workbench.report(kind).catch(() => {}) };
  });
  const text: MenuItem = { id: 'text', label: 'The text in front', act: () => workbench.downloadActive() };
  if (!hasFiles) return null;
  const button = <span>Download</span>;
  return <Menu label="Download" items={[...reports, text]} align="right" button={button} />;
}

function PaneButtons() {
  const { store } = useWorkbench();
  const panes = useDesigner((state) => state.panes);
  const toggle = (name: 'hasEditor' | 'hasGraph' | 'hasList') => {
    const next = { ...panes, [name]: !panes[name] };
    // One of the two has to be there.
    if (!next.hasEditor && !next.hasGraph) next[name === 'hasEditor' ? 'hasGraph' : 'hasEditor'] = true;
    store.dispatch({ panes: next });
  };
  const items: MenuItem[] = (
    [
      ['hasEditor', 'Text'],
      ['hasGraph', 'Graph'],
      ['hasList', 'Problems'],
    ] as const
  ).map(([name, label]) => ({ id: name, label, isChosen: panes[name], act: () => toggle(name) }));
  return <Menu label="Panes" items={items} align="right" button={<Icon name="layers" />} />;
}

function ThemeMenu() {
  const { store } = useWorkbench();
  const theme = useDesigner((state) => state.theme);
  const items = THEMES.map(([kind, label]): MenuItem => {
    return { id: kind, label, isChosen: kind === theme, act: () => store.dispatch({ theme: kind }) };
  });
  return <Menu label="Theme" items={items} align="right" button={<Icon name="sun" />} />;
}
