import type { DataType } from '../model/expression.js';
import remedies from './architect/remedies.json' with { type: 'json' };

/** An action that does the same as another one, but keeps nothing of its inputs. */
export interface SecureTwin {
  readonly kind: string;
  /** 'Call Secure Data' */
  readonly words: string;
}

const twins = new Map(remedies.secureTwins.map(({ action, twin, words }) => [action, { kind: twin, words }]));

/** Undefined for actions that have no secure twin. */
export function secureTwinOf(kind: string): SecureTwin | undefined {
  return twins.get(kind);
}

const secureKinds = new Set(remedies.secureTwins.map(({ twin }) => twin));

/** Whether an action works with secure data actions only. */
export function takesSecureOnly(kind: string): boolean {
  return secureKinds.has(kind);
}

/** What a cut takes, and how its result is called. */
export const CUT: { readonly type: DataType; readonly words: string } = remedies.cut;

/** The part of a value that a person may see: `Right(Task.card, 4)`. */
export function cutOf(expression: string): string {
  return `${remedies.cut.function}(${expression}, ${remedies.cut.characters})`;
}

/** The action that gives variables values. */
export const ASSIGNMENT: string = remedies.assignment.action;

/** The action that asks a condition: the role of the condition, and the way out where it holds. */
export const BRANCH: { readonly action: string; readonly condition: string; readonly yes: string } = remedies.branch;

/** Two seconds in which nothing happens. */
export interface Pause {
  readonly action: string;
  readonly role: string;
  readonly mode: 'expression' | 'fields';
  /** The expression, or unit and amount. */
  readonly text: string;
}

/** What a type of flow can do when something does not work. */
export interface Apology {
  readonly pause: Pause;
  /** Left out where nobody is on the line. */
  readonly say?: { readonly action: string; readonly role: string };
  readonly end: { readonly action: string };
}

/** Undefined for types of flow of which it is not known. */
export function apologyOf(flowType: string): Apology | undefined {
  // The modes in the rows are the two that a pause has.
  return remedies.apologies.find(({ flowTypes }) => flowTypes.includes(flowType)) as Apology | undefined;
}
