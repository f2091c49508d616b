import { hasBlockScalar, indentOf, isComplete, type Line, lineAbove, lineBelow, readLine } from './lines.js';

/** What a list entry is called in a path. */
export const LIST = '[]';

/** One key on the way from the root to a place, or a list entry. */
export interface Step {
  readonly key: string;
  /** Offset of the key, the dash or the bracket. */
  readonly start: number;
}

/** What stands above a line, read by indentation alone. */
export interface Level {
  readonly path: readonly Step[];
  /** The column that what stands here should have, as far as the lines above say so. */
  readonly column: number;
  /** Start of the line whose block scalar goes on here; -1 when there is none. The path then ends in its key. */
  readonly blockScalar: number;
}

/**
 * Looks upwards for the keys that hold what stands in a column of a line. A line deeper than a complete entry above
 * it is taken for a neighbour of that entry.
 */
export function climb(text: string, lineStart: number, from: number, isEntry: boolean): Level {
  const path: Step[] = [];
  let column = from;
  let isDash = isEntry;
  let wanted = from;
  let blockScalar = -1;
  for (let at = lineAbove(text, lineStart); at >= 0 && (column > 0 || isDash); at = lineAbove(text, at)) {
    const indent = indentOf(text, at);
    if (indent < 0 || indent > column || (indent === column && !isDash)) continue;
    const line = readLine(text, at);
    const content = line.content - at;
    if (line.content < line.end && (content < column || (isDash && content === column && line.dashes.length === 0))) {
      if (isComplete(text, line) && content < column) {
        if (path.length === 0) wanted = content;
      } else {
        path.push({ key: line.key === '' ? text.slice(line.content, line.end).trim() : line.key, start: line.content });
        if (path.length === 1 && hasBlockScalar(text, line)) blockScalar = at;
      }
      column = content;
      isDash = false;
    }
    for (let i = line.dashes.length - 1; i >= 0; i--) {
      const dash = line.dashes[i]! - at;
      if (dash >= column) continue;
      path.push({ key: LIST, start: line.dashes[i]! });
      column = dash;
      isDash = true;
    }
  }
  return { path: path.reverse(), column: wanted, blockScalar };
}

/** The keys of the map that a step leads to, without the one on `skipped`, and the column they stand in. */
export function levelBelow(
  text: string,
  skipped: Line,
  parent: Step | undefined,
  wanted: number,
): { readonly keys: ReadonlySet<string>; readonly column: number | undefined } {
  const keys = new Set<string>();
  let column = skipped.content < skipped.end ? skipped.content - skipped.start : undefined;
  let parentColumn = -1;
  let at = 0;
  if (parent) {
    at = text.lastIndexOf('\n', parent.start - 1) + 1;
    parentColumn = parent.start - at;
    const line = readLine(text, at);
    if (parent.key === LIST && at !== skipped.start) {
      if (line.content < line.end) column ??= line.content - at;
      if (line.content - at === column && line.key !== '') keys.add(line.key);
    }
    at = lineBelow(text, at);
  }
  for (; at >= 0 && at < text.length; at = lineBelow(text, at)) {
    const indent = at === skipped.start ? -1 : indentOf(text, at);
    if (indent < 0) continue;
    if (indent <= parentColumn) break;
    if (column !== undefined && indent !== column) continue;
    const line = readLine(text, at);
    if (line.dashes.length > 0) continue;
    if (column === undefined && parent?.key === LIST && indent < wanted) continue;
    column ??= indent;
    if (line.key !== '') keys.add(line.key);
  }
  return { keys, column };
}
