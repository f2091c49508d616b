import { LABELS, type Label, type LabelSet, labelBit, NO_LABELS } from './labels.js';
import facts from './sensitivity/names.json' with { type: 'json' };

/** What a name says about the value behind it. */
export interface NameVerdict {
  readonly labels: LabelSet;
  /** The name holds sensitive words, but says that the value is something else: a count, a mask, a flag. */
  readonly isDisclaimed: boolean;
  /** Somebody who knows the flows has said so; nothing else can outweigh it. */
  readonly isSettled?: boolean;
}

const NEUTRAL: NameVerdict = { labels: NO_LABELS, isDisclaimed: false };
const DISCLAIMED: NameVerdict = { labels: NO_LABELS, isDisclaimed: true };

interface Phrase {
  readonly words: readonly string[];
  readonly label: Label;
}

const CARRIERS = new Set(facts.carriers);
const PREPOSITIONS = new Set(facts.prepositions);
const DISCLAIMERS_IN_FRONT = new Set(facts.disclaimersInFront);
const DISCLAIMERS = facts.disclaimersAnywhere.map((text) => text.split(' '));
/** By first word, longest first; a phrase also stands glued together as one word ('cardnumber'). */
const PHRASES = indexPhrases();
const verdicts = new Map<string, NameVerdict>();
const VERDICT_LIMIT = 20_000;

/**
 * Classifies an identifier, attribute name or output key by its words (camelCase, snake_case, digits and any other
 * character split). A scope such as 'Task.' in front must be cut off by the caller.
 */
export function classifyName(name: string): NameVerdict {
  const known = verdicts.get(name);
  if (known) return known;
  const verdict = classifyWords(wordsOf(name));
  if (verdicts.size >= VERDICT_LIMIT) verdicts.clear();
  verdicts.set(name, verdict);
  return verdict;
}

function classifyWords(words: readonly string[]): NameVerdict {
  const head = headEnd(words);
  let best: { label: Label; start: number; end: number } | undefined;
  for (let start = 0; start < head; start++) {
    const phrase = phraseAt(words, start);
    if (phrase && start + phrase.words.length >= (best?.end ?? 0) && !insideBest(best, start, phrase)) {
      best = { label: phrase.label, start, end: start + phrase.words.length };
    }
  }
  if (!best) return NEUTRAL;
  if (DISCLAIMERS.some((run) => contains(words, run, best))) return DISCLAIMED;
  if (words.slice(0, best.start).some((word) => DISCLAIMERS_IN_FRONT.has(word))) return DISCLAIMED;
  for (let i = best.end; i < head; i++) {
    const word = words[i]!;
    if (!CARRIERS.has(word) && !/^\d+$/.test(word)) return DISCLAIMED;
  }
  return { labels: labelBit(best.label), isDisclaimed: false };
}

function insideBest(best: { start: number; end: number } | undefined, start: number, phrase: Phrase): boolean {
  return best !== undefined && start > best.start && start + phrase.words.length <= best.end;
}

/** The thing named stands before the first preposition: 'pin_of_caller' is a pin; 'date of birth' is one phrase. */
function headEnd(words: readonly string[]): number {
  for (let i = 1; i < words.length; i++) {
    if (PREPOSITIONS.has(words[i]!) && !coveredByPhrase(words, i)) return i;
  }
  return words.length;
}

function coveredByPhrase(words: readonly string[], at: number): boolean {
  for (let start = Math.max(0, at - 3); start < at; start++) {
    const phrase = phraseAt(words, start);
    if (phrase && start + phrase.words.length > at) return true;
  }
  return false;
}

function phraseAt(words: readonly string[], start: number): Phrase | undefined {
  const first = words[start]!;
  const runs = PHRASES.get(first) ?? PHRASES.get(singular(first));
  return runs?.find(({ words: run }) => run.every((word, i) => isWord(words[start + i], word, i === run.length - 1)));
}

/** A collection is named in the plural: 'cardNumbers'. */
function isWord(word: string | undefined, wanted: string, isLast: boolean): boolean {
  return word === wanted || (isLast && word !== undefined && singular(word) === wanted);
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word;
}

/** The run stands in the words, but not inside the phrase itself ('national id' holds no disclaiming 'id'). */
function contains(
  words: readonly string[],
  run: readonly string[],
  except: { start: number; end: number } | undefined,
): boolean {
  for (let start = 0; start + run.length <= words.length; start++) {
    if (except && start >= except.start && start + run.length <= except.end) continue;
    if (run.every((word, i) => words[start + i] === word)) return true;
  }
  return false;
}

/** Words of an identifier in lower case; digits are words of their own: 'cardLast4' -> card, last, 4. */
export function wordsOf(name: string): string[] {
  const words: string[] = [];
  for (const run of name.match(/[\p{Lu}]+(?![\p{Ll}])|[\p{Lu}]?[\p{Ll}]+|\p{Lo}+|\d+/gu) ?? []) {
    words.push(run.toLowerCase());
  }
  return words;
}

function indexPhrases(): Map<string, Phrase[]> {
  const index = new Map<string, Phrase[]>();
  const add = (phrase: Phrase) => {
    const list = index.get(phrase.words[0]!) ?? [];
    list.push(phrase);
    index.set(phrase.words[0]!, list);
  };
  for (const label of LABELS) {
    const phrases = (facts.phrases as Partial<Record<Label, string[]>>)[label] ?? [];
    for (const text of phrases) {
      const words = text.split(' ');
      add({ words, label });
      const glued = words.join('');
      if (words.length > 1 && glued.length >= 5) add({ words: [glued], label });
    }
  }
  for (const list of index.values()) list.sort((a, b) => b.words.length - a.words.length);
  return index;
}
