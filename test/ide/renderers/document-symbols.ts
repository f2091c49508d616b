import { type DocumentSymbol, documentSymbols } from '../../../server/core/ide/document-symbols.js';
import type { Render } from '../../support/ide-cases.js';

export const render: Render = (context) =>
  documentSymbols(context)
    .flatMap((symbol) => lines(symbol, ''))
    .join('\n');

function lines({ kind, name, detail, span, selection, isOff, children }: DocumentSymbol, indent: string): string[] {
  const inside = children.every((child) => child.span.start >= span.start && child.span.end <= span.end);
  const ordered = children.every((child, index) => index === 0 || child.span.start >= children[index - 1]!.span.start);
  if (!inside || !ordered || selection.start < span.start || selection.end > span.end)
    return [`${indent}NOT NESTED ${name}`];
  const words = [kind, JSON.stringify(name), detail && `(${detail})`, isOff && 'off'].filter(Boolean);
  return [`${indent}${words.join(' ')}`, ...children.flatMap((child) => lines(child, `${indent}  `))];
}
