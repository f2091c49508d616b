import { allFunctions, type Overload, type Parameter } from '../../catalog/functions.js';
import { onDemand } from '../../catalog/on-demand.js';
import type { DataType } from '../../model/expression.js';

/** Types that no rule can say anything about. Json values take on whatever type they hold. */
const OPEN_TYPES: ReadonlySet<DataType> = new Set(['?', 'Any', 'Json', 'NotSet']);

/** Types that the platform's own function metadata speaks about; others are newer than it and not judged. */
const judgedTypes = onDemand(
  (): ReadonlySet<DataType> =>
    new Set(
      allFunctions()
        .filter((row) => row.exact)
        .flatMap((row) => row.overloads)
        .flatMap((overload) => [...overload.params.flatMap((parameter) => parameter.types), overload.returns])
        .filter((type) => !/^(Any|NOT_SET)|Enum$/.test(type)),
    ),
);

export function isJudged(type: DataType): boolean {
  return judgedTypes().has(type) || (isCollection(type) && judgedTypes().has(elementType(type)));
}

export function isCollection(type: DataType): boolean {
  return type.endsWith('[]');
}

/** 'String' of 'String[]'; '?' when it is no list. */
export function elementType(type: DataType): DataType {
  return isCollection(type) ? type.slice(0, -2) : '?';
}

/** The type of a value that is sometimes the one and sometimes the other. */
export function joinTypes(a: DataType, b: DataType): DataType {
  if (a === b || b === 'NotSet') return a;
  if (a === 'NotSet') return b;
  if (widens(a, b)) return b;
  return widens(b, a) ? a : '?';
}

/** Used as is where the other type is asked for, without a conversion function. */
function widens(from: DataType, to: DataType): boolean {
  if (from === 'Integer') return to === 'Decimal';
  if (from === 'Integer[]') return to === 'Decimal[]';
  return from === 'Prompt' && to === 'Audio';
}

/**
 * How badly a value fits a parameter: 0 exactly (or nothing is known), undefined not at all.
 * The platform converts the result of a whole expression, but never an operand inside one.
 */
export function fitOf(type: DataType, parameter: Parameter): number | undefined {
  if (parameter.types.includes(type) || OPEN_TYPES.has(type) || !isJudged(type)) return 0;
  let best: number | undefined;
  for (const wanted of parameter.types) {
    if (widens(type, wanted)) best = 1;
    else if (wanted === 'Any' || (wanted === 'Any[]' && isCollection(type))) best ??= isCollection(wanted) ? 2 : 3;
  }
  return best;
}

/** The parameter that takes the operand at an index; the last one may take many. */
export function parameterAt({ params }: Overload, index: number): Parameter | undefined {
  if (index < params.length) return params[index];
  const last = params[params.length - 1];
  return last?.repeatable ? last : undefined;
}

export function takesCount({ least, most }: Overload, count: number): boolean {
  return count >= least && count <= most;
}

/** The result of a call that was resolved to overloads that fit equally well. */
export function resultOf(overloads: readonly Overload[], operands: readonly DataType[]): DataType {
  let result: DataType | undefined;
  for (const overload of overloads) {
    const bound = boundResult(overload, operands);
    if (result !== undefined && result !== bound) return '?';
    result = bound;
  }
  return result ?? '?';
}

/** 'Any' as a result means: what was given for 'Any'. GetAt(String[], Integer) gives a String. */
export function boundResult(overload: Overload, operands: readonly DataType[]): DataType {
  const { returns } = overload;
  if (returns !== 'Any' && returns !== 'Any[]') return returns;
  let ofLists: DataType | undefined;
  let ofItems: DataType | undefined;
  for (let index = 0; index < operands.length; index++) {
    const wanted = parameterAt(overload, index)?.types;
    if (wanted?.includes('Any[]')) ofLists = joinBound(ofLists, elementType(operands[index]!));
    else if (wanted?.includes('Any')) ofItems = joinBound(ofItems, operands[index]!);
  }
  const bound = ofLists ?? ofItems ?? '?';
  return returns === 'Any' || bound === '?' ? bound : `${bound}[]`;
}

function joinBound(bound: DataType | undefined, type: DataType): DataType {
  return bound === undefined ? type : joinTypes(bound, type);
}

/** True when the platform takes the value where the other type is asked for, by itself converting it if need be. */
export function convertsTo(from: DataType, to: DataType): boolean {
  if (from === to || widens(from, to) || OPEN_TYPES.has(from) || OPEN_TYPES.has(to)) return true;
  if (!isJudged(from) || !isJudged(to)) return true;
  return conversionsTo(to).some((parameter) => fitOf(from, parameter) !== undefined);
}

const conversionsByType = new Map<DataType, readonly Parameter[]>();

/** The operands that functions such as ToString and ToAudioDuration turn into a type. */
function conversionsTo(type: DataType): readonly Parameter[] {
  const known = conversionsByType.get(type);
  if (known) return known;
  const conversions = allFunctions()
    .filter((row) => /^To[A-Z]/.test(row.name))
    .flatMap((row) => row.overloads)
    .filter((overload) => overload.returns === type && takesCount(overload, 1))
    .flatMap((overload) => overload.params.slice(0, 1));
  conversionsByType.set(type, conversions);
  return conversions;
}

const PLAIN_TYPES = new Set(['String', 'Boolean', 'Integer', 'Decimal', 'Currency', 'Duration', 'DateTime']);

/** The element or property of a value by a bracket or a dot, as far as it is known. */
export function indexedType(object: DataType, index: DataType): DataType | undefined {
  if (isCollection(object)) return elementType(object);
  if (object === 'Json') return 'Json';
  // Integers index lists only; an object's properties have names.
  return index === 'Integer' && PLAIN_TYPES.has(object) ? undefined : '?';
}

/** 'an Integer', 'a list of String'. */
export function describeType(type: DataType): string {
  if (isCollection(type)) return `a list of ${elementType(type)}`;
  if (type === 'NotSet') return 'NOT_SET';
  return `${/^[AEIO]/.test(type) ? 'an' : 'a'} ${type}`;
}
