import type { LeftOut, Saved } from '../../designer/files.js';
import { withCapital } from '../../words.js';

/** One thing that is open: a folder of the disk, some files of it, or copies that lie with the extension. */
export interface Root {
  /** What it is called in the page; no two have the same. */
  readonly name: string;
  /** Rejects with a sentence when it cannot be read, as after its folder was removed. */
  list(): Promise<RootListing>;
  read(path: string): Promise<RootText>;
  save(path: string, text: string, base: string): Promise<Saved>;
  /** 'ask': the browser wants a click before it lets us read. */
  access(): Promise<'granted' | 'ask'>;
  /** Inside of a click; false when it was refused. */
  unlock(): Promise<boolean>;
}

export interface RootListing {
  readonly files: readonly RootFile[];
  readonly leftOut: readonly LeftOut[];
}

export interface RootFile {
  /** Below the root, with `/`. */
  readonly path: string;
  /** Another one when the file has changed; cheap to know. */
  readonly stamp: string;
}

export interface RootText {
  readonly text: string;
  readonly version: string;
}

/** The file is there, and is no text of ours. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly why: string;

  constructor(why: string) {
    super(`${withCapital(why)}.`);
    this.why = why;
  }
}

export const GONE = 'The file is no longer there.';

/** What a text is known by: two equal texts are the same version. */
export async function versionOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
