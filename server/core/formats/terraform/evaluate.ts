import type { Place } from '../../model/finding.js';
import type { TextPart } from '../../model/resource.js';
import type { HclExpression, HclPart } from '../../syntax/hcl/ast.js';
import type { Span } from '../../text/span.js';
import {
  joinParts,
  keyAt,
  knownBool,
  knownNumber,
  knownText,
  type MapEntry,
  open,
  partsOf,
  type Value,
} from '../values/value.js';
import { callFunction } from './functions.js';
import type { Instance, Name } from './instance.js';

/** Where an expression stands, and what the names in it mean. */
export interface Scope {
  readonly uri: string;
  readonly instance: Instance;
  /** `each`, `count`, or the names that a template file is given. */
  readonly names?: ReadonlyMap<string, Value>;
  /** Template files see nothing but the names that they are given. */
  readonly isTemplate?: boolean;
}

/** What an expression comes to. What cannot be worked out is open; never throws and never guesses. */
export function evaluate(expression: HclExpression, scope: Scope): Value {
  const { evaluation } = scope.instance;
  const place = placeOf(expression, scope);
  if (!evaluation.begin()) return open(keyOf('effort', place, scope), place);
  const value = workOut(expression, place, scope);
  evaluation.end();
  return value;
}

function workOut(expression: HclExpression, place: Place, scope: Scope): Value {
  switch (expression.kind) {
    case 'template':
      return evaluateParts(expression.parts, place, scope);
    case 'number':
      return { kind: 'number', value: expression.value, place };
    case 'bool':
      return { kind: 'bool', value: expression.value, place };
    case 'null':
      return { kind: 'null', place };
    case 'list':
      return { kind: 'list', items: expression.items.map((item) => evaluate(item, scope)), place };
    case 'object':
      return evaluateObject(expression, scope);
    case 'name':
    case 'access':
      return evaluateAccess(expression, scope);
    case 'call':
      return callFunction(expression, scope);
    case 'conditional':
      return evaluateConditional(expression.parts, place, scope);
    case 'operation':
      return evaluateOperation(expression, scope);
    case 'open':
      return open(keyOf('open', place, scope), place);
  }
}

export function placeOf({ span }: { readonly span: Span }, { uri }: Scope): Place {
  return { uri, span };
}

/** Two evaluations of one expression in one instance come to the same; in two instances they may not. */
export function keyOf(word: string, place: Place, { instance }: Scope): string {
  return `${instance.path} ${keyAt(word, place)}`;
}

export function evaluateParts(pieces: readonly HclPart[], place: Place, scope: Scope): Value {
  const [only] = pieces;
  // "${x}" is x itself, whatever its type.
  if (pieces.length === 1 && only?.kind === 'value') return { ...evaluate(only.value, scope), place } as Value;
  const parts: TextPart[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'text') parts.push({ kind: 'text', uri: scope.uri, source: piece.source });
    else {
      const value = evaluate(piece.value, scope);
      parts.push(...(partsOf(value) ?? [{ kind: 'open', key: keyOf('text', value.place, scope) } as const]));
    }
  }
  return joinParts(parts, place);
}

function evaluateObject({ entries, span }: HclExpression & { kind: 'object' }, scope: Scope): Value {
  const known = new Map<string, MapEntry>();
  let isComplete = true;
  for (const { key, value } of entries) {
    const name = key.kind === 'name' ? key.name : knownText(evaluate(key, scope));
    if (name === undefined) isComplete = false;
    else known.set(name, { key: placeOf(key, scope), value: evaluate(value, scope) });
  }
  return { kind: 'map', entries: known, isComplete, place: { uri: scope.uri, span } };
}

function evaluateConditional(
  [condition, yes, no]: readonly [HclExpression, HclExpression, HclExpression],
  place: Place,
  scope: Scope,
): Value {
  const isTrue = knownBool(evaluate(condition, scope));
  if (isTrue === undefined) return open(keyOf('condition', place, scope), place);
  return evaluate(isTrue ? yes : no, scope);
}

