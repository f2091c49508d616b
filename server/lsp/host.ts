import type { FileOnDisk } from './protocol.js';

/** What the server asks of the world. */
export interface Host {
  /** Text of a file; undefined when it cannot be read. Closed files count as they are on disk. */
  readFile(uri: string): Promise<string | undefined>;
  /**
   * The same with what the text does not tell, for reports; undefined when the file is gone. Without it reports count
   * the bytes of the text.
   */
  fileOnDisk?(uri: string): Promise<FileOnDisk | undefined>;
  /** Files below a folder that may hold a flow: a leak may begin in a file that nobody has opened. */
  listFiles(folder: string): Promise<readonly string[]>;
  /** 2026-12-31, where the user is; without it nothing that somebody accepted expires. */
  today?(): string;
  /** Where `docs/` is, when the pages about the rules are shipped beside the server. */
  readonly docsUrl?: string;
}
