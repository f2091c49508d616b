import { findBuiltIn } from '../../catalog/builtins.js';
import {
  allFunctions,
  EXPRESSION_LIMITS,
  findAbsentFunction,
  findFunction,
  findOperator,
  type Overload,
} from '../../catalog/functions.js';
import type {
  CallExpression,
  DataType,
  Expression,
  ExpressionProblem,
  LiteralExpression,
  MemberExpression,
} from '../../model/expression.js';
import { nearestName } from './nearest.js';
import { type Checker, type ExpressionEnvironment, referenceType, report } from './references.js';
import {
  boundResult,
  convertsTo,
  describeType,
  fitOf,
  indexedType,
  parameterAt,
  resultOf,
  takesCount,
} from './types.js';
import { pathOf } from './walk.js';

export type { ExpressionEnvironment } from './references.js';

export interface CheckedExpression {
  /** '?' when it cannot be known. */
  readonly type: DataType;
  readonly problems: ExpressionProblem[];
}

/**
 * Finds what the platform would refuse: unknown names, wrong numbers of values, wrong types. Unknown types fit
 * everywhere. `expected` is the type that the place of the expression asks for; the platform converts to it where it can.
 */
export function checkExpression(
  expression: Expression,
  environment: ExpressionEnvironment,
  expected?: DataType,
): CheckedExpression {
  const checker: Checker = { environment, problems: [] };
  const found = typeOf(expression, checker);
  const type = resultType(expression, found, expected, checker);
  return { type, problems: checker.problems };
}

/** The problems alone. Nearly every expression has none, and most are the name of a variable. */
export function findProblems(
  expression: Expression,
  environment: ExpressionEnvironment,
  expected: DataType | undefined,
): readonly ExpressionProblem[] {
  if (expression.kind === 'reference') {
    const type = environment.variableType(expression.name);
    if (type !== undefined && (expected === undefined || convertsTo(type, expected))) return NO_PROBLEMS;
  }
  return checkExpression(expression, environment, expected).problems;
}

const NO_PROBLEMS: readonly ExpressionProblem[] = [];

function resultType(
  expression: Expression,
  found: DataType,
  expected: DataType | undefined,
  checker: Checker,
): DataType {
  if (expected === undefined || expected === '?') return found;
  if (convertsTo(found, expected)) return expected === 'Any' ? found : expected;
  const message = `This gives ${describeType(found)}; ${describeType(expected)} is needed here`;
  report(checker, expression, 'wrong-type', message);
  return expected;
}

function typeOf(expression: Expression, checker: Checker): DataType {
  switch (expression.kind) {
    case 'literal':
      return literalType(expression, checker);
    case 'reference':
      return referenceType(expression, checker);
    case 'member':
      return memberType(expression, checker);
    case 'index': {
      const object = typeOf(expression.object, checker);
      const type = indexedType(object, typeOf(expression.index, checker));
      if (type !== undefined) return type;
      report(
        checker,
        expression.index,
        'wrong-type',
        `Only a list has numbered items; this is ${describeType(object)}`,
      );
      return '?';
    }
    case 'call':
      return callType(expression, checker);
    case 'unary':
      return operatorType(expression, expression.operator, [expression.operand], checker);
    case 'binary':
      return operatorType(expression, expression.operator, [expression.left, expression.right], checker);
    case 'conditional': {
      const { condition, whenTrue, whenFalse } = expression;
      return operatorType(expression, '?', [condition, whenTrue, whenFalse], checker);
    }
    case 'missing':
      return '?';
  }
}

function literalType(literal: LiteralExpression, checker: Checker): DataType {
  if (literal.type === 'Integer' && Number(literal.value) > EXPRESSION_LIMITS.maxInteger) {
    const digits = String(EXPRESSION_LIMITS.maxInteger).length;
    report(checker, literal, 'wrong-type', `An integer has at most ${digits} digits`);
  }
  return literal.type;
}

function memberType(member: MemberExpression, checker: Checker): DataType {
  const path = pathOf(member);
  const builtIn = path === undefined ? undefined : findBuiltIn(path);
  if (builtIn) return builtIn.type;
  // What properties the platform's objects have is not known here.
  return typeOf(member.object, checker) === 'Json' ? 'Json' : '?';
}

function callType(call: CallExpression, checker: Checker): DataType {
  const types = typesOf(call.operands, checker);
  if (call.name === '' || isTemplated(call.name)) return '?';
  const row = findFunction(call.name);
  if (!row) return logicalCallType(call, types, checker);
  const best = bestResult(row.overloads, types);
  if (best !== undefined) return best;
  const counted = row.overloads.filter((overload) => takesCount(overload, types.length));
  if (counted.length === 0 && row.exact) {
    const message = `${row.name} takes ${describeCount(row.overloads)}; it is given ${types.length}`;
    report(checker, call.nameSpan, 'wrong-arity', message);
  }
  if (counted.length === 0) return resultOf(row.overloads, []);
  if (row.exact && !row.availabilityFromServer) reportOperand(row.name, call, counted, types, checker);
  return resultOf(counted, []);
}

