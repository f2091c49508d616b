/**
 * Characters that act on a terminal or hide text: C0 (but for the tab), DEL, C1, bidi controls, zero-width and
 * line-separating characters, tag characters, lone surrogates. The two joiners stay: emoji and several scripts need them.
 */
const ACTING =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\ud800-\udfff]/gu;

/** The text with every acting character spelled out: `<U+202E>`. Tabs become one space. */
export function visible(text: string): string {
  return text.replace(ACTING, spelled).replaceAll('\t', ' ');
}

/** JSON text in which acting characters stand as `\uXXXX`: the same value, but safe on a terminal. */
export function escapeJson(json: string): string {
  return json.replace(ACTING, (found) =>
    found === '\n' ? found : [...units(found)].map((unit) => `\\u${hex(unit)}`).join(''),
  );
}

function spelled(found: string): string {
  return `<U+${hex(found.codePointAt(0)!)}>`;
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}

function* units(text: string): Generator<number> {
  for (let index = 0; index < text.length; index++) yield text.charCodeAt(index);
}
