import { wordsOf } from './names.js';

/** Phrases to look for in a name: each a run of words. */
export type WordRuns = readonly (readonly string[])[];

export function wordRuns(phrases: readonly string[]): WordRuns {
  return phrases.map((phrase) => phrase.split(' '));
}

const verdicts = new WeakMap<WordRuns, Map<string, boolean>>();
const VERDICT_LIMIT = 20_000;

/** True when a name, split into words, has one of the runs in it; a plural counts as its singular. */
export function saysOneOf(name: string, runs: WordRuns): boolean {
  const known = verdicts.get(runs) ?? new Map<string, boolean>();
  verdicts.set(runs, known);
  let verdict = known.get(name);
  if (verdict === undefined) {
    verdict = holdsOneOf(wordsOf(name), runs);
    if (known.size >= VERDICT_LIMIT) known.clear();
    known.set(name, verdict);
  }
  return verdict;
}

function holdsOneOf(words: readonly string[], runs: WordRuns): boolean {
  const isWord = (word: string | undefined, wanted: string) => word === wanted || word === `${wanted}s`;
  return runs.some((run) => words.some((_, at) => run.every((wanted, i) => isWord(words[at + i], wanted))));
}
