import type { DataType } from '../model/expression.js';
import data from './architect/builtins.generated.json' with { type: 'json' };
import type { FactSource } from './functions.js';
import { onDemand } from './on-demand.js';

/** A variable that the platform provides. Every one is read-only, none is secure. */
export interface BuiltIn {
  /** 'Call.Ani', 'Email.Message.body'; 'Prompt.<name>' stands for every name in the scope. */
  readonly name: string;
  readonly type: DataType;
  readonly verified: boolean;
  readonly source: FactSource;
  /** Ours: 'pii', 'pii-id', 'free-text-source', 'caution', 'link'. */
  readonly sensitive?: string;
  readonly note?: string;
  readonly flowTypes: readonly string[];
}

export interface Scope {
  readonly name: string;
  /** Holds built-ins only: authors cannot add variables to it. */
  readonly readOnly: boolean;
  readonly note: string;
}

const WILDCARD = '<name>';

const builtIns = onDemand((): readonly BuiltIn[] =>
  data.builtIns.map((row) => ({
    ...row,
    // The script that writes the rows knows only these words.
    source: row.source as FactSource,
    flowTypes: data.flowTypeSets[row.flowTypes] ?? [],
  })),
);

const builtInByName = onDemand(() => new Map(builtIns().map((row) => [row.name.toLowerCase(), row])));
const scopeByName = new Map(data.scopes.map((scope) => [scope.name.toLowerCase(), scope]));

/** Looks up a whole path: 'Call.Ani', 'Email.Message.body', 'Prompt.Welcome'. */
export function findBuiltIn(name: string): BuiltIn | undefined {
  const key = name.toLowerCase();
  const byName = builtInByName();
  const found = byName.get(key);
  if (found) return found;
  const dot = key.indexOf('.');
  return dot > 0 && !key.includes('.', dot + 1) ? byName.get(`${key.slice(0, dot)}.${WILDCARD}`) : undefined;
}

/** The scope of 'Flow' or of 'Flow.card'. */
export function findScope(name: string): Scope | undefined {
  const dot = name.indexOf('.');
  return scopeByName.get((dot === -1 ? name : name.slice(0, dot)).toLowerCase());
}

export function allBuiltIns(): readonly BuiltIn[] {
  return builtIns();
}

export function allScopes(): readonly Scope[] {
  return data.scopes;
}
