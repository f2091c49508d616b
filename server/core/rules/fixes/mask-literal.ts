import type { Fix } from '../../model/finding.js';
import type { Span } from '../../text/span.js';
import type { LiteralText } from '../literal-texts.js';
import type { CheckedFlow } from '../rule.js';
import { makeFix } from './make-fix.js';

/** How many digits of a written card number may stay. */
const STAYS = 4;

/**
 * Writes letters over all digits but the last four, and keeps what stands between them. The number is still in the
 * history of the file, and what works with it has to be looked at.
 */
export function maskLiteral(
  { text, place, offset }: LiteralText,
  span: Span,
  start: number,
  end: number,
  { uri, text: file }: CheckedFlow,
): readonly Fix[] {
  const written = file.slice(span.start, span.end);
  const isWord = place.variable === undefined || place.variable.type === 'String';
  if (offset < 0 || !isWord || written !== text.slice(start, end) || isNumber(place, text)) return [];
  const digits = written.replace(/\D/g, '').length;
  let seen = 0;
  const masked = written.replace(/\d/g, (digit) => (seen++ < digits - STAYS ? 'X' : digit));
  return makeFix('Mask the number', false, uri, [[{ span, newText: masked }]]);
}

/** A number inside an expression cannot hold letters. */
function isNumber({ value }: LiteralText['place'], text: string): boolean {
  return value.expression !== undefined && !value.source.text.includes(`"${text}"`);
}
