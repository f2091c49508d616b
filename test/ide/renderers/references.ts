import { references } from '../../../server/core/ide/references.js';
import { resourceReferences } from '../../../server/core/ide/resource-features.js';
import { type Render, type RenderResource, renderPlace } from '../../support/ide-cases.js';

export const render: Render = (context, { offset }, argument) =>
  references(context, offset, argument !== 'without declaration')
    .map(({ uri, span, access }) => `${access} ${renderPlace(context, uri, span)}`)
    .join('\n') || 'nothing';

export const renderResource: RenderResource = (context, { offset }, argument) =>
  resourceReferences(context, offset, argument !== 'without declaration')
    .map(({ uri, span, access }) => `${access} ${renderPlace(context, uri, span)}`)
    .join('\n') || 'nothing';
