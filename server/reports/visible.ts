import { ACTING, spelled } from '../core/text/acting-characters.js';

/** The text with every acting character spelled out: `<U+202E>`. Tabs become one space. */
export function visible(text: string): string {
  return text.replace(ACTING, spelled).replaceAll('\t', ' ');
}

/** JSON text in which acting characters stand as `\uXXXX`: the same value, but safe on a terminal. */
export function escapeJson(json: string): string {
  return json.replace(ACTING, (found) =>
    found === '\n'
      ? found
      : [...units(found)].map((unit) => `\\u${unit.toString(16).toUpperCase().padStart(4, '0')}`).join(''),
  );
}

function* units(text: string): Generator<number> {
  for (let index = 0; index < text.length; index++) yield text.charCodeAt(index);
}
