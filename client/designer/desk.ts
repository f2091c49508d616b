import * as monaco from 'monaco-editor/editor/editor.api';
import type { PlaceView } from '../../server/core/ide/graph-view/graph-view.js';
import type { Store } from '../../webview/state/store.js';
import { fileName } from '../words.js';
import type { CodeEditor } from './editor/code-editor.js';
import type { Documents } from './editor/documents.js';
import type { FileChanges, Files, Listing } from './files.js';
import type { DesignerState, Tab } from './state.js';

/** Files that lie nowhere. */
const DROPPED = 'dropped';

export type DesignerStore = Store<DesignerState, Partial<DesignerState>>;

/** Opens, saves and closes files: what lies on the desk is what the tabs show. */
export class Desk {
  readonly #store: DesignerStore;
  readonly #files: Files;
  #documents: Documents | undefined;
  #editor: CodeEditor | undefined;
  /** The newest wish counts, whichever file is read first. */
  #wish = 0;
  /** The file in front is another one. */
  onShown: (uri: string) => void = () => {};

  constructor(store: DesignerStore, files: Files) {
    this.#store = store;
    this.#files = files;
  }

  get documents(): Documents | undefined {
    return this.#documents;
  }

  use(documents: Documents): void {
    this.#documents = documents;
  }

  async attach(editor: CodeEditor): Promise<void> {
    this.#editor = editor;
    const { active } = this.#store.get();
    if (active !== undefined) await this.open(active);
  }

  /** Opens again what was open and is still there. */
  async reopen(uris: readonly string[], active: string | undefined): Promise<void> {
    const { files } = this.#store.get();
    const known = uris.filter((uri) => files.some((file) => file.uri === uri));
    const front = active !== undefined && known.includes(active) ? active : known[0];
    if (front !== undefined) await this.open(front);
    for (const uri of known) await this.#load(uri);
    this.#store.dispatch({ tabs: this.#tabsOf(known) });
  }

  /** Puts a file in front; false when it cannot be read. `isAsked`: somebody wants to know why not. */
  async open(uri: string, isAsked = true): Promise<boolean> {
    const wish = ++this.#wish;
    if (!(await this.#load(uri, isAsked))) return false;
    const document = this.#documents?.get(uri);
    if (!document || wish !== this.#wish) return false;
    this.#store.dispatch({ active: uri, tabs: this.#tabs(uri) });
    this.#editor?.show(document);
    this.onShown(uri);
    return true;
  }

  /** Shows a file that somebody has dropped on the page. */
  async adopt(name: string, text: string): Promise<void> {
    const uri = monaco.Uri.from({ scheme: DROPPED, path: `/${name}` }).toString();
    try {
      this.#documents?.adopt(uri, text);
      await this.open(uri);
    } catch (error) {
      this.fail(`${name} cannot be opened`, error);
    }
  }

  /** Says something that has to be read before anything else. */
  tell(title: string, text: string): void {
    this.#store.dispatch({ dialog: { kind: 'message', title, text } });
  }

  /** Shows a place, whichever file it is in. */
  async reveal({ uri, start, end }: PlaceView, takesFocus: boolean): Promise<void> {
    if (await this.open(uri)) this.#editor?.select(start, end, takesFocus);
  }

  async revealRange(uri: string, range: monaco.IRange): Promise<void> {
    if (await this.open(uri)) this.#editor?.selectRange(range, true);
  }

  async save(uri = this.#store.get().active): Promise<void> {
    if (uri === undefined || !this.#documents) return;
    try {
      const saved = await this.#documents.save(uri);
      if (saved.end === 'saved') this.#store.dispatch({ notice: saved.note ?? `Saved ${fileName(uri)}.` });
      else this.#store.dispatch({ dialog: { kind: 'conflict', uri, path: this.#pathOf(uri) } });
    } catch (error) {
      this.fail(`${fileName(uri)} is not saved`, error);
    }
  }

  /** Asks first when something would be lost. */
  close(uri: string): void {
    if (this.#documents?.isUnsaved(uri)) {
      this.#store.dispatch({ dialog: { kind: 'unsaved', uri, path: this.#pathOf(uri) } });
    } else this.discard(uri);
  }

  discard(uri: string): void {
    const { tabs, active } = this.#store.get();
    const at = tabs.findIndex((tab) => tab.uri === uri);
    const left = tabs.filter((tab) => tab.uri !== uri);
    const next = active === uri ? (left[Math.min(Math.max(at, 0), left.length - 1)]?.uri ?? undefined) : active;
    if (next === undefined) this.#editor?.showNothing();
    this.#store.dispatch({ tabs: left, active: next });
    this.#documents?.close(uri);
    this.#editor?.forget(uri);
    if (next !== undefined && next !== active) void this.open(next);
  }

  async endConflict(uri: string, whose: 'mine' | 'theirs'): Promise<void> {
    try {
      if (whose === 'theirs') await this.#documents?.takeTheirs(uri);
      else {
        await this.#documents?.keepMine(uri);
        await this.save(uri);
      }
    } catch (error) {
      this.fail(`${fileName(uri)} cannot be read`, error);
    }
  }

  /** Shows what is there to be opened. */
  async list(): Promise<Listing> {
    const listing = await this.#files.list();
    const { files, folders, leftOut = [] } = listing;
    this.#store.dispatch({ files, folders, leftOut });
    return listing;
  }

  /** Folders were closed: what was read of them goes, too, with a tab or without. */
  leave(folders: readonly string[]): void {
    const isBelow = (uri: string) => folders.some((folder) => uri.startsWith(`${folder}/`));
    for (const { uri } of this.#documents?.all.filter((one) => isBelow(one.uri)) ?? []) this.discard(uri);
  }

  /** Others have changed files. The list comes first: the server reads only what is in it. */
  async follow(changes: FileChanges): Promise<void> {
    if (changes.added.length + changes.gone.length > 0) {
      await this.list().catch(() => {});
    }
    await this.#documents?.follow(changes);
  }

  /** What is unsaved, or what others have done, is another thing than before. */
  showTabs(): void {
    const { active } = this.#store.get();
    this.#store.dispatch({ tabs: this.#tabs(active) });
  }

  fail(title: string, error: unknown): void {
    const text = error instanceof Error && error.message !== '' ? error.message : 'It could not be done.';
    this.tell(title, text);
  }

  async #load(uri: string, isAsked = true): Promise<boolean> {
    try {
      await this.#documents?.load(uri);
      return this.#documents !== undefined;
    } catch (error) {
      if (isAsked) this.fail(`${fileName(uri)} cannot be opened`, error);
      return false;
    }
  }

  /** Tabs stay in their order; a file joins when it comes to the front, or when somebody has changed it. */
  #tabs(front: string | undefined): Tab[] {
    const documents = this.#documents;
    if (!documents) return [];
    const shown = this.#store.get().tabs.map(({ uri }) => uri);
    const others = documents.all.map(({ uri }) => uri).filter((uri) => uri === front || documents.isUnsaved(uri));
    return this.#tabsOf([...new Set([...shown, ...others])]);
  }

  #tabsOf(uris: readonly string[]): Tab[] {
    return uris.flatMap((uri) => {
      const documents = this.#documents;
      const document = documents?.get(uri);
      if (!documents || !document) return [];
      const { readOnly, onDisk } = document;
      return [{ uri, path: this.#pathOf(uri), isUnsaved: documents.isUnsaved(uri), readOnly, onDisk }];
    });
  }

  #pathOf(uri: string): string {
    return this.#store.get().files.find((file) => file.uri === uri)?.path ?? fileName(uri);
  }
}
