import { LABELS, type Label, type LabelSet, labelBit, NO_LABELS } from './labels.js';
import facts from './sensitivity/prompts.json' with { type: 'json' };

/** How many digits a collection takes; undefined bounds are not written in the flow. */
export interface DigitRange {
  readonly min: number | undefined;
  readonly max: number | undefined;
}

const BOUNDS = facts.digits as unknown as Partial<Record<Label, readonly [number, number]>>;
const CARD_DIGITS = facts.cardDigits as [number, number];

/** What the prompt asks the caller to key or say; nothing when it offers choices or asks for a part only. */
export function classifyPrompt(prompt: string, digits: DigitRange): LabelSet {
  const sentences = prompt.toLowerCase().split(/[.!?;\n]/);
  for (const sentence of sentences) {
    const label = askedIn(sentence, digits);
    if (label !== undefined) return labelBit(label);
  }
  return NO_LABELS;
}

function askedIn(sentence: string, digits: DigitRange): Label | undefined {
  const asksAt = firstOf(sentence, facts.asks);
  if (asksAt < 0) return undefined;
  if (facts.partial.some((words) => indexOfWords(sentence, words) >= 0)) return undefined;
  let best: { readonly label: Label; readonly length: number } | undefined;
  for (const label of LABELS) {
    const phrases = (facts.phrases as Partial<Record<Label, string[]>>)[label] ?? [];
    for (const phrase of phrases) {
      const at = indexOfWords(sentence, phrase);
      if (at <= asksAt || phrase.length <= (best?.length ?? 0)) continue;
      if (!contradicts(label, digits) && !isNegated(sentence.slice(0, at))) best = { label, length: phrase.length };
    }
  }
  if (best) return best.label;
  const saysCard = facts.cardWords.some((word) => indexOfWords(sentence, word) > asksAt);
  return saysCard && isCardRange(digits) ? 'PAN' : undefined;
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
