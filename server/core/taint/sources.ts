import { type Label, type LabelSet, labelBit, NO_LABELS, narrow } from '../catalog/labels.js';
import { classifyWith, type LocalFacts } from '../catalog/local-facts.js';
import { classifyPrompt, contradicts, type DigitRange, isCardRange, isMenuAnswer } from '../catalog/prompts.js';
import type { Confidence, Place } from '../model/finding.js';

/** Where a value is born. */
export interface Source {
  readonly id: number;
  /** None for an outside value that is harmless itself but may carry sensitive properties. */
  readonly labels: LabelSet;
  readonly confidence: Confidence;
  readonly place: Place;
  /** First step of a trace, in the user's words: 'card number collected here'. */
  readonly message: string;
  /** How the value is called in a finding's sentence: the variable or property. */
  readonly name: string;
  /** A secure variable that something fills, but perhaps not on this way. Said only where nothing else arrives. */
  readonly isUnfilled?: boolean;
}

/** Labels by the first name that says anything; a name that disclaims ends the search. S4, S6. */
export function classifyNames(facts: LocalFacts, ...names: readonly string[]): LabelSet {
  for (const name of names) {
    const verdict = classifyWith(facts, name);
    if (verdict.labels !== NO_LABELS) return verdict.labels;
    if (verdict.isDisclaimed) return NO_LABELS;
  }
  return NO_LABELS;
}

export interface Collection {
  /** Destination or slot name without its scope. */
  readonly name: string;
  readonly prompt: string;
  readonly digits: DigitRange;
  readonly inSecureFlow: boolean;
}

/** What a collection takes in. S2, S3 and settled questions 2 and 4. */
export function classifyCollection(facts: LocalFacts, { name, prompt, digits, inSecureFlow }: Collection): LabelSet {
  const byName = classifyWith(facts, name);
  if (byName.isSettled) return byName.labels;
  const named = digitsFit(byName.labels, digits) ? byName.labels : NO_LABELS;
  if (named !== NO_LABELS) return named;
  if (isMenuAnswer(prompt, digits)) return NO_LABELS;
  const asked = byName.isDisclaimed ? NO_LABELS : classifyPrompt(prompt, digits);
  if (!inSecureFlow) return asked;
  return narrow(asked | labelBit(isCardRange(digits) && asked === NO_LABELS ? 'PAN' : 'SECURE'));
}

function digitsFit(labels: LabelSet, digits: DigitRange): boolean {
  const contradicted: readonly Label[] = ['PAN', 'CVV', 'PIN', 'OTP', 'ACCOUNT', 'PII'];
  return !contradicted.some((label) => (labels & labelBit(label)) !== 0 && contradicts(label, digits));
}
