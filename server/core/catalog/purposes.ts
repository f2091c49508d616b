import { wordsOf } from './names.js';
import facts from './sensitivity/purposes.json' with { type: 'json' };

/** What something is for, as far as its name tells. */
export type Purpose = (typeof PURPOSES)[number];
export const PURPOSES = [
  'authentication',
  'sensitive action',
  'happens once',
  'financial',
  'risk check',
  'risk',
  'verdict',
  'proven',
  'identity',
  'specialist queue',
  'routing reason',
  'retry counter',
] as const;

interface PurposeRow {
  readonly isWhole: boolean;
  readonly phrases: readonly (readonly string[])[];
  readonly not: readonly (readonly string[])[];
}

const ROWS: ReadonlyMap<string, PurposeRow> = new Map(
  facts.purposes.map(({ purpose, phrases, not, ...row }) => [
    purpose,
    { isWhole: 'match' in row, phrases: phrases.map(wordsIn), not: not.map(wordsIn) },
  ]),
);
const NEGATIVES = new Set(facts.negatives);
const HIGH = new Set(facts.high);

const verdicts = new Map<Purpose, Map<string, boolean>>();
const VERDICT_LIMIT = 20_000;

/** True when a name says that the thing behind it is for this. A scope in front must be cut off by the caller. */
export function hasPurpose(purpose: Purpose, name: string): boolean {
  const known = verdicts.get(purpose) ?? new Map<string, boolean>();
  verdicts.set(purpose, known);
  let verdict = known.get(name);
  if (verdict === undefined) {
    const words = wordsOf(name).map(singular);
    const row = ROWS.get(purpose);
    verdict = row !== undefined && says(row, words) && !row.not.some((run) => holds(words, run));
    if (known.size >= VERDICT_LIMIT) known.clear();
    known.set(name, verdict);
  }
  return verdict;
}

const negatives = new Map<string, boolean>();

/** True for an answer that says no: 'failed', 'invalid', a code from 400 on. */
export function isNegative(text: string): boolean {
  let verdict = negatives.get(text);
  if (verdict === undefined) {
    const code = /^\s*(\d{3})\s*$/.exec(text);
    verdict = code ? Number(code[1]) >= 400 : wordsOf(text).some((word) => NEGATIVES.has(word));
    if (negatives.size >= VERDICT_LIMIT) negatives.clear();
    negatives.set(text, verdict);
  }
  return verdict;
}

/** True for the word of the highest tier: 'high', 'critical'. */
export function isHighTier(text: string): boolean {
  return wordsOf(text).some((word) => HIGH.has(word));
}

function says({ isWhole, phrases }: PurposeRow, words: readonly string[]): boolean {
  return phrases.some((run) => (isWhole ? run.length === words.length && holds(words, run) : holds(words, run)));
}

function holds(words: readonly string[], run: readonly string[]): boolean {
  return words.some((_, at) => run.every((word, i) => words[at + i] === word));
}

function wordsIn(text: string): string[] {
  return text.split(' ').map(singular);
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') && word !== 'status' ? word.slice(0, -1) : word;
}
