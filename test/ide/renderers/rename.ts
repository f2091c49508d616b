import type { IdeContext } from '../../../server/core/ide/context.js';
import { prepareRename, rename } from '../../../server/core/ide/rename.js';
import { LineIndex } from '../../../server/core/text/line-index.js';
import { applyEdits } from '../../../server/core/text/span.js';
import { type Render, renderPlace } from '../../support/ide-cases.js';

/** Without an argument: what can be renamed; with one: the lines that change, as they are then. */
export const render: Render = (context, { offset }, argument) => {
  if (argument === '') {
    const place = prepareRename(context, offset);
    return 'refusal' in place
      ? `refused: ${place.refusal}`
      : `${renderPlace(context, context.file.uri, place.span)} -> ${place.placeholder}`;
  }
  const result = rename(context, offset, argument === '(nothing)' ? '' : argument);
  if ('refusal' in result) return `refused: ${result.refusal}`;
  return [...result.edits].flatMap(([uri, edits]) => changedLines(context, uri, edits)).join('\n');
};

function changedLines({ workspace }: IdeContext, uri: string, edits: Parameters<typeof applyEdits>[1]): string[] {
  const { text } = workspace.flows.find((file) => file.uri === uri)!;
  const lines = new LineIndex(text);
  const numbers = new Set(edits.map(({ span }) => lines.positionAt(span.start).line));
  const after = applyEdits(text, edits).split('\n');
  return [...numbers].sort((a, b) => a - b).map((line) => `${uri}:${line + 1}: ${after[line]!.trim()}`);
}
