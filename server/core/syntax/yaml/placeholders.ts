import {
  BACKSLASH,
  CLOSE_BRACE,
  DOLLAR,
  DOUBLE_QUOTE,
  isBreak,
  OPEN_BRACE,
  PERCENT,
  SINGLE_QUOTE,
} from './characters.js';

/** Deeper braces are no template; this also keeps `${${${...` linear. */
const MAX_BRACES = 8;

/**
 * The end of the placeholder that starts at `at`, or `at` when none does. Archy writes `{{name}}`, Terraform
 * `${expression}` and `%{directive}`; each stands on one line and is a part of a plain scalar.
 */
export function placeholderEnd(text: string, at: number): number {
  if (text.charCodeAt(at + 1) !== OPEN_BRACE) return at;
  const code = text.charCodeAt(at);
  if (code === OPEN_BRACE) return substitutionEnd(text, at);
  return code === DOLLAR || code === PERCENT ? templateEnd(text, at) : at;
}

// {{data action.name}}
//   ^^^^^^^^^^^^^^^^ no brace, quote or backslash: `{{a: {b: c}}` and `{{"a": b}: c}` stay flow maps
function substitutionEnd(text: string, at: number): number {
  let i = at + 2;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === CLOSE_BRACE) break;
    if (isBreak(code) || code === OPEN_BRACE) return at;
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE || code === BACKSLASH) return at;
  }
  return i > at + 2 && text.charCodeAt(i) === CLOSE_BRACE && text.charCodeAt(i + 1) === CLOSE_BRACE ? i + 2 : at;
}

function templateEnd(text: string, at: number): number {
  let braces = 0;
  let quoted = false;
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isBreak(code)) return at;
    if (code === BACKSLASH && quoted) i++;
    else if (code === DOUBLE_QUOTE) quoted = !quoted;
    else if (quoted) continue;
    else if (code === OPEN_BRACE && ++braces > MAX_BRACES) return at;
    else if (code === CLOSE_BRACE && --braces === 0) return i + 1;
  }
  return at;
}
