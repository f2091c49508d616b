import { findCardNumbers, findCredentials } from '../catalog/literals.js';

/**
 * Characters that hide or reorder text: C0, DEL, C1, bidirectional controls, zero-width and line-separating characters,
 * tag characters, lone surrogates. The two joiners stay: emoji and several scripts need them.
 */
const ACTING =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\ud800-\udfff]/gu;

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

function spelled(found: string): string {
  return `<U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`;
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