function evaluateOperation(expression: HclExpression & { kind: 'operation' }, scope: Scope): Value {
  const place = placeOf(expression, scope);
  const [left, right] = expression.operands.map((operand) => evaluate(operand, scope));
  const result = operate(expression.operator, left, right);
  if (typeof result === 'boolean') return { kind: 'bool', value: result, place };
  if (typeof result === 'number' && Number.isFinite(result)) return { kind: 'number', value: result, place };
  return open(keyOf('operation', place, scope), place);
}

function operate(operator: string, left: Value | undefined, right: Value | undefined): boolean | number | undefined {
  const [a, b] = [knownBool(left), knownBool(right)];
  switch (operator) {
    case '!':
      return a === undefined ? undefined : !a;
    case '&&':
      return a === false || b === false ? false : a === true && b === true ? true : undefined;
    case '||':
      return a === true || b === true ? true : a === false && b === false ? false : undefined;
    case '==':
      return areEqual(left, right);
    case '!=': {
      const equal = areEqual(left, right);
      return equal === undefined ? undefined : !equal;
    }
    default:
      // A minus in front of a value.
      return right === undefined
        ? calculate(operator, 0, knownNumber(left))
        : calculate(operator, knownNumber(left), knownNumber(right));
  }
}

function areEqual(left: Value | undefined, right: Value | undefined): boolean | undefined {
  if (!left || !right || left.kind === 'open' || right.kind === 'open') return undefined;
  if (left.kind === 'null' || right.kind === 'null') return left.kind === right.kind;
  const [a, b] = [knownText(left), knownText(right)];
  if (a === undefined || b === undefined) return undefined;
  // Terraform compares types too: "1" is not 1.
  return left.kind === right.kind && a === b;
}

function calculate(operator: string, a: number | undefined, b: number | undefined): boolean | number | undefined {
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    default:
      return undefined;
  }
}

/** `var.x.y["z"]`: the longest part that names something, then properties of its value. */
function evaluateAccess(expression: HclExpression, scope: Scope): Value {
  const place = placeOf(expression, scope);
  const steps: HclExpression[] = [];
  let root = expression;
  for (; root.kind === 'access'; root = root.object) steps.push(root.key);
  steps.reverse();
  const names = steps.map((step) => stepName(step, scope));
  if (root.kind !== 'name') return follow(evaluate(root, scope), names, place, scope);
  const { value, used } = named([root.name, ...names], place, scope);
  return follow(value, names.slice(Math.max(0, used - 1)), place, scope);
}

function stepName(step: HclExpression, scope: Scope): Name {
  const value = evaluate(step, scope);
  return value.kind === 'number' ? value.value : (knownText(value) ?? undefined);
}

/** The value of a name, and how many of the names in front it took. */
function named(names: readonly Name[], place: Place, scope: Scope): { readonly value: Value; readonly used: number } {
  const [first, second] = names;
  const own = scope.names?.get(String(first));
  if (own) return { value: own, used: 1 };
  const nothing = { value: open(keyOf(`name ${names.join('.')}`, place, scope), place), used: names.length };
  if (scope.isTemplate || typeof first !== 'string') return nothing;
  const { instance } = scope;
  if (first === 'var' && typeof second === 'string') return { value: instance.variable(second, place), used: 2 };
  if (first === 'local' && typeof second === 'string') return { value: instance.local(second, place), used: 2 };
  if (first === 'path' && typeof second === 'string') return { value: instance.folder(second, place), used: 2 };
  if (first === 'module' && typeof second === 'string') return instance.output(names.slice(1), place);
  return instance.attribute(names, place) ?? nothing;
}

/** Properties and indexes of a value. */
function follow(value: Value, names: readonly Name[], place: Place, scope: Scope): Value {
  let current = value;
  for (const name of names) {
    const next = stepInto(current, name);
    if (!next) {
      const key =
        current.kind === 'open' ? `${current.key}.${name ?? '?'}` : keyOf(`property ${name ?? '?'}`, place, scope);
      return open(name === undefined ? keyOf('index', place, scope) : key, place);
    }
    current = next;
  }
  return current;
}

function stepInto(value: Value, name: Name): Value | undefined {
  if (value.kind === 'map' && name !== undefined) return value.entries.get(String(name))?.value;
  if (value.kind === 'list') return value.items[Number(name)];
  return undefined;
}
