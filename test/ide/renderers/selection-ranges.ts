import { selectionRanges } from '../../../server/core/ide/selection-ranges.js';
import { type Render, renderPlace } from '../../support/ide-cases.js';

export const render: Render = (context, { offset }) =>
  selectionRanges(context, offset)
    .map((span) => renderPlace(context, context.file.uri, span))
    .join('\n');
