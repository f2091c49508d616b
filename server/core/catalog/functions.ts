import type { DataType } from '../model/expression.js';
import data from './architect/functions.generated.json' with { type: 'json' };
import cxoneRows from './cxone/functions.json' with { type: 'json' };
import { onDemand } from './on-demand.js';

/** What a function lets through of a sensitive operand. */
export type TaintClass = 'propagate' | 'length-only' | 'boolean' | 'sanitize-candidate' | 'none';

/** Where a fact was read: the platform's own metadata, its SDK's documentation, its help, real flows, others' notes. */
export type FactSource = 'sdk' | 'sdk-docs' | 'help' | 'flows' | 'notes' | 'inferred';

export interface Parameter {
  readonly name: string;
  /** Usually one; 'Any' and 'Any[]' accept all scalars and all lists. */
  readonly types: readonly DataType[];
  readonly optional: boolean;
  /** May be given any number of times, also none. Only the last parameter can be. */
  readonly repeatable: boolean;
  readonly acceptsNotSet: boolean;
}

export interface Overload {
  readonly params: readonly Parameter[];
  /** How many values it takes at least, and at most. */
  readonly least: number;
  readonly most: number;
  readonly returns: DataType;
  /** Left out when it exists in every flow type. */
  readonly flowTypes?: readonly string[];
  /** The platform accepts it but does not offer it. */
  readonly hidden: boolean;
  readonly mustBeOutermost: boolean;
}

export interface FunctionRow {
  readonly name: string;
  /** The name in lower case, as functions are matched without regard to case. */
  readonly key: string;
  readonly category: string;
  readonly taint: TaintClass;
  readonly verified: boolean;
  readonly source: FactSource;
  /** The overloads are the platform's own, so the number of values can be judged. */
  readonly exact: boolean;
  /** The platform decides per organization or flow type whether it exists. */
  readonly availabilityFromServer: boolean;
  readonly producesAudio: boolean;
  readonly note?: string;
  readonly taintNote?: string;
  readonly lookup?: string;
  readonly overloads: readonly Overload[];
}

export interface OperatorRow {
  readonly id: string;
  readonly symbol: string;
  readonly overloads: readonly Overload[];
}

/** A function that people expect and the platform does not have. */
export interface AbsentFunction {
  readonly name: string;
  readonly instead: readonly string[];
}

/** What the platform allows an expression to be. */
export const EXPRESSION_LIMITS = data.limits;

const functions = onDemand((): readonly FunctionRow[] =>
  data.functions.map((row) => ({
    ...row,
    key: row.name.toLowerCase(),
    // The script that writes the rows knows only these words.
    taint: row.taint as TaintClass,
    source: row.source as FactSource,
    exact: row.exact === true,
    availabilityFromServer: row.availabilityFromServer === true,
    producesAudio: row.producesAudio === true,
    overloads: overloadsOf(row),
  })),
);

const functionAsSpelled = onDemand(() => new Map(functions().map((row) => [row.name, row])));
const functionByName = onDemand(() => new Map(functions().map((row) => [row.key, row])));
const absentByName = new Map<string, AbsentFunction>(data.notPresent.map((row) => [row.name.toLowerCase(), row]));
/** By symbol, then by the number of operands. */
const operatorsBySymbol = onDemand(indexOperators);

export function findFunction(name: string): FunctionRow | undefined {
  // Nearly always it is written as the platform writes it.
  return functionAsSpelled().get(name) ?? functionByName().get(name.toLowerCase());
}

export function findAbsentFunction(name: string): AbsentFunction | undefined {
  return absentByName.get(name.toLowerCase());
}

const taintByKey = new Map(cxoneRows.map((row) => [`cxone:${row.name}`, row.taint as TaintClass]));

/** What a function of another platform lets through, by the key of a call; undefined when the rows do not say. */
export function taintOfKey(key: string): TaintClass | undefined {
  return taintByKey.get(key);
}

/** `symbol` as in the syntax tree; 'and' and 'or' in lower case. '-' exists with one and with two operands. */
export function findOperator(symbol: string, operands: number): OperatorRow | undefined {
  return operatorsBySymbol().get(symbol)?.[operands];
}

function indexOperators(): ReadonlyMap<string, ReadonlyArray<OperatorRow | undefined>> {
  const index = new Map<string, Array<OperatorRow | undefined>>();
  for (const operator of data.operators) {
    const row = { ...operator, overloads: overloadsOf(operator) };
    const rows = index.get(row.symbol) ?? [];
    rows[row.overloads[0]?.params.length ?? 0] = row;
    index.set(row.symbol, rows);
  }
  return index;
}

export function allFunctions(): readonly FunctionRow[] {
  return functions();
}

/** The language's operators by precedence level, 1 binds tightest. */
export function operatorPrecedence(): ReadonlyArray<{ readonly level: number; readonly operators: readonly string[] }> {
  return data.precedence;
}

interface OverloadData {
  readonly params: readonly string[];
  readonly returns: string;
  readonly flowTypes?: number;
  readonly hidden?: boolean;
  readonly mustBeOutermost?: boolean;
}

function overloadsOf(row: { readonly overloads: readonly OverloadData[] }): readonly Overload[] {
  return row.overloads.map((overload) => {
    const flowTypes = overload.flowTypes === undefined ? undefined : data.flowTypeSets[overload.flowTypes];
    const params = overload.params.map(readParameter);
    return {
      params,
      least: params.filter(({ optional, repeatable }) => !optional && !repeatable).length,
      most: params.at(-1)?.repeatable ? Number.POSITIVE_INFINITY : params.length,
      returns: overload.returns,
      ...(flowTypes && { flowTypes }),
      hidden: overload.hidden === true,
      mustBeOutermost: overload.mustBeOutermost === true,
    };
  });
}

/** 'text:String~': `?` optional, `*` repeatable, `~` may be NOT_SET. */
function readParameter(text: string): Parameter {
  const colon = text.indexOf(':');
  const typeEnd = text.search(/[?*~]*$/);
  const marks = text.slice(typeEnd);
  return {
    name: text.slice(0, colon),
    types: text.slice(colon + 1, typeEnd).split('|'),
    optional: marks.includes('?'),
    repeatable: marks.includes('*'),
    acceptsNotSet: marks.includes('~'),
  };
}
