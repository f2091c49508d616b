import { CANDIDATE } from '../core/config/candidates.js';
import type { FileOnDisk } from './host.js';
import type { Session } from './session.js';

/** Files that are read at the same time. */
const BATCH = 16;

/** A file that a report is about. */
export interface ReportedFile extends FileOnDisk {
  readonly uri: string;
}

/**
 * Reads everything that a report is about from disk: not every client tells what has changed there, and a report must
 * not be about yesterday. What is open counts as it stands in the editor.
 */
export async function readForReport(session: Session): Promise<readonly ReportedFile[]> {
  const { host, settings, uris, isScanWanted } = session;
  const listed = isScanWanted ? await Promise.all(settings.folders.map((folder) => host.listFiles(folder))) : [];
  const found = new Set(listed.flat().map((uri) => uris.spelled(uri)));
  const opened = session.documents.keys().filter((uri) => CANDIDATE.test(uri));
  const all = [...new Set([...found, ...session.files, ...opened])].filter((uri) => !settings.ignores(uri));
  const disk: (FileOnDisk | undefined)[] = [];
  for (let at = 0; at < all.length; at += BATCH) {
    const batch = all.slice(at, at + BATCH);
    disk.push(...(await Promise.all(batch.map((uri) => onDisk(session, uri, found.has(uri))))));
  }
  return all.flatMap((uri, index) => {
    const file = asOpened(session.documents.get(uri)?.getText(), disk[index]);
    return file ? [{ uri, ...file }] : [];
  });
}

async function onDisk({ host }: Session, uri: string, isListed: boolean): Promise<FileOnDisk | undefined> {
  if (host.fileOnDisk) return host.fileOnDisk(uri);
  const text = await host.readFile(uri);
  if (text !== undefined) return unsaved(text);
  return isListed ? { text: undefined, bytes: 0, failure: 'it cannot be read', repair: '' } : undefined;
}

/** A saved document has the bytes of its file; a changed one those that it will be saved with. */
function asOpened(text: string | undefined, file: FileOnDisk | undefined): FileOnDisk | undefined {
  return text === undefined || text === file?.text ? file : unsaved(text);
}

function unsaved(text: string): FileOnDisk {
  return { text, bytes: new TextEncoder().encode(text).length, failure: '', repair: '' };
}
