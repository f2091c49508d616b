import { findAction } from '../catalog/actions.js';
import { allFlowTypes } from '../catalog/flow-types.js';
import type { Action, Container, Flow } from '../model/flow.js';
import type { Span } from '../text/span.js';

/** An action in the user's words: its name, else what kind it is. */
export function actionName({ name, kind }: Action): string {
  return `"${name === '' ? kind : name}"`;
}

/** Where a finding about an action stands: on its name, else on its kind. */
export function spanOfName({ name, nameSpan, kindSpan }: Action): Span {
  return name === '' ? kindSpan : nameSpan;
}

/** What the platform calls this kind of action. */
export function kindName({ kind }: Action): string {
  return findAction(kind)?.name ?? kind;
}

/** 'a card number', 'an account number'. */
export function withArticle(words: string): string {
  return `${/^(?!one)[aeiou]/i.test(words) ? 'an' : 'a'} ${words}`;
}

/** A sentence begins with a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function containerName({ name, kind }: Container): string {
  return name === '' ? `This ${kind}` : `The ${kind} "${name}"`;
}

/** 'securecall' as files call it. */
export function flowTypeName(type: string): string {
  return allFlowTypes().find((row) => row.type === type)?.yaml ?? type;
}

/** 'a, b and c'. */
export function listWords(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** True for text that a deployment tool fills in later, of which nothing can be said. */
export function isTemplated(text: string): boolean {
  // Nearly all texts have no brace.
  return text.includes('{') && /\{\{|\$\{|%\{/.test(text);
}

/** The place of neighbouring actions. Only YAML writes them one behind the other; elsewhere the first stands for all. */
export function spanOfRun({ actions, format }: Flow, run: readonly number[]): Span {
  const first = actions[run[0]!]!.span;
  const last = format === 'architect-yaml' ? actions[run.at(-1)!]!.span : first;
  return { start: first.start, end: Math.max(first.end, last.end) };
}
