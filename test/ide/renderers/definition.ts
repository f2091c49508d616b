import type { IdeContext } from '../../../server/core/ide/context.js';
import { type Definition, definition } from '../../../server/core/ide/definition.js';
import { resourceDefinition } from '../../../server/core/ide/resource-features.js';
import { type Render, type RenderResource, renderPlace } from '../../support/ide-cases.js';

export const render: Render = (context, { offset }) => renderFound(context, definition(context, offset));

export const renderResource: RenderResource = (context, { offset }) =>
  renderFound(context, resourceDefinition(context, offset));

function renderFound(
  context: Pick<IdeContext, 'workspace'> & { readonly file: { readonly uri: string } },
  found: Definition | undefined,
): string {
  if (!found) return 'nothing';
  const lines = found.targets.map(({ uri, span, selection }) => {
    const whole = renderPlace(context, uri, span).replace(/ .*/, '');
    return `${renderPlace(context, uri, selection)} (in ${whole.slice(uri.length + 1)})`;
  });
  return [`from ${renderPlace(context, context.file.uri, found.origin)}`, ...lines].join('\n');
}
