/**
 * Characters that act on a terminal or hide text: C0 (but for the tab), DEL, C1, bidi controls, zero-width and
 * line-separating characters, tag characters, lone surrogates. The two joiners stay: emoji and several scripts need them.
 */
export const ACTING =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\ud800-\udfff]/gu;

/** How an acting character is shown: `<U+202E>`. */
export function spelled(found: string): string {
  return `<U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`;
}
