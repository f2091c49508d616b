import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  type CompletionItem as Item,
  MarkupKind,
} from 'vscode-languageserver';
import {
  type CompletionKind,
  complete,
  completeNewFlow,
  type CompletionItem as Offered,
  type ResolveData,
  resolveCompletion,
} from '../../core/ide/completion/complete.js';
import { placeOf } from '../from-lsp.js';
import { guard } from '../guard.js';
import { Positions } from '../positions.js';
import type { Session } from '../session.js';
import { plainSnippet } from '../snippet.js';

/** Where typing alone should bring up the list: values behind `: `, members behind a dot, places in a reference. */
export const COMPLETION_TRIGGERS = [' ', '.', '/', '[', '(', '"', "'"];

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  action: CompletionItemKind.Method,
  key: CompletionItemKind.Property,
  output: CompletionItemKind.Event,
  word: CompletionItemKind.EnumMember,
  mode: CompletionItemKind.Keyword,
  type: CompletionItemKind.TypeParameter,
  container: CompletionItemKind.Function,
  flow: CompletionItemKind.Module,
  variable: CompletionItemKind.Variable,
  'built-in': CompletionItemKind.Constant,
  function: CompletionItemKind.Function,
  property: CompletionItemKind.Field,
  attribute: CompletionItemKind.Field,
  'data-action': CompletionItemKind.Interface,
  name: CompletionItemKind.Reference,
  keyword: CompletionItemKind.Keyword,
};

export function onCompletion(session: Session): void {
  const { connection, watch } = session;
  connection.onCompletion(
    guard(watch, 'completion', null, (params) => {
      const asked = placeOf(session, params);
      const positions = asked?.positions ?? newFlowPositions(session, params.textDocument.uri);
      if (!positions) return null;
      const { items, isIncomplete } = asked
        ? complete(asked.context, asked.offset)
        : completeNewFlow(positions.text, positions.offset(params.position));
      const hasSnippets = session.client.textDocument?.completion?.completionItem?.snippetSupport === true;
      return { isIncomplete, items: items.map((item) => toItem(item, positions, hasSnippets)) };
    }),
  );
  connection.onCompletionResolve(async (item, token) => guard(watch, 'completion details', item, resolve)(item, token));
}

/** A YAML document in which nothing stands yet but perhaps the beginning of a word: it may become a flow. */
function newFlowPositions(session: Session, uri: string): Positions | undefined {
  const document = session.documents.get(uri);
  const text = document?.languageId === 'yaml' ? document.getText() : undefined;
  return text !== undefined && /^\s*\w{0,40}\s*$/.test(text.slice(0, 1000)) && text.length < 1000
    ? new Positions(text, session.encoding)
    : undefined;
}

function toItem(item: Offered, positions: Positions, hasSnippets: boolean): CompletionItem {
  const isSnippet = item.isSnippet && hasSnippets;
  const newText = item.isSnippet && !hasSnippets ? plainSnippet(item.insertText) : item.insertText;
  return {
    label: item.label,
    kind: KINDS[item.kind],
    ...(item.detail === '' ? {} : { detail: item.detail }),
    ...documentation(item),
    textEdit: { range: positions.range(item.replace), newText },
    ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    // Lines behind the first one come with their whole indentation.
    ...(newText.includes('\n') ? { insertTextMode: InsertTextMode.asIs } : {}),
    sortText: item.sortText,
    ...(item.filterText === undefined ? {} : { filterText: item.filterText }),
    ...(item.resolve ? { data: item.resolve } : {}),
  };
}

function resolve(item: Item): Item {
  const data: unknown = item.data;
  if (!isResolveData(data)) return item;
  const { label } = item;
  const nowhere = { start: 0, end: 0 };
  const bare = {
    label,
    kind: 'word',
    detail: '',
    insertText: '',
    isSnippet: false,
    replace: nowhere,
    sortText: '',
  } as const;
  return { ...item, ...documentation(resolveCompletion({ ...bare, resolve: data })) };
}

function documentation({ documentation: value }: Offered): Pick<CompletionItem, 'documentation'> {
  return value === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value } };
}

/** It has been to the client and back. */
function isResolveData(data: unknown): data is ResolveData {
  if (typeof data !== 'object' || data === null) return false;
  const fields = new Map(Object.entries(data));
  return ['kind', 'key', 'role', 'flowType', 'evidence', 'doc'].every((name) => typeof fields.get(name) === 'string');
}
