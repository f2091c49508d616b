/** Translates a sentence of the program; `{0}` and so on stand for what is filled in. */
export type Translate = (sentence: string, ...filled: (string | number)[]) => string;

/** English, as written. */
export const inEnglish: Translate = (sentence, ...filled) =>
  sentence.replace(/\{(\d+)\}/g, (place, index) => String(filled[Number(index)] ?? place));

export function withCapital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The last name of a path or an address, for people. */
export function fileName(path: string): string {
  const name = path.replace(/\/+$/, '').split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
