import { CookedText } from '../../text/cooked-text.js';
import type { Span } from '../../text/span.js';

/** The entities of the standard; a document cannot declare others. */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
const MARK = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));|<!\[CDATA\[|<!--/gi;

/** The text of an element without children, or of an attribute, with the raw offset of every character. */
export function cookXml(text: string, { start, end }: Span): CookedText {
  const raw = text.slice(start, end);
  if (!/[&<]/.test(raw)) return new CookedText(raw, start);
  let out = '';
  let last = 0;
  const offsets: number[] = [];
  const take = (to: number) => {
    for (let at = last; at < to; at++) offsets.push(start + at);
    out += raw.slice(last, to);
  };
  const marks = new RegExp(MARK);
  for (let found = marks.exec(raw); found; found = marks.exec(raw)) {
    const [mark, decimal, hexadecimal, name] = found;
    if (mark.startsWith('<')) {
      take(found.index);
      const isComment = mark === '<!--';
      const close = raw.indexOf(isComment ? '-->' : ']]>', marks.lastIndex);
      const behind = close < 0 ? raw.length : close;
      last = isComment ? behind : marks.lastIndex;
      take(behind);
      last = Math.min(raw.length, behind + 3);
      marks.lastIndex = last;
      continue;
    }
    const piece = decode(decimal, hexadecimal, name);
    if (piece === undefined) continue;
    take(found.index);
    for (let i = 0; i < piece.length; i++) offsets.push(start + found.index);
    out += piece;
    last = marks.lastIndex;
  }
  take(raw.length);
  offsets.push(end);
  return new CookedText(out, start, Int32Array.from(offsets));
}

function decode(
  decimal: string | undefined,
  hexadecimal: string | undefined,
  name: string | undefined,
): string | undefined {
  if (name !== undefined) return ENTITIES.get(name);
  const code = Number.parseInt(decimal ?? hexadecimal ?? '', decimal === undefined ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
