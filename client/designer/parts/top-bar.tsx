import type { ReportFormat } from '../../../server/lsp/protocol.js';
import { Icon } from '../../../webview/parts/icon.js';
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
      <ExportMenu />
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

const REPORTS: readonly (readonly [ReportFormat, string])[] = [
  ['html', 'HTML report'],
  ['sarif', 'SARIF'],
  ['json', 'JSON'],
];

function ExportMenu() {
  const workbench = useWorkbench();
  const hasGraph = useDesigner((state) => state.panes.hasGraph && (state.view?.flows.length ?? 0) > 0);
  const graph: MenuItem = { id: 'graph', label: 'Graph…', act: () => workbench.graph.offerExport() };
  const hasText = useDesigner((state) => state.active !== undefined);
  const text: MenuItem = { id: 'text', label: 'Text as it stands here', act: () => workbench.downloadActive() };
  const reports = REPORTS.map(([format, label]): MenuItem => {
    return { id: format, label, act: () => void workbench.saveReport(format).catch(() => {}) };
  });
  return (
    <Menu
      label="Export graph or report"
      items={[...(hasGraph ? [graph] : []), ...reports, ...(hasText ? [text] : [])]}
      align="right"
      button={
        <>
          <Icon name="export" />
          <span className="kd-wide">Export</span>
        </>
      }
    />
  );
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
