import type { Fix } from '../../model/finding.js';
import type { Edit } from '../../text/span.js';

/** A fix inside one file, and new ones; none when the format cannot say one of its parts. */
export function makeFix(
  title: string,
  safe: boolean,
  uri: string,
  parts: ReadonlyArray<readonly Edit[]>,
  newFiles?: ReadonlyMap<string, string>,
): readonly Fix[] {
  if (parts.some((edits) => edits.length === 0)) return [];
  return [{ title, safe, edits: new Map([[uri, parts.flat()]]), ...(newFiles ? { newFiles } : {}) }];
}
