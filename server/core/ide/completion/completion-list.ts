import { findCardNumbers, findCredentials } from '../../catalog/literals.js';
import type { Span } from '../../text/span.js';
import { shownText } from '../visible.js';

export type CompletionKind =
  | 'action'
  | 'key'
  | 'output'
  | 'word'
  | 'mode'
  | 'type'
  | 'container'
  | 'flow'
  | 'variable'
  | 'built-in'
  | 'function'
  | 'property'
  | 'attribute'
  | 'data-action'
  | 'name'
  | 'keyword';

/** What `resolveCompletion` needs to write the documentation; plain data that survives a trip to the client. */
export interface ResolveData {
  readonly kind: 'action' | 'setting' | 'function' | 'built-in' | 'text';
  /** An action's key, a function's or built-in's name, or the text itself. */
  readonly key: string;
  /** Settings: the action's setting; '' for others. */
  readonly role: string;
  readonly flowType: string;
  readonly evidence: string;
  readonly doc: string;
}

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Plain text. */
  readonly detail: string;
  /** Markdown built of escaped text; `resolveCompletion` fills it in where it is left out. */
  readonly documentation?: string;
  /** Lines behind the first one hold their whole indentation: insert as is, without adjusting it. */
  readonly insertText: string;
  /** `insertText` is a snippet with `$1`, `${2:name}` and `${3|a,b|}`. */
  readonly isSnippet: boolean;
  readonly replace: Span;
  readonly sortText: string;
  /** What the typed text is compared with, where that is not the label. */
  readonly filterText?: string;
  readonly resolve?: ResolveData;
}

export interface CompletionList {
  readonly items: readonly CompletionItem[];
  readonly isIncomplete: boolean;
}

/** An item before it is known where it goes. */
export interface Draft {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  /** The label when left out. */
  readonly insert?: string;
  readonly isSnippet?: boolean;
  /** Lower ones come first; equal ones keep their order. */
  readonly rank: number;
  /** Where it differs from the place's own. */
  readonly replace?: Span;
  readonly filter?: string;
  readonly resolve?: ResolveData;
}

export const NOTHING: CompletionList = { items: [], isIncomplete: false };

/** Kinds whose words come from our own rows. */
const OWN: ReadonlySet<CompletionKind> = new Set([
  'action',
  'key',
  'word',
  'mode',
  'type',
  'built-in',
  'function',
  'keyword',
]);

/** Names of a flow are shown like everywhere: on one line, without acting characters, card numbers starred. */
function shown(label: string, kind: CompletionKind, detail: string): Pick<CompletionItem, 'label' | 'detail'> {
  return OWN.has(kind) ? { label, detail } : { label: shownText(label), detail: shownText(detail) };
}

/** A number or key that somebody wrote where a name belongs: nobody should be led to write it again. */
function isSecret(name: string): boolean {
  return findCardNumbers(name).length > 0 || findCredentials(name).length > 0;
}

/** Gives drafts their place and order; of items with one label the first is kept. */
export function finishItems(drafts: readonly Draft[], replace: Span): CompletionList {
  const ordered = drafts.map((draft, index) => ({ draft, index }));
  ordered.sort((a, b) => a.draft.rank - b.draft.rank || a.index - b.index);
  const seen = new Set<string>();
  const items: CompletionItem[] = [];
  for (const { draft } of ordered) {
    const { label, kind, detail = '', insert = label, isSnippet = false, filter, resolve } = draft;
    if (label === '' || seen.has(label) || (!OWN.has(kind) && isSecret(label))) continue;
    seen.add(label);
    items.push({
      ...shown(label, kind, detail),
      kind,
      insertText: insert,
      isSnippet,
      replace: draft.replace ?? replace,
      sortText: `${draft.rank}${String(items.length).padStart(4, '0')}`,
      ...(filter === undefined ? {} : { filterText: filter }),
      ...(resolve ? { resolve } : {}),
    });
  }
  return { items, isIncomplete: false };
}
