import { highlights } from '../../../server/core/ide/highlights.js';
import { type Render, renderPlace } from '../../support/ide-cases.js';

export const render: Render = (context, { offset }) =>
  highlights(context, offset)
    .map(({ span, kind }) => `${kind} ${renderPlace(context, context.file.uri, span)}`)
    .join('\n') || 'nothing';
