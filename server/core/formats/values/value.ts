import type { Place } from '../../model/finding.js';
import { type ResourceText, type TextPart, wholeText } from '../../model/resource.js';
import { CookedText } from '../../text/cooked-text.js';

/** What an expression comes to. `open` is a value that only the deployment knows; nothing is guessed. */
export type Value =
  | TextValue
  | { readonly kind: 'number'; readonly value: number; readonly place: Place }
  | { readonly kind: 'bool'; readonly value: boolean; readonly place: Place }
  | { readonly kind: 'null'; readonly place: Place }
  | { readonly kind: 'list'; readonly items: readonly Value[]; readonly place: Place }
  | MapValue
  | OpenValue;

export interface TextValue {
  readonly kind: 'text';
  readonly parts: readonly TextPart[];
  readonly place: Place;
  /** What the text is the JSON of, when it was made by encoding it. */
  readonly encodes?: Value;
}

export interface MapValue {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, MapEntry>;
  /** False when it has keys that are not known. */
  readonly isComplete: boolean;
  readonly place: Place;
}

export interface MapEntry {
  readonly key: Place;
  readonly value: Value;
}

export interface OpenValue {
  readonly kind: 'open';
  /** Equal keys stand for equal values. */
  readonly key: string;
  readonly place: Place;
}

/** Characters and pieces of one text that are kept; a larger one is open. Texts in configurations stay far below. */
const TEXT_LIMIT = 200_000;
const PART_LIMIT = 1_000;

export function open(key: string, place: Place): OpenValue {
  return { kind: 'open', key, place };
}

/** A text that was made, not read: every character stands for the whole place. */
export function madeText(text: string, place: Place): TextValue {
  return { kind: 'text', parts: text === '' ? [] : [madePart(text, place)], place };
}

export function madePart(text: string, { uri, span }: Place): TextPart {
  const offsets = new Int32Array(text.length + 1).fill(span.start);
  offsets[text.length] = span.end;
  return { kind: 'text', uri, source: new CookedText(text, span.start, offsets) };
}

/** Pieces one behind the other, unless they would grow without end. */
export function joinParts(parts: readonly TextPart[], place: Place): Value {
  let length = 0;
  for (const part of parts) length += part.kind === 'text' ? part.source.text.length : 1;
  if (length > TEXT_LIMIT || parts.length > PART_LIMIT) return open(keyAt('long', place), place);
  return { kind: 'text', parts, place };
}

/** As a piece of a text; undefined for collections and null, which have no text. */
export function partsOf(value: Value): readonly TextPart[] | undefined {
  switch (value.kind) {
    case 'text':
      return value.parts;
    case 'open':
      return [{ kind: 'open', key: value.key }];
    case 'number':
    case 'bool':
      return [madePart(String(value.value), value.place)];
    default:
      return undefined;
  }
}

export function textOf(value: Value | undefined): ResourceText | undefined {
  const parts = value && partsOf(value);
  return parts && { uri: value.place.uri, span: value.place.span, parts };
}

/** The text when all of it is known. */
export function knownText(value: Value | undefined): string | undefined {
  const text = textOf(value);
  return text && wholeText(text);
}

/** Terraform takes "true" for true. */
export function knownBool(value: Value | undefined): boolean | undefined {
  if (value?.kind === 'bool') return value.value;
  const text = value?.kind === 'text' ? knownText(value) : undefined;
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** Terraform takes "20" for 20. */
export function knownNumber(value: Value | undefined): number | undefined {
  if (value?.kind === 'number') return value.value;
  const text = value?.kind === 'text' ? knownText(value)?.trim() : undefined;
  return text !== undefined && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** A key for what is unknown because of what stands at a place. */
export function keyAt(word: string, { uri, span }: Place): string {
  return `${word} ${uri}:${span.start}`;
}
