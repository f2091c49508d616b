import type { Opening } from './state.js';

/** How people bring flows in; a door whose files are given has none of it. */
export interface Intake {
  /** What can be opened now; a folder that was open before may be among it. */
  openings(): readonly Opening[];
  /** By the folder's name; what it holds stays where it is. */
  close(folder: string): Promise<void>;
  /** Has to be called while the event is handled. Rejects with a sentence for people. */
  drop(transfer: DataTransfer): Promise<void>;
  /** Resolves to the address under which the text can be opened. */
  paste(text: string): Promise<string>;
}
