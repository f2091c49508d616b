import { cardNumbers } from './card-number.js';

/** A range of UTF-16 indexes that must not be shown. */
export interface Hidden {
  readonly start: number;
  readonly end: number;
}

/** Ends of names, in words, whose values are credentials or sensitive authentication data. */
const CREDENTIAL_ENDS: ReadonlySet<string> = new Set(
  'password passwd passphrase passcode pwd secret token authorization credential credentials signature sig apikey cvv cvv2 cvc cvc2 pin tpin otp pan ssn iban key-api key-access key-private key-secret key-encryption key-shared key-signing key-auth key-id code-security code-access code-verification number-card number-account password-one'.split(
    ' ',
  ),
);

/** A name and what stands between it and its value: `x: `, `"x": `, `x = `, `x: { lit: `, `\"x\":`. */
const NAME_AND_SEPARATOR =
  /(?<![\w.-])(?<name>[\w.-]{2,100})\\?["']?[ \t]{0,8}(?<separator>[:=!]={0,2})[ \t]{0,8}(?:\{[ \t]{0,8}\\?"?(?:lit|value)\\?"?[ \t]{0,8}:[ \t]{0,8})?/g;
const VALUE =
  /\\"(?<escaped>(?:[^"\\]|\\[^"]){0,4000})|"(?<double>(?:[^"\\]|\\.){0,4000})|'(?<single>(?:[^']|''){0,4000})|(?<bare>[^\s"'{}[\],&;<>|]{1,4000})/dy;
/** Keys under which the formats keep literals; the name that the literal belongs to stands nearby. */
const LITERAL_KEYS: ReadonlySet<string> = new Set(['lit', 'value', 'default', 'defaultvalue', 'initialvalue', 'text']);
/** How far before a literal its name may stand in the same line, in characters. */
const NAME_REACH = 200;
const NAME = /[A-Za-z][\w.-]{1,100}/g;

/** Secrets that show by themselves, whatever stands in front. */
const SELF_EVIDENT: readonly RegExp[] = [
  /\b(?:Bearer|Basic)\s{1,4}(?=\S*[\d=])(?<secret>[\w.~+/=-]{8,})/dgi,
  /\b(?<secret>eyJ[\w-]{4,4000}\.[\w.-]{1,4000})/dg,
  /\b(?<secret>(?:AKIA|ASIA)[0-9A-Z]{16})\b/dg,
  /\b(?<secret>(?:sk|pk|rk)_(?:live|test)_\w{8,}|gh[opsur]_\w{16,}|xox[abeoprs]-[\w-]{8,})/dg,
  /:\/\/[^\s/:@]{1,200}:(?<secret>[^\s/@]{1,200})@/dg,
];

/** References, expressions and words of the formats: no secrets, and hiding them would blind the frame. */
const NO_SECRET =
  /^(?:true|false|null|none|yes|no|not_set|string|number|integer|boolean|exp|lit|var|tts|noValue|\$\{.*|\{\{.*|(?:Flow|Task|State|Call|Common|Message|Email|Slot|Menu)\..*|[a-z]+\(.*)$/i;

/** The ranges of a source line that must not be shown; `before` is the text of the few lines above. */
export function hiddenInSource(line: string, before: string): readonly Hidden[] {
  const hidden = hiddenAnywhere(line);
  const isNamedAbove = mentionsCredential(before);
  let hiddenTo = 0;
  for (const { name, separator, at, index } of namesAndValues(line)) {
    if (at < hiddenTo) continue;
    const isNamed =
      isCredential(name) ||
      (LITERAL_KEYS.has(name.toLowerCase()) &&
        (isNamedAbove || mentionsCredential(line.slice(Math.max(0, index - NAME_REACH), index))));
    if (!isNamed) continue;
    const value = valueAt(line, at);
    if (value === undefined) continue;
    hidden.push(value.isBare && separator === ':' ? toScalarEnd(line, value) : value);
    hiddenTo = hidden.at(-1)!.end;
  }
  return hidden;
}

/** Every literal of a range: for findings whose very subject is a literal value. */
export function hiddenLiterals(line: string, from: number, to: number): readonly Hidden[] {
  const hidden: Hidden[] = [];
  for (const { name, at } of namesAndValues(line)) {
    const value = LITERAL_KEYS.has(name.toLowerCase()) ? valueAt(line, at) : undefined;
    if (value === undefined) continue;
    const whole = value.isBare ? toScalarEnd(line, value) : value;
    if (whole.start < to && whole.end > from) hidden.push(whole);
  }
  for (const found of line.slice(from, to).matchAll(/"(?<text>[^"]*)"|'(?<text2>[^']*)'/dg)) {
    const [start, end] = found.indices?.groups?.text ?? found.indices?.groups?.text2 ?? [0, 0];
    hidden.push({ start: from + start, end: from + end });
  }
  if (hidden.length > 0) return hidden;
  return NO_SECRET.test(line.slice(from, to)) ? [] : [{ start: from, end: to }];
}

/** A message, name or title without values, as long as before. In prose a colon is mostly just a colon. */
export function maskProse(text: string): string {
  const hidden = hiddenAnywhere(text);
  for (const { name, separator, at } of namesAndValues(text)) {
    const value = isCredential(name) ? valueAt(text, at) : undefined;
    if (value !== undefined && (separator !== ':' || !value.isBare)) hidden.push(value);
  }
  return hide(text, hidden);
}

/** The text with every hidden character starred; all indexes stay what they were. */
export function hide(text: string, hidden: readonly Hidden[]): string {
  let out = '';
  let last = 0;
  for (const { start, end } of [...hidden].sort((a, b) => a.start - b.start)) {
    if (end <= last) continue;
    const from = Math.max(start, last);
    out += text.slice(last, from) + '*'.repeat(end - from);
    last = end;
  }
  return out + text.slice(last);
}

function hiddenAnywhere(text: string): Hidden[] {
  const hidden: Hidden[] = [...cardNumbers(text)];
  for (const pattern of SELF_EVIDENT) {
    for (const { indices } of text.matchAll(pattern)) {
      const [start, end] = indices?.groups?.secret ?? [0, 0];
      hidden.push({ start, end });
    }
  }
  return hidden;
}

interface NameAndValue {
  readonly name: string;
  readonly separator: string;
  readonly index: number;
  /** Where the value begins. */
  readonly at: number;
}

function* namesAndValues(text: string): Generator<NameAndValue> {
  for (const { 0: all, index, groups } of text.matchAll(NAME_AND_SEPARATOR)) {
    yield { name: groups!.name!, separator: groups!.separator!, index, at: index + all.length };
  }
}

function valueAt(text: string, at: number): (Hidden & { readonly isBare: boolean }) | undefined {
  if (text.startsWith('${', at)) return undefined;
  VALUE.lastIndex = at;
  const found = VALUE.exec(text);
  for (const kind of ['escaped', 'double', 'single', 'bare']) {
    const value = found?.groups?.[kind];
    if (value === undefined) continue;
    if (NO_SECRET.test(value)) return undefined;
    const [start, end] = found!.indices!.groups![kind]!;
    return { start, end, isBare: kind === 'bare' };
  }
  return undefined;
}

/** A plain YAML scalar runs to the end of its line, unless it stands in a flow collection. */
function toScalarEnd(line: string, { start, end }: Hidden): Hidden {
  const isInCollection = /[{[]/.test(line.slice(Math.max(0, start - NAME_REACH), start));
  const rest = /^(?:[^#]|(?<!\s)#)*/.exec(line.slice(start))?.[0].trimEnd() ?? '';
  return { start, end: isInCollection ? end : Math.max(end, start + rest.length) };
}

function mentionsCredential(text: string): boolean {
  for (const [name] of text.matchAll(NAME)) if (isCredential(name)) return true;
  return false;
}

/** Decides by the last words of a name: `customer_pin`, `Flow.apiKey`, `X-Amz-Signature`, but not `pinAttempts`. */
function isCredential(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  return CREDENTIAL_ENDS.has(last) || CREDENTIAL_ENDS.has(`${last}-${words.at(-2) ?? ''}`);
}
