import { references } from '../../../server/core/ide/references.js';
import { type Render, renderPlace } from '../../support/ide-cases.js';

export const render: Render = (context, { offset }, argument) =>
  references(context, offset, argument !== 'without declaration')
    .map(({ uri, span, access }) => `${access} ${renderPlace(context, uri, span)}`)
    .join('\n') || 'nothing';
