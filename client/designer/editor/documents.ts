import * as monaco from 'monaco-editor/editor/editor.api';
import type * as lsp from 'vscode-languageserver';
import { decodedText, isExport } from '../../decoded-export.js';
import { editsOf, fromRange, toEdit } from '../bridge/convert.js';
import type { FileChanges, Files, FileText } from '../files.js';
import type { Rpc } from '../rpc.js';
import { languageOf } from './monaco.js';

/** A file that the editor holds. */
export interface Document {
  readonly uri: string;
  readonly model: monaco.editor.ITextModel;
  /** Why it cannot be changed; '' when it can. */
  readonly readOnly: string;
  /** What the file was when it was read or saved last. */
  base: string;
  savedVersion: number;
  /** What others have done to the file since. */
  onDisk: 'same' | 'changed' | 'gone';
}

/** How a save has ended; a refusal rejects with a sentence. */
export type SaveEnd = { readonly end: 'saved'; readonly note?: string } | { readonly end: 'conflict' };

const CHANGED_TYPE = 2;
const CREATED_TYPE = 1;
const DELETED_TYPE = 3;

/** The texts that the editor holds, and the server's knowledge of them. */
export class Documents {
  readonly #files: Files;
  readonly #rpc: Rpc;
  readonly #changed: () => void;
  readonly #documents = new Map<string, Document>();
  readonly #loading = new Map<string, Promise<Document>>();
  readonly #saving = new Map<string, Promise<SaveEnd>>();

  /** `changed`: what is unsaved, or what others have done, is another thing than before. */
  constructor(files: Files, rpc: Rpc, changed: () => void) {
    this.#files = files;
    this.#rpc = rpc;
    this.#changed = changed;
  }

  get all(): readonly Document[] {
    return [...this.#documents.values()];
  }

  get(uri: string): Document | undefined {
    return this.#documents.get(uri);
  }

  isUnsaved(uri: string): boolean {
    const document = this.#documents.get(uri);
    return document !== undefined && document.model.getAlternativeVersionId() !== document.savedVersion;
  }

  /** Reads a file and tells the server of it, unless that has been done. Rejects with a sentence. */
  load(uri: string): Promise<Document> {
    const known = this.#documents.get(uri);
    if (known) return Promise.resolve(known);
    const loading = this.#loading.get(uri) ?? this.#load(uri).finally(() => this.#loading.delete(uri));
    this.#loading.set(uri, loading);
    return loading;
  }

  /** One after the other: the second of two saves is based on what the first one has written. */
  save(uri: string): Promise<SaveEnd> {
    const before = this.#saving.get(uri) ?? Promise.resolve<SaveEnd>({ end: 'saved' });
    const saving = before.then(
      () => this.#save(uri),
      () => this.#save(uri),
    );
    this.#saving.set(uri, saving);
    return saving;
  }

  async #save(uri: string): Promise<SaveEnd> {
    const document = this.#documents.get(uri);
    if (!document || !this.isUnsaved(uri)) return { end: 'saved' };
    const { model } = document;
    const version = model.getAlternativeVersionId();
    const saved = await this.#files.save(uri, model.getValue(), document.base);
    if (saved.status === 'conflict') {
      document.onDisk = 'changed';
      this.#changed();
      return { end: 'conflict' };
    }
    document.base = saved.version;
    document.savedVersion = version;
    document.onDisk = 'same';
    this.#rpc.notify('textDocument/didSave', { textDocument: { uri } });
    this.#changed();
    return { end: 'saved', ...(saved.note !== undefined && { note: saved.note }) };
  }

  /** Puts a text that was not saved back into the editor. It was made from `base`, which the file may have left since. */
  async restore(uri: string, text: string, base: string): Promise<void> {
    const document = await this.load(uri);
    // It was saved after all, and the page was gone too soon to note it.
    if (document.model.getValue() === text) return;
    replaceText(document.model, text);
    if (base === document.base) return;
    document.base = base;
    this.#mark(uri, 'changed');
  }

  /** Ends a conflict: the file's text replaces the editor's, which can be brought back by undoing. */
  async takeTheirs(uri: string): Promise<void> {
    const document = this.#documents.get(uri);
    if (!document) return;
    const { text, version } = await this.#files.read(uri);
    replaceText(document.model, shownText(uri, text));
    this.#settled(document, version);
  }

