import { labelSet } from './labels.js';
import { isPlaceholder } from './literals.js';
import { classifyName } from './names.js';
import facts from './sensitivity/requests.json' with { type: 'json' };

const HEADERS = new Set(facts.headers.map(({ header }) => header));
const SCHEMES = new Set(facts.schemes);
const CREDENTIALS = labelSet('SECRET', 'TOKEN');

const INPUT = new RegExp(facts.inputs.pattern, 'g');

/** An input that a request names. */
export interface InputReference {
  /** '' for all inputs together. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The inputs that a piece of a request names: its address, its body or a header. */
export function inputReferences(text: string): readonly InputReference[] {
  if (!text.includes('input.')) return [];
  return [...text.matchAll(INPUT)].map(({ 0: whole, 1: name = '', index }) => ({
    name: name === facts.inputs.everything ? '' : name,
    start: index,
    end: index + whole.length,
  }));
}

/** Whether a header, parameter or property of a request is there to carry a credential. */
export function carriesCredential(name: string): boolean {
  return HEADERS.has(name.toLowerCase()) || (classifyName(name).labels & CREDENTIALS) !== 0;
}

/** Where the credential of such a value begins, behind a word like `Bearer`; -1 when it is no literal one. */
export function literalCredentialStart(value: string): number {
  const [, scheme = '', gap = ''] = /^([A-Za-z-]+)([ \t]+)/.exec(value) ?? [];
  const start = SCHEMES.has(scheme.toLowerCase()) ? scheme.length + gap.length : 0;
  const credential = value.slice(start);
  return /[$\ufffc]/.test(credential) || isPlaceholder(credential) ? -1 : start;
}
