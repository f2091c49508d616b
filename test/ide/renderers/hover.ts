import type { IdeContext } from '../../../server/core/ide/context.js';
import { hover } from '../../../server/core/ide/hover.js';
import { type Marks, renderPlace } from '../../support/ide-cases.js';

/** The place that is meant, then the markdown as it is. */
export function render(context: IdeContext, { offset }: Marks): string {
  const found = hover(context, offset);
  return found ? `${renderPlace(context, context.file.uri, found.span)}\n${found.markdown}` : 'nothing';
}