  /** Ends a conflict the other way round: the next save replaces what others have written. */
  async keepMine(uri: string): Promise<void> {
    const document = this.#documents.get(uri);
    if (!document) return;
    document.base = (await this.#files.read(uri)).version;
    document.onDisk = 'same';
    this.#changed();
  }

  /** Others have changed files: what nobody has edited here follows, the rest is marked. */
  async follow({ added, changed, gone }: FileChanges): Promise<void> {
    for (const uri of gone) this.#mark(uri, 'gone');
    for (const uri of [...changed, ...added]) await this.#followOne(uri);
    const event = (uri: string, type: number) => ({ uri, type });
    const changes = [
      ...added.map((uri) => event(uri, CREATED_TYPE)),
      ...changed.map((uri) => event(uri, CHANGED_TYPE)),
      ...gone.map((uri) => event(uri, DELETED_TYPE)),
    ];
    this.#rpc.notify('workspace/didChangeWatchedFiles', { changes });
  }

  /** Puts edits of the server into the texts, all or none; false when one was made for another text. */
  async apply(edit: lsp.WorkspaceEdit): Promise<boolean> {
    const list = editsOf(edit);
    const documents = await Promise.all(list.map(({ uri }) => this.load(uri)));
    const isStale = list.some(
      ({ version }, index) => version !== null && version !== documents[index]!.model.getVersionId(),
    );
    if (isStale || documents.some(({ readOnly }) => readOnly !== '')) return false;
    for (const [index, { edits }] of list.entries()) {
      const { model } = documents[index]!;
      model.pushStackElement();
      model.pushEditOperations([], edits.map(toEdit), () => null);
      model.pushStackElement();
    }
    return true;
  }

  /** A file that nobody looks at any more is again what it is on disk. */
  close(uri: string): void {
    const document = this.#documents.get(uri);
    if (!document) return;
    this.#documents.delete(uri);
    document.model.dispose();
    this.#rpc.notify('textDocument/didClose', { textDocument: { uri } });
    this.#changed();
  }

  /** Shows a text that lies nowhere among the files; it is read like any, and goes when its tab is closed. */
  adopt(uri: string, text: string): void {
    if (this.#documents.has(uri)) this.close(uri);
    this.#add(uri, { text, version: '', readOnly: 'This file was dropped here; it is only shown.' });
  }

  async #load(uri: string): Promise<Document> {
    return this.#add(uri, await this.#files.read(uri));
  }

  #add(uri: string, read: FileText): Document {
    const readOnly = isExport(uri) ? 'This is what an export holds; it is only shown.' : read.readOnly;
    const language = languageOf(uri);
    const model = monaco.editor.createModel(shownText(uri, read.text), language, monaco.Uri.parse(uri));
    const savedVersion = model.getAlternativeVersionId();
    const document: Document = { uri, model, readOnly, base: read.version, savedVersion, onDisk: 'same' };
    this.#documents.set(uri, document);
    const item = { uri, languageId: language, version: model.getVersionId(), text: model.getValue() };
    this.#rpc.notify('textDocument/didOpen', { textDocument: item });
    model.onDidChangeContent((event) => this.#edited(uri, event));
    return document;
  }

  #edited(uri: string, { versionId, changes, isFlush }: monaco.editor.IModelContentChangedEvent): void {
    // The editor sorts changes from the end to the start, so each holds in the text that the one before it left.
    const contentChanges = isFlush
      ? [{ text: this.#documents.get(uri)?.model.getValue() ?? '' }]
      : changes.map(({ range, text }) => ({ range: fromRange(range), text }));
    this.#rpc.notify('textDocument/didChange', { textDocument: { uri, version: versionId }, contentChanges });
    this.#changed();
  }

  async #followOne(uri: string): Promise<void> {
    const document = this.#documents.get(uri);
    if (!document) return;
    const read = await this.#files.read(uri).catch(() => undefined);
    if (!read || read.version === document.base) return;
    if (this.isUnsaved(uri)) this.#mark(uri, 'changed');
    else {
      replaceText(document.model, shownText(uri, read.text));
      this.#settled(document, read.version);
    }
  }

  #settled(document: Document, version: string): void {
    document.base = version;
    document.savedVersion = document.model.getAlternativeVersionId();
    document.onDisk = 'same';
    this.#changed();
  }

  #mark(uri: string, onDisk: Document['onDisk']): void {
    const document = this.#documents.get(uri);
    if (!document) return;
    document.onDisk = onDisk;
    this.#changed();
  }
}

/** Exports are shown decoded; under their own address, by which the server knows the file. */
function shownText(uri: string, text: string): string {
  if (!isExport(uri)) return text;
  const decoded = decodedText(text);
  if ('problem' in decoded) throw new Error(decoded.problem);
  return decoded.text;
}

function replaceText(model: monaco.editor.ITextModel, text: string): void {
  model.pushStackElement();
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
  model.pushStackElement();
}
