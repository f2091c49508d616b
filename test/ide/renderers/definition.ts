import { definition } from '../../../server/core/ide/definition.js';
import { type Render, renderPlace } from '../../support/ide-cases.js';

export const render: Render = (context, { offset }) => {
  const found = definition(context, offset);
  if (!found) return 'nothing';
  const lines = found.targets.map(({ uri, span, selection }) => {
    const whole = renderPlace(context, uri, span).replace(/ .*/, '');
    return `${renderPlace(context, uri, selection)} (in ${whole.slice(uri.length + 1)})`;
  });
  return [`from ${renderPlace(context, context.file.uri, found.origin)}`, ...lines].join('\n');
};
