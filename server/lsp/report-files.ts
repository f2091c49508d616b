import { CANDIDATE } from '../core/config/candidates.js';
import { FORMATS } from '../core/formats/registry.js';
import type { FileOnDisk } from './protocol.js';
import type { Session } from './session.js';

/** Files that are read at the same time. */
const BATCH = 16;

/** A file that a report is about. */
export interface ReportedFile extends FileOnDisk {
  readonly uri: string;
  /** It is open, and the editor has another text than the disk. */
  readonly isUnsaved: boolean;
}

export interface Reported {
  readonly files: readonly ReportedFile[];
  /** Addresses of files that the settings keep out. */
  readonly leftOut: readonly string[];
}

/**
 * Reads everything that a report is about from disk: not every client tells what has changed there, and a report must
 * not be about yesterday. What is open counts as it stands in the editor.
 */
export async function readForReport(session: Session): Promise<Reported> {
  const { host, settings, uris, isScanWanted } = session;
  const listed = isScanWanted ? await Promise.all(settings.folders.map((folder) => host.listFiles(folder))) : [];
  const found = new Set(listed.flat().map((uri) => uris.spelled(uri)));
  const opened = session.documents.keys().filter((uri) => CANDIDATE.test(uri));
  const known = [...new Set([...found, ...session.files, ...opened])];
  const all = known.filter((uri) => !settings.ignores(uri));
  const disk: (FileOnDisk | undefined)[] = [];
  for (let at = 0; at < all.length; at += BATCH) {
    const batch = all.slice(at, at + BATCH);
    disk.push(...(await Promise.all(batch.map((uri) => onDisk(session, uri, found.has(uri))))));
  }
  const files = all.flatMap((uri, index) => asOpened(uri, session.documents.get(uri)?.getText(), disk[index]) ?? []);
  return { files, leftOut: known.filter((uri) => settings.ignores(uri)) };
}

async function onDisk({ host }: Session, uri: string, isListed: boolean): Promise<FileOnDisk | undefined> {
  const file = host.fileOnDisk ? await host.fileOnDisk(uri) : await host.readFile(uri).then(measured);
  return file ?? (isListed ? { text: undefined, bytes: 0, failure: 'it cannot be read', repair: '' } : undefined);
}

/**
 * A saved document has the bytes of its file; a changed one those that it will be saved with. An encoded export is shown
 * decoded and cannot be changed: the file counts.
 */
function asOpened(uri: string, text: string | undefined, file: FileOnDisk | undefined): ReportedFile | undefined {
  const isShownDecoded = file?.text !== undefined && isEncoded(uri, file.text);
  if (text !== undefined && text !== file?.text && !isShownDecoded) return { uri, isUnsaved: true, ...measured(text) };
  return file && { uri, isUnsaved: false, ...file };
}

function isEncoded(uri: string, text: string): boolean {
  return FORMATS.some(({ decode, recognises }) => decode !== undefined && recognises(uri, text) === 'yes');
}

/** For whoever knows the text only; undefined when there is none. */
export function measured(text: string): FileOnDisk;
export function measured(text: string | undefined): FileOnDisk | undefined;
export function measured(text: string | undefined): FileOnDisk | undefined {
  if (text === undefined) return undefined;
  return { text, bytes: new TextEncoder().encode(text).length, failure: '', repair: '' };
}
