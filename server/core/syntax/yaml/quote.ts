import { NodeKind } from '../tape.js';

/** Words and numbers that a reader of YAML 1.1 or 1.2 takes for something else than text. */
const NOT_TEXT = /^(?:~|null|true|false|yes|no|on|off|y|n)$|^[-+.]?\d|^[-+]?\.(?:inf|nan)$/i;

/** Plain in every place, also as a key and between braces. Narrower than YAML, so that nobody has to think about it. */
const PLAIN = /^[\p{L}_](?:[\p{L}\p{N}_ ./()&'+-]*[\p{L}\p{N}_.)])?$/u;

/** True when text may stand as a plain scalar anywhere and still means text. */
export function isPlainText(text: string): boolean {
  return PLAIN.test(text) && !NOT_TEXT.test(text);
}

/** Text as it stands between the quotes, or on the lines, of a scalar of this style. One line only. */
export function inScalar(kind: number, text: string): string {
  if (kind === NodeKind.Single) return text.replaceAll("'", "''");
  return kind === NodeKind.Double ? JSON.stringify(text).slice(1, -1) : text;
}

/** Text as a whole scalar: plain where that is safe, else in double quotes. */
export function asScalar(text: string): string {
  // JSON's strings are double-quoted scalars.
  return isPlainText(text) ? text : JSON.stringify(text);
}
