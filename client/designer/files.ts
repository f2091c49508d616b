/**
 * Where the designer's flows come from: a local server, folders that a browser extension may read, or a test. Addresses
 * are opaque but for their last part, which is the file's name.
 */
export interface Files {
  list(): Promise<Listing>;
  /** Rejects with a sentence for people. */
  read(uri: string): Promise<FileText>;
  /** Only ever called when somebody has asked to save. Rejects with a sentence for people. */
  save(uri: string, text: string, base: string): Promise<Saved>;
  /** Calls back when others have changed something, or when the files cannot be reached; returns how to end it. */
  watch(listener: FilesListener): () => void;
}

export interface Listing {
  readonly folders: readonly Folder[];
  readonly files: readonly FileEntry[];
  /** What is there and was not read. */
  readonly leftOut?: readonly LeftOut[];
}

export interface LeftOut {
  /** For people. */
  readonly path: string;
  /** A sentence without its capital and its full stop. */
  readonly why: string;
}

export interface Folder {
  readonly uri: string;
  readonly name: string;
}

export interface FileEntry {
  readonly uri: string;
  /** For people, with `/`. */
  readonly path: string;
}

export interface FileText {
  readonly text: string;
  /** What `save` has to name as its base. */
  readonly version: string;
  /** Why it cannot be saved; '' when it can. */
  readonly readOnly: string;
}

export type Saved =
  | {
      readonly status: 'saved';
      readonly version: string;
      /** A sentence for people, where it was saved otherwise than they expect. */
      readonly note?: string;
    }
  /** Somebody else has changed the file since `base` was read; nothing was written. */
  | { readonly status: 'conflict' };

export interface FilesListener {
  changed(changes: FileChanges): void;
  /** False: the files cannot be reached for the moment. */
  reachable(isReachable: boolean): void;
  /** Whole folders have come or gone, because somebody wanted it. */
  folders?(changes: FolderChanges): void;
  /** Something has turned out to be unreadable, or readable after all. */
  leftOut?(): void;
}

export interface FolderChanges {
  readonly added: readonly Folder[];
  readonly removed: readonly Folder[];
}

/** Addresses of files. */
export interface FileChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly gone: readonly string[];
}
