import type { IdeContext } from '../../../server/core/ide/context.js';
import { semanticTokens } from '../../../server/core/ide/semantic-tokens.js';
import { LineIndex } from '../../../server/core/text/line-index.js';
import type { Marks } from '../../support/ide-cases.js';

/** One line per token, of the whole file or of the marked range: `line:column type.modifier text`. */
export function render(context: IdeContext, { start, end }: Marks): string {
  const { text } = context.file;
  const lines = new LineIndex(text);
  const tokens = start < end ? semanticTokens(context, { start, end }) : semanticTokens(context);
  let last = 0;
  return tokens
    .map(({ span, type, modifiers }) => {
      if (span.start < last) throw new Error('tokens overlap or are out of order');
      last = span.end;
      const { line, column } = lines.positionAt(span.start);
      if (lines.positionAt(span.end).line !== line) throw new Error('a token goes over the end of its line');
      return `${line + 1}:${column + 1} ${[type, ...modifiers].join('.')} ${text.slice(span.start, span.end)}`;
    })
    .join('\n');
}
