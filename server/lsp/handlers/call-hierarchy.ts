import type { CallHierarchyItem } from 'vscode-languageserver';
import {
  type Call,
  type CallItem,
  incomingCalls,
  outgoingCalls,
  prepareCallHierarchy,
} from '../../core/ide/call-hierarchy.js';
import { placeOf } from '../from-lsp.js';
import { guard } from '../guard.js';
import type { Session } from '../session.js';
import { toLocation } from '../to-lsp.js';
import { SYMBOL_KINDS } from './symbol-kinds.js';

export function onCallHierarchy(session: Session): void {
  const { connection, watch } = session;
  connection.languages.callHierarchy.onPrepare(
    guard(watch, 'call hierarchy', null, (params) => {
      const asked = placeOf(session, params);
      const item = asked && prepareCallHierarchy(asked.context, asked.offset);
      return item ? [toItem(session, item)] : null;
    }),
  );
  connection.languages.callHierarchy.onIncomingCalls(
    guard(watch, 'incoming calls', [], ({ item }) =>
      callsOf(session, item, incomingCalls).map(({ item: from, places }) => ({
        from: toItem(session, from),
        fromRanges: places.map((span) => toLocation(session, { uri: from.uri, span }).range),
      })),
    ),
  );
  connection.languages.callHierarchy.onOutgoingCalls(
    guard(watch, 'outgoing calls', [], ({ item }) =>
      callsOf(session, item, outgoingCalls).map(({ item: to, places }) => ({
        to: toItem(session, to),
        fromRanges: places.map((span) => toLocation(session, { uri: item.uri, span }).range),
      })),
    ),
  );
}

function toItem(session: Session, item: CallItem): CallHierarchyItem {
  const { name, kind, detail, uri, span, selection, container } = item;
  return {
    name: name.trim() || '(no name)',
    kind: SYMBOL_KINDS[kind],
    detail,
    uri,
    range: toLocation(session, { uri, span }).range,
    selectionRange: toLocation(session, { uri, span: selection }).range,
    data: { container },
  };
}

/** The item comes back from the client; the flow may have changed since, so its place in the list is checked. */
function callsOf(
  session: Session,
  { uri, data }: CallHierarchyItem,
  find: (context: NonNullable<ReturnType<Session['asked']>>['context'], item: CallItem) => readonly Call[],
): readonly Call[] {
  const context = session.asked(uri)?.context;
  const index: unknown = data?.container;
  if (!context || typeof index !== 'number') return [];
  const { flow } = context.file;
  const container = flow.containers[index];
  if (index >= 0 && !container) return [];
  const { name, span, nameSpan } = container ?? flow;
  const kind = container?.kind ?? 'flow';
  return find(context, { name, kind, detail: '', uri: flow.uri, span, selection: nameSpan, container: index });
}
