/** Characters of one text that reach the page; a longer one is cut. */
const LONGEST = 200;

/**
 * A text of a flow as it may be shown: control characters have a picture, those that turn the direction of writing or are
 * not seen at all have a mark, and it is cut. Escaping is React's work.
 */
export function shownText(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return cut.replace(UNSEEN, (character) => pictureOf(character.charCodeAt(0)));
}

/** Controls, soft hyphen, marks and overrides of direction, zero width, line and paragraph separators, byte order mark. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function pictureOf(code: number): string {
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\u25cc';
}

/** Branch labels stand beside a line and are short; the whole text is in the details. */
export function shortLabel(text: string): string {
  const shown = shownText(text);
  return shown.length > 16 ? `${shown.slice(0, 15)}…` : shown;
}
