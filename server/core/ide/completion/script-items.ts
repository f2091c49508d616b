import { allActions } from '../../catalog/actions.js';
import { platformOf } from '../../catalog/platforms.js';
import { scriptWords } from '../../catalog/script-words.js';
import { actionAt } from '../../graph/action-at.js';
import type { Action, Flow } from '../../model/flow.js';
import type { Span } from '../../text/span.js';
import type { IdeContext } from '../context.js';
import { type CompletionList, type Draft, finishItems, NOTHING } from './completion-list.js';

/** The word at the cursor and what stands in front of it, as far as a line of code is long. */
const LINE_REACH = 200;
const WORD = /[A-Za-z_$][\w$]*$/;
const BEHIND = /^[\w$]*/;
/** Where a statement begins: a line, the escape of one, the start of the code, a body on the same line. */
const LINE_START = /(?:^|[\r\n]|\\[rn]|["'>]|[{}][ \t])[ \t]*$/;

/** What can be typed in a flow whose code stands inside of its actions. */
export function completeScript({ file: { flow, text } }: IdeContext, offset: number): CompletionList {
  const before = text.slice(Math.max(0, offset - LINE_REACH), offset);
  const word = WORD.exec(before)?.[0] ?? '';
  const behind = BEHIND.exec(text.slice(offset, offset + LINE_REACH))?.[0] ?? '';
  const place: Span = { start: offset - word.length, end: offset + behind.length };
  const lead = before.slice(0, before.length - word.length);
  const action = flow.actions[actionAt(flow, place)];
  if (!action) return NOTHING;
  if (isInside(action.kindSpan, offset) && action.parent < 0) return finishItems(typeDrafts(flow), action.kindSpan);
  const code = codeOf(flow, action);
  const isCode = code !== undefined && isInside(code, offset);
  if (lead.endsWith('.')) return isCode || /\{[^{}]*$/.test(lead) ? finishItems(methodDrafts(flow), place) : NOTHING;
  if (isCode) {
    const keywords = LINE_START.test(lead) ? keywordDrafts(flow) : [];
    return finishItems([...variableDrafts(flow, word), ...keywords], place);
  }
  return /\{\s*(?:global:)?$/i.test(lead) ? finishItems(variableDrafts(flow, word), place) : NOTHING;
}

function isInside({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The code that an action holds, or is a statement of. */
function codeOf({ actions }: Flow, action: Action): Span | undefined {
  let top = action;
  while (top.parent >= 0) top = actions[top.parent]!;
  return top.outputs.find(({ body }) => body.length > 0)?.span;
}

function variableDrafts({ variables }: Flow, typed: string): Draft[] {
  // The word at the cursor is a use of a variable itself.
  return variables
    .filter(({ name }) => name !== typed)
    .map(({ name, isSecure }) => ({ label: name, kind: 'variable', rank: 1, detail: isSecure ? 'secure' : '' }));
}

function methodDrafts({ format }: Flow): Draft[] {
  const { methods, properties } = scriptWords(platformOf(format));
  return [
    ...properties.map((label): Draft => ({ label, kind: 'property', rank: 1 })),
    ...methods.map((label): Draft => ({ label, kind: 'function', rank: 2, insert: `${label}($1)`, isSnippet: true })),
  ];
}

function keywordDrafts({ format }: Flow): Draft[] {
  return scriptWords(platformOf(format)).keywords.map((label) => ({ label, kind: 'keyword', rank: 2 }));
}

function typeDrafts({ format }: Flow): Draft[] {
  return [...allActions(platformOf(format))]
    .filter(({ jsonType }) => jsonType !== '')
    .map(({ jsonType, name }) => ({ label: jsonType, kind: 'action', rank: 1, detail: name }));
}
