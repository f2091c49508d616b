import { decodeI3, isI3 } from '../server/core/formats/architect-json/i3.js';

/** Read-only documents that show an `.i3` export as the JSON that is encoded in it. */
export const DECODED_SCHEME = 'keytrace-i3';

const EXPORT = /\.i3[^./\\]*$/i;
/** Behind the export's own name, so that the editor takes the document for what it is. */
const JSON_SUFFIX = '.json';

/** The parts of an address that matter here. */
export interface Address {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
}

export function isExport(path: string): boolean {
  return EXPORT.test(path);
}

/** The address of the decoded document of an export. */
export function decodedAddress({ scheme, authority, path, query }: Address): Address {
  const origin = query === '' ? scheme : `${scheme}?${query}`;
  return { scheme: DECODED_SCHEME, authority, path: `${path}${JSON_SUFFIX}`, query: origin };
}

/** The way back. */
export function exportAddress({ authority, path, query: origin }: Address): Address {
  const [, scheme = 'file', query = ''] = /^([^?]*)(?:\?(.*))?$/s.exec(origin) ?? [];
  const name = path.endsWith(JSON_SUFFIX) ? path.slice(0, -JSON_SUFFIX.length) : path;
  return { scheme: scheme === '' ? 'file' : scheme, authority, path: name, query };
}

/** What is shown of an export, one value per line; `problem` when there is nothing to show. */
export function decodedText(text: string): { readonly text: string } | { readonly problem: string } {
  // Somebody has saved a decoded one under the old name.
  if (!isI3(text)) return { text };
  const decoded = decodeI3(text);
  return 'problem' in decoded ? decoded : { text: indented(decoded.text) };
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
