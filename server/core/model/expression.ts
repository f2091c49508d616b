import type { Span } from '../text/span.js';

/** A data type of the platform: 'String', 'Integer', 'String[]', 'Any', ... ; '?' = not known. */
export type DataType = string;

/**
 * An Architect expression. Offsets are indexes into the expression's own (cooked) text;
 * `CookedText.rawSpan` turns them into places in the document.
 */
export type Expression =
  | LiteralExpression
  | ReferenceExpression
  | MemberExpression
  | IndexExpression
  | CallExpression
  | UnaryExpression
  | BinaryExpression
  | ConditionalExpression
  | MissingExpression;

export interface LiteralExpression extends Span {
  readonly kind: 'literal';
  /** 'Text' is what stands between the substitutions of a text, without quotes. */
  readonly type: 'String' | 'Integer' | 'Decimal' | 'Boolean' | 'NotSet' | 'Json' | 'Text';
  /** The decoded text of a string; the text as written for everything else. */
  readonly value: string;
}

/** `Flow.card`, `Task."odd name"`, `Call.Ani`: scope and name of a variable or built-in, nothing behind it. */
export interface ReferenceExpression extends Span {
  readonly kind: 'reference';
  /** As written, without quotes: 'Flow.card'. Compare with `variableKey`. */
  readonly name: string;
}

/** `.property` or `["property"]` of a value. */
export interface MemberExpression extends Span {
  readonly kind: 'member';
  readonly object: Expression;
  readonly property: string;
  readonly propertySpan: Span;
}

export interface IndexExpression extends Span {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
}

export interface CallExpression extends Span {
  readonly kind: 'call';
  /** As written; functions are matched without regard to case. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly operands: readonly Expression[];
  /** Key of the function in the catalogue, where another platform's function may have the same name. */
  readonly key?: string;
}

export interface UnaryExpression extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '!' | '~';
  readonly operand: Expression;
}

export interface BinaryExpression extends Span {
  readonly kind: 'binary';
  readonly operator:
    | '^'
    | '*'
    | '/'
    | '%'
    | '+'
    | '-'
    | '>'
    | '>='
    | '<'
    | '<='
    | '=='
    | '!='
    | '&'
    | '|'
    | 'and'
    | 'or';
  readonly left: Expression;
  readonly right: Expression;
}

export interface ConditionalExpression extends Span {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

/** Where something should stand and nothing usable does; a problem says so. */
export interface MissingExpression extends Span {
  readonly kind: 'missing';
}

/** A mistake inside an expression; `span` counts in the expression's own text. */
export interface ExpressionProblem {
  readonly span: Span;
  readonly code:
    | 'syntax'
    | 'unknown-function'
    | 'unknown-variable'
    | 'wrong-arity'
    | 'wrong-type'
    | 'too-long'
    | 'too-deep';
  readonly message: string;
}

const keys = new Map<string, string>();
const KEY_LIMIT = 20_000;

/** Scope and name are matched without regard to case, and `Task."my entry"` is the variable `Task.my entry`. */
export function variableKey(name: string): string {
  let key = keys.get(name);
  if (key === undefined) {
    key = (name.includes('"') ? name.replaceAll('"', '') : name).toLowerCase();
    if (keys.size >= KEY_LIMIT) keys.clear();
    keys.set(name, key);
  }
  return key;
}

const behindScopes = new Map<string, string>();

/** The part of a variable's name that names the thing: 'Task.cardNumber' -> 'cardNumber'. */
export function nameBehindScope(name: string): string {
  // Kept because what is looked up by the answer would otherwise hash a new string each time.
  let behind = behindScopes.get(name);
  if (behind === undefined) {
    behind = name.slice(name.indexOf('.') + 1);
    if (behindScopes.size >= KEY_LIMIT) behindScopes.clear();
    behindScopes.set(name, behind);
  }
  return behind;
}
