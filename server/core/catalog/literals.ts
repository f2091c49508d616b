import { hasCheckDigit } from '../text/check-digit.js';
import facts from './sensitivity/literals.json' with { type: 'json' };

/** A card number in a text: where it stands, never what it is. */
export interface CardNumberMatch {
  readonly start: number;
  readonly end: number;
  /** 'test' = published for tests; 'brand' = prefix and length of a card scheme; 'digits' = only the check digit fits. */
  readonly kind: 'test' | 'brand' | 'digits';
}

export interface CredentialMatch {
  readonly start: number;
  readonly end: number;
  /** 'a bearer token'. */
  readonly words: string;
}

const TEST_CARDS = new Set(facts.testCards);
const BRANDS = facts.brands.map(({ prefix, lengths }) => ({ prefix: new RegExp(`^${prefix}`), lengths }));
const CREDENTIALS = facts.credentials.map((row) => ({
  words: row.words,
  pattern: new RegExp(row.pattern, 'g'),
  isPassword: 'base64Colon' in row && row.base64Colon === true,
}));
/** One look for all patterns: most literals hold no part of any. */
const CREDENTIAL_MARKS = new RegExp(facts.credentials.map(({ marks }) => marks).join('|'));
const PLACEHOLDERS = new Set(facts.placeholders);

/** Digits with at most one space or dash between two of them. */
const DIGITS = /\d(?:[ -]?\d)*/g;
const SHORTEST = 13;
const LONGEST = 19;
/** Shorter literals are codes and switches, no credentials. */
const SHORTEST_CREDENTIAL = 4;

/** A card number as cards print it, beside other numbers: 'until 12 27 4111 1111 1111 1111 123'. */
const PRINTED =
  /(?<![\d-])(?<!\d{4} )(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{6}\2\d{5})(?![\d-]| \d{4}(?!\d))/g;

const NO_CARD_NUMBERS: readonly CardNumberMatch[] = [];
const NO_CREDENTIALS: readonly CredentialMatch[] = [];

/** Card numbers of 13 to 19 digits that stand alone: no letter, digit, sign or separator clings to them. */
export function findCardNumbers(text: string): readonly CardNumberMatch[] {
  return hasLongNumber(text) ? [...cardNumbersIn(text)] : NO_CARD_NUMBERS;
}

/** Whether any run of `DIGITS` has as many as the shortest card number. */
function hasLongNumber(text: string): boolean {
  if (text.length < SHORTEST) return false;
  let digits = 0;
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      // Two separators in a row end a run; what stood before the last character counts no longer.
      digits = at - last > 2 ? 1 : digits + 1;
      if (digits === SHORTEST) return true;
      last = at;
    } else if (code !== 32 && code !== 45) digits = 0;
  }
  return false;
}

function* cardNumbersIn(text: string): Generator<CardNumberMatch> {
  for (const { 0: run, index } of text.matchAll(DIGITS)) {
    if (!standsAlone(text, index, index + run.length)) continue;
    const kind = kindOf(run);
    if (kind) yield { start: index, end: index + run.length, kind };
    else yield* printedIn(run, index);
  }
}

function* printedIn(run: string, offset: number): Generator<CardNumberMatch> {
  for (const { 0: part, index } of run.matchAll(PRINTED)) {
    const kind = kindOf(part);
    // Chance finds a check digit soon among several numbers.
    if (kind && kind !== 'digits') yield { start: offset + index, end: offset + index + part.length, kind };
  }
}

/** Text that has the shape of a credential, whatever it is called. */
export function findCredentials(text: string): readonly CredentialMatch[] {
  return CREDENTIAL_MARKS.test(text) ? [...credentialsIn(text)] : NO_CREDENTIALS;
}

function* credentialsIn(text: string): Generator<CredentialMatch> {
  for (const { words, pattern, isPassword } of CREDENTIALS) {
    for (const match of text.matchAll(pattern)) {
      if (isPassword && !/^[^:]+:[\x20-\x7e]+$/.test(decodeBase64(match[1] ?? ''))) continue;
      yield { start: match.index, end: match.index + match[0].length, words };
    }
  }
}

/** Text that cannot be a credential: too short, a word that stands for one, or something that is filled in later. */
export function isPlaceholder(text: string): boolean {
  const bare = text.trim();
  if (bare.length < SHORTEST_CREDENTIAL || PLACEHOLDERS.has(bare.toLowerCase())) return true;
  if (/\{\{|\$\{|%\{|^[<[({].*[>\])}]$|^\$[A-Za-z_]/.test(bare)) return true;
  return /^(.)\1*$/.test(bare) || /^(?:your|my|enter|insert|example|sample|dummy)[\s_-]/i.test(bare);
}

function standsAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(end, end + 2);
  return !/[\p{L}\p{N}_+#]$|[\p{L}\p{N}][-.:/]$/u.test(before) && !/^[\p{L}\p{N}_]|^[-.:/][\p{L}\p{N}]/u.test(after);
}

/** Undefined when it is no card number. */
function kindOf(text: string): CardNumberMatch['kind'] | undefined {
  const digits = text.replace(/\D/g, '');
  if (digits.length < SHORTEST || digits.length > LONGEST) return undefined;
  if (/^(\d)\1*$/.test(digits) || !hasCheckDigit(digits)) return undefined;
  if (TEST_CARDS.has(digits)) return 'test';
  const isBrand = BRANDS.some(({ prefix, lengths }) => lengths.includes(digits.length) && prefix.test(digits));
  return isBrand ? 'brand' : 'digits';
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** One character per byte; the core has neither `atob` nor `Buffer`. */
function decodeBase64(text: string): string {
  let bits = 0;
  let count = 0;
  let decoded = '';
  for (const character of text) {
    const value = BASE64.indexOf(character);
    if (value < 0) break;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    decoded += String.fromCharCode((bits >> count) & 0xff);
  }
  return decoded;
}
