import { workspaceSymbols } from '../../../server/core/ide/workspace-symbols.js';
import { type Render, renderPlace } from '../../support/ide-cases.js';

/** The query, then `limit <n>` if it is not the usual one. */
export const render: Render = (context, _, argument) => {
  const [, query = '', limit] = /^(.*?)(?: limit (\d+))?$/.exec(argument)!;
  return (
    workspaceSymbols(context.workspace, query, limit === undefined ? undefined : Number(limit))
      .map(({ name, kind, within, uri, span }) => `${kind} ${name} in ${within} at ${renderPlace(context, uri, span)}`)
      .join('\n') || 'nothing'
  );
};
