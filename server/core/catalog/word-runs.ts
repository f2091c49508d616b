import { wordsOf } from './names.js';

/** Phrases to look for in a name: each a run of words. */
export type WordRuns = readonly (readonly string[])[];

export function wordRuns(phrases: readonly string[]): WordRuns {
  return phrases.map((phrase) => phrase.split(' '));
}

/** True when a name, split into words, has one of the runs in it; a plural counts as its singular. */
export function saysOneOf(name: string, runs: WordRuns): boolean {
  const words = wordsOf(name);
  const isWord = (word: string | undefined, wanted: string) => word === wanted || word === `${wanted}s`;
  return runs.some((run) => words.some((_, at) => run.every((wanted, i) => isWord(words[at + i], wanted))));
}
