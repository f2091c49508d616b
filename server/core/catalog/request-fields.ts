import type { DataType } from '../model/expression.js';
import type { Target } from '../model/flow.js';
import facts from './sensitivity/request-fields.json' with { type: 'json' };
import { saysOneOf, type WordRuns, wordRuns } from './word-runs.js';

/** Who gets a request. */
export type Recipient = 'fraud' | 'vault' | 'crm';
/** What one input of a request, or one variable, carries. */
export type Field =
  | 'expiry'
  | 'caller'
  | 'once'
  | 'freshness'
  | 'reason'
  | 'reference'
  | 'amount'
  | 'response'
  | 'service-credential';

const RECIPIENTS = new Map(facts.recipients.map((row): [string, WordRuns] => [row.recipient, wordRuns(row.words)]));
const FIELDS = new Map(facts.fields.map((row): [string, WordRuns] => [row.field, wordRuns(row.words)]));
const CURRENCY_FUNCTIONS = new Set(facts.currency.functions.map((name) => name.toLowerCase()));
const UNITS = facts.units.map(({ words, seconds }) => ({ runs: wordRuns(words), seconds }));
const CALLBACKS: ReadonlyMap<string, readonly string[]> = new Map(
  facts.callbacks.map(({ action, roles }) => [action, roles]),
);
const CURRENCY_TYPES = new Set(facts.currency.types);

/** How long a signed link may work, in seconds, unless somebody settles it otherwise. */
export const LINK_SECONDS = facts.expirySeconds;

/** True when a data action's own words, or those of its integration, name the recipient. */
export function isSentTo(recipient: Recipient, { name, category }: Target): boolean {
  return says(RECIPIENTS.get(recipient), name) || says(RECIPIENTS.get(recipient), category ?? '');
}

/** True when a name says that it carries this. */
export function carries(field: Field, name: string): boolean {
  return says(FIELDS.get(field), name);
}

/** How many seconds one unit of a number is, by the words of its name: 60 for `expiresInMinutes`. */
export function secondsPerUnit(name: string): number {
  return UNITS.find(({ runs }) => saysOneOf(name, runs))?.seconds ?? 1;
}

/** The roles in which a callback takes along what it is about; undefined for actions that create none. */
export function callbackContext(kind: string): readonly string[] | undefined {
  return CALLBACKS.get(kind);
}

/** True for functions that make money of a number, or speak it as money. */
export function isCurrencyFunction(name: string): boolean {
  return CURRENCY_FUNCTIONS.has(name.toLowerCase());
}

export function isCurrencyType(type: DataType): boolean {
  return CURRENCY_TYPES.has(type);
}

function says(runs: WordRuns | undefined, name: string): boolean {
  return runs !== undefined && saysOneOf(name, runs);
}
