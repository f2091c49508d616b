import {
  type Call,
  incomingCalls,
  outgoingCalls,
  prepareCallHierarchy,
} from '../../../server/core/ide/call-hierarchy.js';
import type { IdeContext } from '../../../server/core/ide/context.js';
import { type Render, renderPlace } from '../../support/ide-cases.js';

/** `-- call-hierarchy --`: the item and both directions. */
export const render: Render = (context, { offset }) => {
  const item = prepareCallHierarchy(context, offset);
  if (!item) return 'nothing';
  return [
    `${item.kind} ${item.name} (${item.detail}) ${renderPlace(context, item.uri, item.selection)}`,
    ...incomingCalls(context, item).flatMap((call) => lines(context, 'from', call, call.item.uri)),
    ...outgoingCalls(context, item).flatMap((call) => lines(context, 'to', call, item.uri)),
  ].join('\n');
};

function lines(context: IdeContext, word: string, { item, places }: Call, uri: string): string[] {
  return [
    `${word} ${item.kind} ${item.name} (${item.detail})`,
    ...places.map((place) => `  ${renderPlace(context, uri, place)}`),
  ];
}
