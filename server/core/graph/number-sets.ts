/**
 * A set of numbers as intervals that follow each other. A bound is a place on the number line between two numbers that
 * are as near as possible: just below `at`, or just above it.
 */
export type NumberSet = readonly Interval[];

export interface Interval {
  readonly from: Bound;
  readonly to: Bound;
}

export interface Bound {
  readonly at: number;
  readonly isAbove: boolean;
}

const LOWEST: Bound = { at: Number.NEGATIVE_INFINITY, isAbove: false };
const HIGHEST: Bound = { at: Number.POSITIVE_INFINITY, isAbove: true };

export const EVERY_NUMBER: NumberSet = [{ from: LOWEST, to: HIGHEST }];
export const NO_NUMBER: NumberSet = [];

/** The numbers that stand in a relation to one. */
export function numbersThat(relation: '==' | '!=' | '<' | '<=' | '>' | '>=', at: number): NumberSet {
  const below: Bound = { at, isAbove: false };
  const above: Bound = { at, isAbove: true };
  switch (relation) {
    case '==':
      return [{ from: below, to: above }];
    case '!=':
      return complement([{ from: below, to: above }]);
    case '<':
      return [{ from: LOWEST, to: below }];
    case '<=':
      return [{ from: LOWEST, to: above }];
    case '>':
      return [{ from: above, to: HIGHEST }];
    case '>=':
      return [{ from: below, to: HIGHEST }];
  }
}

export function union(a: NumberSet, b: NumberSet): NumberSet {
  const sorted = [...a, ...b].sort((one, other) => compare(one.from, other.from));
  const merged: Interval[] = [];
  for (const interval of sorted) {
    const last = merged.at(-1);
    if (last && compare(interval.from, last.to) <= 0)
      merged[merged.length - 1] = { from: last.from, to: later(last.to, interval.to) };
    else merged.push(interval);
  }
  return merged;
}

export function complement(set: NumberSet): NumberSet {
  const rest: Interval[] = [];
  let from = LOWEST;
  for (const interval of set) {
    if (compare(from, interval.from) < 0) rest.push({ from, to: interval.from });
    from = interval.to;
  }
  if (compare(from, HIGHEST) < 0) rest.push({ from, to: HIGHEST });
  return rest;
}

export function intersection(a: NumberSet, b: NumberSet): NumberSet {
  return complement(union(complement(a), complement(b)));
}

export function contains(outer: NumberSet, inner: NumberSet): boolean {
  return intersection(inner, complement(outer)).length === 0;
}

/** The same set where only whole numbers occur: gaps without one close. */
export function wholeNumbers(set: NumberSet): NumberSet {
  const whole = set.map(({ from, to }) => ({ from: nextWhole(from), to: nextWhole(to) }));
  return union(
    NO_NUMBER,
    whole.filter(({ from, to }) => compare(from, to) < 0),
  );
}

/** Just below the first whole number that lies behind a bound. */
function nextWhole({ at, isAbove }: Bound): Bound {
  if (!Number.isFinite(at)) return { at, isAbove };
  return { at: isAbove ? Math.floor(at) + 1 : Math.ceil(at), isAbove: false };
}

/** 'exactly 30', 'what lies between 30 and 40', 'whatever is above 70'. */
export function wordsFor({ from, to }: Interval, isWhole: boolean): string {
  const low = isWhole || !from.isAbove ? from.at : undefined;
  const high = isWhole ? to.at - 1 : to.isAbove ? to.at : undefined;
  if (from.at === Number.NEGATIVE_INFINITY) return `whatever is below ${to.at}`;
  if (to.at === Number.POSITIVE_INFINITY) return `whatever is above ${isWhole ? from.at - 1 : from.at}`;
  if (low !== undefined && low === high) return `exactly ${low}`;
  return isWhole ? `${from.at} to ${to.at - 1}` : `what lies between ${from.at} and ${to.at}`;
}

function compare(a: Bound, b: Bound): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return Number(a.isAbove) - Number(b.isAbove);
}

function later(a: Bound, b: Bound): Bound {
  return compare(a, b) < 0 ? b : a;
}
