import type { IdeContext } from '../../../server/core/ide/context.js';
import { inlayHints } from '../../../server/core/ide/inlay-hints.js';
import { LineIndex } from '../../../server/core/text/line-index.js';
import type { Marks } from '../../support/ide-cases.js';

/** The lines that have hints, with the hints in brackets where they stand; tooltips below. The argument names kinds. */
export function render(context: IdeContext, { start, end }: Marks, argument: string): string {
  const { text } = context.file;
  const range = start < end ? { start, end } : { start: 0, end: text.length };
  const has = (kind: string) => argument === '' || argument.split(' ').includes(kind);
  const options = { keys: has('keys'), types: has('types'), parameters: has('parameters') };
  const lines = new LineIndex(text);
  const byLine = new Map<number, { shown: string; tooltips: string[]; shift: number }>();
  for (const { offset, label, tooltip } of inlayHints(context, range, options)) {
    const { line, column } = lines.positionAt(offset);
    const whole = text.slice(lines.lineStart(line), lines.lineStart(line + 1)).replace(/[\r\n]+$/, '');
    const entry = byLine.get(line) ?? { shown: whole, tooltips: [], shift: 0 };
    byLine.set(line, entry);
    const at = column + entry.shift;
    entry.shown = `${entry.shown.slice(0, at)}[${label}]${entry.shown.slice(at)}`;
    entry.shift += label.length + 2;
    if (tooltip !== '') entry.tooltips.push(`    ${tooltip}`);
  }
  return [...byLine].flatMap(([line, { shown, tooltips }]) => [`${line + 1}: ${shown.trim()}`, ...tooltips]).join('\n');
}
