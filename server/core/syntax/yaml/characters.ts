/** UTF-16 codes of the characters YAML gives a meaning. */
export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const BANG = 33;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const DOLLAR = 36;
export const PERCENT = 37;
export const AMPERSAND = 38;
export const SINGLE_QUOTE = 39;
export const STAR = 42;
export const COMMA = 44;
export const DASH = 45;
export const DOT = 46;
export const COLON = 58;
export const GREATER = 62;
export const QUESTION = 63;
export const AT = 64;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const BACKTICK = 96;
export const OPEN_BRACE = 123;
export const PIPE = 124;
export const CLOSE_BRACE = 125;
export const BYTE_ORDER_MARK = 0xfeff;

export function isWhite(code: number): boolean {
  return code === SPACE || code === TAB;
}

export function isBreak(code: number): boolean {
  return code === LF || code === CR;
}

/** `,` `[` `]` `{` `}`: what ends a plain scalar inside a flow collection. */
export function isFlowIndicator(code: number): boolean {
  return (
    code === COMMA || code === OPEN_BRACKET || code === CLOSE_BRACKET || code === OPEN_BRACE || code === CLOSE_BRACE
  );
}

/** True where a word ends: at white space, a line break or the end of the text. */
export function isBlankAt(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const code = text.charCodeAt(at);
  return code === SPACE || code === LF || code === CR || code === TAB;
}

/** True at a line break and at the end of the text. */
export function isLineEndAt(text: string, at: number): boolean {
  return at >= text.length || isBreak(text.charCodeAt(at));
}

export function skipWhite(text: string, from: number): number {
  let at = from;
  while (at < text.length && isWhite(text.charCodeAt(at))) at++;
  return at;
}

export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** The end of `from..to` without the white space in front of it. */
export function trimmedEnd(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isWhite(text.charCodeAt(at - 1))) at--;
  return at;
}

/** True when `from..to` reaches over a line's end. */
export function hasBreak(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isBreak(text.charCodeAt(at))) return true;
  return false;
}

/** The offset of the break that ends the line, or the text's length. */
export function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBreak(text.charCodeAt(at))) at++;
  return at;
}

/** The start of the line behind the break at `at`. */
export function afterBreak(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
}

/** The start of the line behind the one that holds `from`. */
export function nextLine(text: string, from: number): number {
  return afterBreak(text, lineEnd(text, from));
}

/** `---` or `...` at the start of a line, with nothing but white space behind it. */
export function isDocumentMarkerAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== DASH && code !== DOT) return false;
  return text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === code && isBlankAt(text, at + 3);
}
