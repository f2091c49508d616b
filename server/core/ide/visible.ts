import { findCardNumbers, findCredentials } from '../catalog/literals.js';
import { ACTING, spelled } from '../text/acting-characters.js';

/** Names are short; what is longer would push everything else out of sight. */
const LONGEST = 160;

/** Most names: too short for the number of a card or a credential, and nothing hidden in them. */
const HARMLESS = /^[\x20-\x7e]{0,12}$/;

/** One line of a flow's text as it may be shown: acting characters spelled out, card numbers and credentials starred. */
export function shownText(text: string): string {
  if (HARMLESS.test(text)) return text;
  // What is cut off must not decide how the rest looks, so a generous piece is masked first.
  const piece = text.slice(0, LONGEST * 4).replace(/\s*[\r\n\t]\s*/g, ' ');
  const characters = [...masked(piece).replace(ACTING, spelled)];
  return characters.length <= LONGEST ? characters.join('') : `${characters.slice(0, LONGEST).join('')}\u2026`;
}

/** The same without a limit, for sentences that quote names. */
export function shownSentence(text: string): string {
  return masked(text.replace(/\s*[\r\n\t]\s*/g, ' ')).replace(ACTING, spelled);
}

function masked(text: string): string {
  let shown = text;
  for (const { start, end } of findCardNumbers(text)) {
    const last = end - 4;
    shown = shown.slice(0, start) + shown.slice(start, last).replace(/\d/g, '*') + shown.slice(last);
  }
  for (const { start, end } of findCredentials(text)) {
    shown = shown.slice(0, start) + '*'.repeat(end - start) + shown.slice(end);
  }
  return shown;
}