function typesOf(operands: readonly Expression[], checker: Checker): DataType[] {
  return operands.map((operand) => typeOf(operand, checker));
}

/** `and(a, b)` and `or(a, b)`: operators that may be written as functions. Anything else is unknown. */
function logicalCallType(call: CallExpression, types: readonly DataType[], checker: Checker): DataType {
  const operator = /^(and|or)$/i.test(call.name) ? findOperator(call.name.toLowerCase(), 2) : undefined;
  const [overload] = operator?.overloads ?? [];
  if (overload === undefined) {
    report(checker, call.nameSpan, 'unknown-function', unknownFunctionMessage(call.name));
    return '?';
  }
  if (types.length < 2) {
    report(checker, call.nameSpan, 'wrong-arity', `${call.name} takes at least 2 values; it is given ${types.length}`);
  }
  return overload.returns;
}

function unknownFunctionMessage(name: string): string {
  const absent = findAbsentFunction(name);
  if (absent) return `Architect has no function ${absent.name}; ${listWords(absent.instead, 'and')} can take its place`;
  const names = allFunctions().map((row) => row.name);
  const nearest = nearestName(name, names);
  return `There is no function ${name}${nearest === undefined ? '' : `; ${nearest} has a similar name`}`;
}

function operatorType(
  expression: Expression,
  symbol: string,
  operands: readonly Expression[],
  checker: Checker,
): DataType {
  const types = typesOf(operands, checker);
  const row = findOperator(symbol, operands.length);
  if (!row) return '?';
  const best = bestResult(row.overloads, types);
  if (best !== undefined) return best;
  const named = symbol === '?' ? 'A ? : with' : `${symbol} with`;
  const message = `${named} ${listWords(types.map(describeType), 'and')} is not possible`;
  report(checker, expression, 'wrong-type', message);
  return resultOf(row.overloads, []);
}

/** What the overloads give that these values fit best; undefined when they fit none. */
function bestResult(overloads: readonly Overload[], types: readonly DataType[]): DataType | undefined {
  let result: DataType | undefined;
  let bestFit = Number.POSITIVE_INFINITY;
  for (const overload of overloads) {
    const fit = takesCount(overload, types.length) ? fitOfAll(overload, types) : undefined;
    if (fit === undefined || fit > bestFit) continue;
    const bound = boundResult(overload, types);
    // Equally good ones that differ: it cannot be known which.
    result = fit < bestFit || result === bound ? bound : '?';
    bestFit = fit;
  }
  return result;
}

function fitOfAll(overload: Overload, types: readonly DataType[]): number | undefined {
  let sum = 0;
  for (let index = 0; index < types.length; index++) {
    const parameter = parameterAt(overload, index);
    const fit = parameter && fitOf(types[index]!, parameter);
    if (fit === undefined) return undefined;
    sum += fit;
  }
  return sum;
}

/** Reports the first operand that no overload takes which took the ones before it. */
function reportOperand(
  name: string,
  call: CallExpression,
  overloads: readonly Overload[],
  types: readonly DataType[],
  checker: Checker,
): void {
  let remaining = overloads;
  for (let index = 0; index < types.length; index++) {
    const type = types[index]!;
    const taking = remaining.filter((overload) => fitOfAll(overload, types.slice(0, index + 1)) !== undefined);
    if (taking.length > 0) {
      remaining = taking;
      continue;
    }
    const wanted = new Set(remaining.flatMap((overload) => parameterAt(overload, index)?.types ?? []));
    wanted.delete('NOT_SET');
    const which = types.length === 1 ? 'The value' : `Value ${index + 1}`;
    const message = `${which} of ${name} must be ${listWords([...wanted].map(describeType), 'or')}; this is ${describeType(type)}`;
    report(checker, call.operands[index] ?? call, 'wrong-type', message);
    return;
  }
}

function describeCount(overloads: readonly Overload[]): string {
  const counts = new Set<number>();
  let unlimited: number | undefined;
  for (const { params, least, most } of overloads) {
    if (most > params.length) unlimited = Math.min(unlimited ?? least, least);
    for (let count = least; count <= params.length; count++) counts.add(count);
  }
  if (unlimited !== undefined) return `at least ${countValues(Math.min(unlimited, ...counts))}`;
  const sorted = [...counts].sort((a, b) => a - b);
  return `${listWords(sorted.slice(0, -1).map(String), ',')}${sorted.length > 1 ? ' or ' : ''}${countValues(sorted.at(-1) ?? 0)}`;
}

function countValues(count: number): string {
  if (count === 0) return 'no value';
  return count === 1 ? '1 value' : `${count} values`;
}

function listWords(words: readonly string[], conjunction: string): string {
  const last = words.at(-1) ?? '';
  if (words.length < 2) return last;
  const before = words.slice(0, -1).join(', ');
  return conjunction === ',' ? `${before}, ${last}` : `${before} ${conjunction} ${last}`;
}

function isTemplated(name: string): boolean {
  return name.includes('{{') || name.includes('${');
}
