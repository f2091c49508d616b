import { type CSSProperties, type RefObject, useEffect, useRef } from 'react';
import type { Panes } from '../state.js';
import { Dialogs } from './dialogs.js';
import { FileTabs } from './file-tabs.js';
import { Splitter } from './splitter.js';
import { StatusBar } from './status-bar.js';
import { TopBar } from './top-bar.js';
import { useDesigner, useMedia, useThemeKind, useWorkbench } from './use-designer.js';
import { Welcome } from './welcome.js';

/** Below this there is no room for text and graph side by side. */
const NARROW = '(max-width: 1099px)';

const LEAST = { editor: 240, list: 64 };
/** What is left to the others at least. */
const ROOM = { graph: 320, main: 160 };

/** The whole page. */
export function App() {
  const phase = useDesigner((state) => state.phase);
  const problem = useDesigner((state) => state.problem);
  const hasNothing = useDesigner(
    ({ openings, files, tabs }) => openings !== undefined && files.length === 0 && tabs.length === 0,
  );
  useLook();
  useShortcuts();
  useLeaveWarning();
  useDrop();
  usePaste();
  if (phase === 'failed') return <Failed problem={problem} />;
  return (
    <div className="kd-app">
      <TopBar />
      {hasNothing ? <Welcome /> : <Main />}
      <StatusBar />
      <Dialogs />
    </div>
  );
}

function Failed({ problem }: { readonly problem: string }) {
  return (
    <main className="kd-failed">
      <h1>The designer cannot be shown</h1>
      <p>{problem}</p>
      <button type="button" className="kd-button" onClick={() => location.reload()}>
        Try again
      </button>
    </main>
  );
}

function Main() {
  const { store } = useWorkbench();
  const panes = useDesigner((state) => state.panes);
  const isNarrow = useMedia(NARROW);
  const resize = (part: Partial<Panes>) => store.dispatch({ panes: { ...panes, ...part } });
  const shown = shownPanes(panes, isNarrow);
  const graph = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useGraph(graph, list);
  const style = { '--kd-editor': `${panes.editorWidth}px`, '--kd-list': `${panes.listHeight}px` };
  return (
    // Custom properties are not among the known styles.
    <main className={`kd-main-area ${classesOf(shown)}`} style={style as CSSProperties}>
      {isNarrow && panes.hasEditor && panes.hasGraph && <NarrowTabs />}
      <section className="kd-editor-pane" id="kd-editor" aria-label="Text" hidden={!shown.editor}>
        <FileTabs />
        <EditorPlace />
      </section>
      {shown.editor && shown.graph && (
        <Splitter
          label="Width of the text"
          runs="down"
          size={panes.editorWidth}
          least={LEAST.editor}
          most={innerWidth - ROOM.graph}
          grows={1}
          controls="kd-editor"
          resize={(editorWidth) => resize({ editorWidth })}
        />
      )}
      <div className="kd-graph" data-kd-graph ref={graph} hidden={!shown.graph} />
      {panes.hasList && (
        <Splitter
          label="Height of the findings"
          runs="across"
          size={panes.listHeight}
          least={LEAST.list}
          most={innerHeight - ROOM.main}
          grows={-1}
          controls="kd-list"
          resize={(listHeight) => resize({ listHeight })}
        />
      )}
      <div className="kd-list kt-lists" id="kd-list" ref={list} hidden={!shown.list} />
    </main>
  );
}

type Place = RefObject<HTMLElement | null>;

/** The graph draws itself, and its lists into a place of their own. */
function useGraph(place: Place, lists: Place): void {
  const { graph } = useWorkbench();
  useEffect(() => {
    if (place.current && lists.current) return graph.mount(place.current, lists.current);
  }, [graph, place, lists]);
}

interface Shown {
  readonly editor: boolean;
  readonly graph: boolean;
  readonly list: boolean;
}

function shownPanes({ hasEditor, hasGraph, hasList, narrow }: Panes, isNarrow: boolean): Shown {
  const isOne = isNarrow && hasEditor && hasGraph;
  return {
    editor: hasEditor && (!isOne || narrow === 'editor'),
    graph: hasGraph && (!isOne || narrow === 'graph'),
    list: hasList,
  };
}

function classesOf({ editor, graph, list }: Shown): string {
  return `${editor && graph ? 'kd-both' : editor ? 'kd-text-only' : 'kd-graph-only'} ${list ? 'kd-with-list' : ''}`;
}

function NarrowTabs() {
  const { store } = useWorkbench();
  const panes = useDesigner((state) => state.panes);
  return (
    <fieldset className="kd-narrow" aria-label="Text or graph">
      {(
        [
          ['editor', 'Text'],
          ['graph', 'Graph'],
        ] as const
      ).map(([name, label]) => (
        <button
          type="button"
          key={name}
          className={panes.narrow === name ? 'kd-button kd-on' : 'kd-button kd-ghost'}
          aria-pressed={panes.narrow === name}
          onClick={() => store.dispatch({ panes: { ...panes, narrow: name } })}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}

function EditorPlace() {
  const workbench = useWorkbench();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    return workbench.attach(place.current, () =>
      document.querySelector<HTMLElement>('[data-kd-graph] [tabindex="0"]')?.focus(),
    );
  }, [workbench]);
  return <div className="kd-editor" ref={place} />;
}

/** The look stands as a class on the root; the editor and the graph take theirs from it. */
function useLook(): void {
  const workbench = useWorkbench();
  const kind = useThemeKind(useDesigner((state) => state.theme));
  useEffect(() => {
    document.documentElement.className = `kt-${kind}`;
    workbench.showTheme(kind);
  }, [kind, workbench]);
}

/** Ctrl+S saves the file in front, wherever the focus is. */
function useShortcuts(): void {
  const { desk } = useWorkbench();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      void desk.save();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [desk]);
}

/** A file that is dropped anywhere on the page is opened, and not by the browser. */
function useDrop(): void {
  const { opener } = useWorkbench();
  useEffect(() => {
    const onOver = (event: DragEvent) => event.preventDefault();
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      if (event.dataTransfer) opener.drop(event.dataTransfer);
    };
    addEventListener('dragover', onOver);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onOver);
      removeEventListener('drop', onDrop);
    };
  }, [opener]);
}

/** What is pasted where nobody types is a flow, or files. */
function usePaste(): void {
  const { opener } = useWorkbench();
  const canOpen = useDesigner(({ openings }) => openings !== undefined);
  useEffect(() => {
    if (!canOpen) return;
    const onPaste = (event: ClipboardEvent) => {
      const { target, clipboardData } = event;
      const isTyping = target instanceof Element && target.closest('input, textarea, .monaco-editor, dialog') !== null;
      if (isTyping || !clipboardData || event.defaultPrevented) return;
      const text = clipboardData.getData('text/plain');
      if (clipboardData.files.length > 0) opener.drop(clipboardData);
      else if (text.trim() !== '') opener.paste(text);
      else return;
      event.preventDefault();
    };
    addEventListener('paste', onPaste);
    return () => removeEventListener('paste', onPaste);
  }, [opener, canOpen]);
}

function useLeaveWarning(): void {
  const workbench = useWorkbench();
  const hasUnsaved = useDesigner((state) => state.tabs.some(({ isUnsaved }) => isUnsaved));
  useEffect(() => {
    if (!hasUnsaved || workbench.keepsDrafts) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', onLeave);
    return () => removeEventListener('beforeunload', onLeave);
  }, [hasUnsaved, workbench]);
}
