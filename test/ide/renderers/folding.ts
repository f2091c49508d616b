import { foldingRanges } from '../../../server/core/ide/folding.js';
import { LineIndex } from '../../../server/core/text/line-index.js';
import type { Render } from '../../support/ide-cases.js';

export const render: Render = (context) => {
  const { text } = context.file;
  const lines = new LineIndex(text);
  const rows = text.split(/\r\n|\r|\n/);
  return foldingRanges(context)
    .map(({ start, end, kind }) => {
      const from = lines.positionAt(start).line;
      return `${from + 1}-${lines.positionAt(end).line + 1}${kind ? ` ${kind}` : ''}: ${rows[from]!.trim()}`;
    })
    .join('\n');
};
