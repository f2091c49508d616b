import { LABELS, type Label, type LabelSet, labelBit, NO_LABELS } from './labels.js';
import facts from './sensitivity/prompts.json' with { type: 'json' };

/** How many digits a collection takes; undefined bounds are not written in the flow. */
export interface DigitRange {
  readonly min: number | undefined;
  readonly max: number | undefined;
}

const BOUNDS = facts.digits as unknown as Partial<Record<Label, readonly [number, number]>>;
const CARD_DIGITS = facts.cardDigits as [number, number];

const LEAD_INS = new Set(facts.leadIns);
const CLOSINGS = new Set(facts.closings);

/** What the prompt asks the caller to key or say; nothing when it offers choices or asks for a part only. */
export function classifyPrompt(prompt: string, digits: DigitRange): LabelSet {
  let before = '';
  for (const sentence of prompt.toLowerCase().split(/[.!?;\n]/)) {
    const label = askedIn(sentence, digits) ?? askedBriefly(sentence, digits) ?? askedForIt(before, sentence, digits);
    if (label !== undefined) return labelBit(label);
    before = sentence;
  }
  return NO_LABELS;
}

function askedIn(sentence: string, digits: DigitRange): Label | undefined {
  const asksAt = firstOf(sentence, facts.asks);
  if (asksAt < 0) return undefined;
  const named = namedIn(sentence, asksAt, digits);
  if (named || isPartial(sentence)) return named?.label;
  const saysCard = facts.cardWords.some((word) => indexOfWords(sentence, word) > asksAt);
  return saysCard && isCardRange(digits) ? 'PAN' : undefined;
}

/** A request without a verb: 'And the security code?', 'Card number, please.' */
function askedBriefly(sentence: string, digits: DigitRange): Label | undefined {
  const named = namedIn(sentence, -1, digits);
  if (!named) return undefined;
  const { at, length, label } = named;
  const isLeadIn = wordsIn(sentence.slice(0, at)).every((word) => LEAD_INS.has(word) || /^\d+$/.test(word));
  const behind = wordsIn(sentence.slice(at + length));
  const isClosing = behind[0] === 'followed' || behind.every((word) => CLOSINGS.has(word));
  return isLeadIn && isClosing ? label : undefined;
}

/** 'Your card number is needed. Please enter it now.' */
function askedForIt(before: string, sentence: string, digits: DigitRange): Label | undefined {
  const asksAt = firstOf(sentence, facts.asks);
  if (asksAt < 0 || indexOfWords(sentence, 'it') < asksAt) return undefined;
  return namedIn(before, -1, digits)?.label;
}

interface Named {
  readonly label: Label;
  readonly at: number;
  readonly length: number;
}

/** The longest phrase behind a place that names something of which there can be that many digits. */
function namedIn(sentence: string, from: number, digits: DigitRange): Named | undefined {
  if (isPartial(sentence)) return undefined;
  let best: Named | undefined;
  for (const label of LABELS) {
    const phrases = (facts.phrases as Partial<Record<Label, string[]>>)[label] ?? [];
    for (const phrase of phrases) {
      const at = indexOfWords(sentence, phrase);
      if (at <= from || at < 0 || phrase.length <= (best?.length ?? 0)) continue;
      if (!contradicts(label, digits) && !isNegated(sentence.slice(0, at))) best = { label, at, length: phrase.length };
    }
  }
  return best;
}

function isPartial(sentence: string): boolean {
  return facts.partial.some((words) => indexOfWords(sentence, words) >= 0);
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function isNegated(before: string): boolean {
  return facts.negations.some((word) => indexOfWords(before, word) >= 0);
}

/** True when a value of that many digits cannot be the thing. */
export function contradicts(label: Label, digits: DigitRange): boolean {
  const bounds = BOUNDS[label];
  if (!bounds) return false;
  const [shortest, longest] = bounds;
  return (digits.max !== undefined && digits.max < shortest) || (digits.min !== undefined && digits.min > longest);
}

/** As many digits as a card number has. */
export function isCardRange({ min, max }: DigitRange): boolean {
  return max !== undefined && max >= CARD_DIGITS[0] && max <= CARD_DIGITS[1] && (min ?? 0) >= 12;
}

/** An answer to a menu: one digit, or two at most when the prompt offers choices. Settled question 2. */
export function isMenuAnswer(prompt: string, { max }: DigitRange): boolean {
  if (max === undefined) return false;
  return (
    max <= 1 ||
    (max <= 2 && /\bpress\s+(?:\d|one|two|three|four|five|six|seven|eight|nine|zero|star|pound)/i.test(prompt))
  );
}

function firstOf(text: string, words: readonly string[]): number {
  let first = -1;
  for (const word of words) {
    const at = indexOfWords(text, word);
    if (at >= 0 && (first < 0 || at < first)) first = at;
  }
  return first;
}

/** Like indexOf, but whole words only: 'pin' does not stand in 'shipping'. */
function indexOfWords(text: string, words: string): number {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (!isWordCharacter(text, at - 1) && !isWordCharacter(text, at + words.length)) return at;
  }
  return -1;
}

function isWordCharacter(text: string, at: number): boolean {
  return at >= 0 && at < text.length && /[\p{L}\p{N}]/u.test(text[at]!);
}
