import { documentLinks } from '../../../server/core/ide/document-links.js';
import { type Render, renderPlace } from '../../support/ide-cases.js';

export const render: Render = (context) =>
  documentLinks(context)
    .map(
      ({ span, uri, target, tooltip }) =>
        `${renderPlace(context, context.file.uri, span)} -> ${renderPlace(context, uri, target)}: ${tooltip}`,
    )
    .join('\n') || 'nothing';
