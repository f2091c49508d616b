/** What a sensitive value is. Taint policy, section 1. */
export const LABELS = ['PAN', 'CVV', 'PIN', 'OTP', 'ACCOUNT', 'TOKEN', 'LINK', 'SECRET', 'PII', 'SECURE'] as const;
export type Label = (typeof LABELS)[number];

/** A set of labels, one bit each in the order of `LABELS`. */
export type LabelSet = number;

export const NO_LABELS: LabelSet = 0;
export const ALL_LABELS: LabelSet = (1 << LABELS.length) - 1;

export function labelBit(label: Label): LabelSet {
  return 1 << LABELS.indexOf(label);
}

export function labelSet(...labels: readonly Label[]): LabelSet {
  return labels.reduce((set, label) => set | labelBit(label), NO_LABELS);
}

/** The labels of a set in policy order. */
export function labelsOf(set: LabelSet): Label[] {
  return LABELS.filter((label) => (set & labelBit(label)) !== 0);
}

/** A narrower label replaces SECURE. */
export function narrow(set: LabelSet): LabelSet {
  const secure = labelBit('SECURE');
  return (set & ~secure) !== 0 ? set & ~secure : set;
}

/** How a label is called in messages, without an article. */
const WORDS: Readonly<Record<Label, string>> = {
  PAN: 'card number',
  CVV: 'card verification value',
  PIN: 'PIN',
  OTP: 'one-time code',
  ACCOUNT: 'account number',
  TOKEN: 'access token',
  LINK: 'signed link',
  SECRET: 'secret',
  PII: 'personal identifier',
  SECURE: 'secure value',
};

export function labelWords(set: LabelSet): string {
  return labelsOf(set)
    .map((label) => WORDS[label])
    .join(' and ');
}
