import type { Draft } from './completion-list.js';
import type { CursorPlace } from './position.js';
import { type Branch, blockText, flowText } from './snippets.js';

export type InsertText = Pick<Draft, 'insert' | 'isSnippet' | 'replace'>;

/** A key with what belongs to it, as text for a place. `isEntry`: it has to become a list entry. */
export function branchText(
  text: string,
  place: CursorPlace,
  unit: number,
  branch: Branch,
  isEntry: boolean,
): InsertText {
  if (place.kind === 'key' && place.hasColon) return { insert: branch.key, isSnippet: false };
  const lead = leadText(text, place);
  if (place.isFlow) {
    const inner = flowText([branch]);
    const wrapped = place.kind === 'key' ? inner : isEntry ? `[{ ${inner} }]` : `{ ${inner} }`;
    return { insert: lead + wrapped, isSnippet: true };
  }
  const dash = isEntry ? '- ' : '';
  if (place.kind === 'key') {
    const column = place.column + dash.length;
    return { insert: `${lead}${dash}${blockText([branch], column, unit)}`, isSnippet: true };
  }
  const column = place.column + unit;
  const insert = `\n${' '.repeat(column)}${dash}${blockText([branch], column + dash.length, unit)}`;
  return { insert, isSnippet: true, replace: { start: behindColon(text, place), end: place.replace.end } };
}

/** The space that is missing behind a colon or a dash, or in front of a key on a blank line. */
export function leadText(text: string, place: CursorPlace): string {
  if (place.padding > 0) return ' '.repeat(place.padding);
  const before = text[place.replace.start - 1];
  if (before === '-' && place.kind === 'key' && !place.isFlow) return ' ';
  return before === ':' && place.kind === 'value' ? ' ' : '';
}

/** Trailing blanks behind the colon are replaced too, when the value goes to the next line. */
function behindColon(text: string, { replace }: CursorPlace): number {
  let { start } = replace;
  while (text[start - 1] === ' ') start--;
  return start;
}
