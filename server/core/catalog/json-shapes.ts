import type { ContainerKind, Output, TargetKind } from '../model/flow.js';
import { findAction, findActionByJsonType } from './actions.js';
import shapes from './architect/json-shapes.json' with { type: 'json' };

/** How the values of one JSON field are read; see json-shapes.json. */
export interface FieldShape {
  readonly role: string;
  readonly form?: 'named' | 'entry' | 'pairs' | 'attributes' | 'slot' | 'text';
  /** Attributes that are fetched: the expression names the variable that receives the value. */
  readonly reads?: boolean;
  /** Plain settings: JSON word -> YAML word. */
  readonly values?: Readonly<Record<string, string>>;
}

/** Which fields of an action say what it points to. */
export interface TargetFields {
  readonly kind: TargetKind;
  readonly id: string;
  readonly name: string;
}

const fields = new Map(
  (shapes.fields as (FieldShape & { type: string; field: string })[]).flatMap((row) =>
    row.type.split(' ').flatMap((type) => row.field.split(' ').map((field) => [keyOf(type, field), row] as const)),
  ),
);
const targets = shapes.targets as (TargetFields & { type: string })[];
const containers = new Map(shapes.containers.map((row) => [row.type, row.kind as ContainerKind]));
const menuChoices = new Map(shapes.menuChoices.map((row) => [row.type, row.kind]));
const authoredOutputs = new Map(shapes.authoredOutputs.map((row) => [row.type, row.kind as Output['kind']]));
const errorHandling = new Map(shapes.errorHandling.map((row) => [row.handling, row.kind]));
const variableTypes = new Map(Object.entries(shapes.variableTypes));
const statementTypes = new Map(Object.entries(shapes.statementTypes));

/** Outputs that can be switched off; others that are out of service only have no branch of their own. */
export const SWITCHABLE_OUTPUTS: ReadonlySet<string> = new Set(shapes.switchable);
/** Keys of an element that hold no values: ids, names, layout, and what the reader follows itself. */
export const NOT_FIELDS: ReadonlySet<string> = new Set(shapes.notFields);
export const NOT_FLOW_FIELDS: ReadonlySet<string> = new Set(shapes.notFlowFields);
/** Types whose literals are the name of a thing: YAML writes them as `{name: ...}`. */
export const NAMED_LITERALS: ReadonlySet<string> = new Set(shapes.namedLiterals);

function keyOf(type: string, field: string): string {
  return `${type} ${field}`;
}

/** The row for a field of an action type, menu or flow; undefined: the field's own name is its role. */
export function findField(type: string, field: string): FieldShape | undefined {
  return fields.get(keyOf(type, field)) ?? fields.get(keyOf('*', field));
}

/** Rows that may say what an action of this type points to; the first one with a value counts. */
export function targetFieldsOf(type: string): readonly TargetFields[] {
  return targets.filter((row) => row.type === type || row.type === '*');
}

export function containerKindOf(type: string): ContainerKind | undefined {
  return containers.get(type);
}

/** YAML key of a menu choice by the type of its action: 'menuDisconnect'. */
export function menuChoiceOf(type: string): string | undefined {
  const known = menuChoices.get(type);
  if (known) return known;
  const base = findActionByJsonType(type)?.key;
  const key = base === undefined ? '' : `menu${base[0]!.toUpperCase()}${base.slice(1)}`;
  return findAction(key) ? key : undefined;
}

/** What an output with an id of its own is: a case, an intent or a named path. */
export function authoredOutputOf(type: string): Output['kind'] {
  return authoredOutputs.get(type) ?? 'path';
}

/** `__MAX_NO_INPUTS__` -> 'maxNoInputs'; undefined for ids that authors' outputs have. */
export function outputNameOf(id: string): string | undefined {
  const word = /^__([A-Z0-9_]+)__$/.exec(id)?.[1];
  return word?.toLowerCase().replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** 'EndWorkflow' -> 'endWorkflow'. */
export function errorHandlingOf(handling: string): string {
  return errorHandling.get(handling) ?? handling.slice(0, 1).toLowerCase() + handling.slice(1);
}

/** 'StringVariable' -> 'String'; '?' when the word is none. */
export function jsonVariableType(word: string, isCollection: boolean): string {
  const base = variableTypes.get(word) ?? /^([A-Z][A-Za-z]*)Variable$/.exec(word)?.[1];
  return base === undefined ? '?' : base + (isCollection ? '[]' : '');
}

/** The YAML key of an assignment by its type code: 'str_coll' -> 'stringCollection'; the code itself when unknown. */
export function statementKeyOf(code: string): string {
  const isCollection = code.endsWith('_coll');
  const base = isCollection ? code.slice(0, -5) : code;
  return (statementTypes.get(base) ?? base) + (isCollection ? 'Collection' : '');
}
