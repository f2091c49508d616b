import { readText } from '../../../server/cli/read-text.js';
import { CANDIDATE, SKIPPED_FOLDERS } from '../../../server/core/config/candidates.js';

/** Files of one folder or one drop; more than that is an accident, such as a whole disk. */
export const MOST_FILES = 5_000;

/** Larger than any flow that a page can show; the command line takes more. */
const MOST_BYTES = 20 * 1024 * 1024;

/** Looked at to tell a picture or a program from a text. */
const HEAD = 8_000;

const KINDS = 'Keytrace reads .yaml, .yml, .tftpl, .json, .xml, .tf, .tfvars and .i3 files';

export type Read = { readonly text: string } | { readonly why: string };

/** Why a file is not even looked at; '' when it is. */
export function refusalOf(name: string): string {
  return CANDIDATE.test(name) ? '' : KINDS;
}

export function isSkippedFolder(name: string): boolean {
  return SKIPPED_FOLDERS.has(name);
}

/** The text of a file, or why there is none, in the words of the command line. */
export async function readFile(file: Blob): Promise<Read> {
  if (file.size > MOST_BYTES) {
    const megabytes = Math.ceil(file.size / (1024 * 1024));
    return { why: `the file is too large for a page (${megabytes} MB, at most ${MOST_BYTES / (1024 * 1024)} MB)` };
  }
  const bytes = await bytesOf(file);
  if (bytes === undefined) return { why: 'the file cannot be read; it was moved or is in use' };
  // Texts in UTF-16 have zeros as well, and are told apart by their mark.
  const read = readText(bytes);
  if ('failure' in read) return { why: read.failure };
  return bytes.subarray(0, HEAD).includes(0) ? { why: 'the file is no text' } : { text: read.text };
}

async function bytesOf(file: Blob): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return undefined;
  }
}
