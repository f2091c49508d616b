import facts from './sensitivity/disguises.json' with { type: 'json' };
import { saysOneOf, wordRuns } from './word-runs.js';

/** A call that writes mask characters: which operand holds them (-1: any), and how they look. */
export interface MaskingCall {
  readonly operand: number;
  readonly pattern: RegExp;
}

const PROMISES = facts.promises.map(({ words, promise }) => ({ promise, runs: wordRuns(words) }));
const MASKING: ReadonlyMap<string, MaskingCall> = new Map(
  facts.masking.map((row) => [row.function.toLowerCase(), { operand: row.operand, pattern: new RegExp(row.pattern) }]),
);

const promises = new Map<string, string | undefined>();
const PROMISE_LIMIT = 10_000;

/** What a name promises to hold instead of the value itself: 'a mask', 'a hash'; undefined for other names. */
export function promiseOf(name: string): string | undefined {
  if (promises.has(name)) return promises.get(name);
  const promise = PROMISES.find(({ runs }) => saysOneOf(name, runs))?.promise;
  if (promises.size >= PROMISE_LIMIT) promises.clear();
  promises.set(name, promise);
  return promise;
}

/** How a function is used to paint over a value; undefined for functions that are not. */
export function maskingCall(name: string): MaskingCall | undefined {
  return MASKING.get(name.toLowerCase());
}
