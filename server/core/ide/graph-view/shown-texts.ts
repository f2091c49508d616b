import { hiddenInSource, hide, maskProse } from '../../text/masking.js';
import { shownText } from '../visible.js';

/** As much of a text as is ever drawn, in UTF-16 code units. */
const LONGEST = 200;

/** A value as written, cut and masked; no index moves. `name` is what the value is called, which may give it away. */
export function shownValue(name: string, value: string): string {
  // What is cut off must not decide how the rest is masked.
  const piece = value.slice(0, LONGEST * 4);
  const lead = `${name.replace(/[^\w.-]/g, '').slice(0, 100)}: `;
  const hidden = hiddenInSource(lead + piece, '')
    .map(({ start, end }) => ({ start: start - lead.length, end: end - lead.length }))
    .filter(({ end }) => end > 0)
    .map(({ start, end }) => ({ start: Math.max(0, start), end }));
  const masked = hide(piece, hidden);
  return value.length <= LONGEST ? masked : `${wholeCharacters(masked, LONGEST)}\u2026`;
}

/** A sentence that quotes names of the flow: on one line, masked, not longer than can be shown. */
export function shownMessage(text: string, most = 400): string {
  const masked = maskProse(text.slice(0, most * 4).replace(/\s*[\r\n\t]\s*/g, ' '));
  return masked.length <= most ? masked : `${wholeCharacters(masked, most)}\u2026`;
}

/** A short piece of a text, cut at a whole character. */
export function shortText(text: string, most: number): string {
  const shown = shownText(text).trim();
  return shown.length <= most ? shown : `${wholeCharacters(shown, most - 1).trimEnd()}\u2026`;
}

function wholeCharacters(text: string, most: number): string {
  const code = text.charCodeAt(most - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? most - 1 : most);
}
