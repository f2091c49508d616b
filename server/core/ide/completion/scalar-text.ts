import type { CursorPlace, ScalarStyle } from './position.js';

/** Writes a text as a scalar of the style that is open at the place; quotes it where YAML needs that. */
export function scalarText(text: string, place: Pick<CursorPlace, 'isFlow' | 'scalar'>): string {
  const style = place.scalar?.style ?? 'plain';
  if (style !== 'plain') return insideScalar(text, style);
  return needsQuotes(text, place.isFlow) ? `"${insideScalar(text, 'double')}"` : text;
}

/** A text as it is written inside a scalar of a style. */
export function insideScalar(text: string, style: ScalarStyle): string {
  if (style === 'single') return text.replace(/'/g, "''");
  if (style === 'double') return text.replace(/[\\"]/g, '\\$&').replace(CONTROL, escaped);
  return text;
}

/** Characters that a quoted text may not hold as they are, or that nobody would see. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

export function needsQuotes(text: string, isFlow: boolean): boolean {
  if (text === '' || text !== text.trim()) return true;
  if (/^[-?:,[\]{}#&*!|>'"%@`]/.test(text) && !/^(\{\{|\$\{)/.test(text)) return true;
  if (/: |:$| #/.test(text) || text.search(CONTROL) >= 0) return true;
  if (/^(true|false|yes|no|on|off|null|~|[\d.+-][\d._eE+-]*)$/i.test(text)) return true;
  return isFlow && /[,[\]{}]/.test(text.replace(/\{\{[^{}]*\}\}|\$\{[^{}]*\}/g, ''));
}

/** A name as a key. */
export function keyText(name: string, isFlow: boolean): string {
  return needsQuotes(name, isFlow) ? `"${insideScalar(name, 'double')}"` : name;
}
