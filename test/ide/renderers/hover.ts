import type { IdeContext } from '../../../server/core/ide/context.js';
import { hover } from '../../../server/core/ide/hover.js';
import { resourceHover } from '../../../server/core/ide/resource-features.js';
import { type Marks, type RenderResource, renderPlace } from '../../support/ide-cases.js';

/** The place that is meant, then the markdown as it is. */
export function render(context: IdeContext, { offset }: Marks): string {
  const found = hover(context, offset);
  return found ? `${renderPlace(context, context.file.uri, found.span)}\n${found.markdown}` : 'nothing';
}

export const renderResource: RenderResource = (context, { offset }) => {
  const found = resourceHover(context, offset);
  return found ? `${renderPlace(context, context.file.uri, found.span)}\n${found.markdown}` : 'nothing';
};
