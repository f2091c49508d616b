import type { Place } from '../../model/finding.js';
import type { TextPart } from '../../model/resource.js';
import { cookJson, jsonText } from '../../syntax/json/cook.js';
import { readJson } from '../../syntax/json/read.js';
import { NodeKind, type Tape } from '../../syntax/tape.js';
import { CookedText } from '../../text/cooked-text.js';
import { joinParts, knownText, type MapEntry, madePart, open, type Value } from './value.js';

/** Values inside values. */
const DEPTH_LIMIT = 100;

/** The JSON of a value; its texts keep their places. */
export function encodeJson(value: Value, place: Place): Value | undefined {
  const parts: TextPart[] = [];
  if (!write(value, parts, 0)) return undefined;
  const text = joinParts(parts, place);
  return text.kind === 'text' ? { ...text, encodes: value } : text;
}

function write(value: Value, parts: TextPart[], depth: number): boolean {
  if (depth > DEPTH_LIMIT) return false;
  const made = (text: string) => {
    parts.push(madePart(text, value.place));
  };
  switch (value.kind) {
    case 'null':
      made('null');
      return true;
    case 'number':
    case 'bool':
      made(String(value.value));
      return true;
    case 'open':
      parts.push({ kind: 'open', key: value.key });
      return true;
    case 'text':
      made('"');
      for (const part of value.parts) parts.push(part.kind === 'text' ? escaped(part) : part);
      made('"');
      return true;
    case 'list':
      made('[');
      for (const [index, item] of value.items.entries()) {
        if (index > 0) made(',');
        if (!write(item, parts, depth + 1)) return false;
      }
      made(']');
      return true;
    case 'map':
      return writeMap(value, parts, depth);
  }
}

/** Terraform writes the keys in their order. */
function writeMap(map: Value & { kind: 'map' }, parts: TextPart[], depth: number): boolean {
  parts.push(madePart('{', map.place));
  let isFirst = true;
  for (const [name, { key, value }] of [...map.entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    parts.push(madePart(`${isFirst ? '' : ','}${JSON.stringify(name)}:`, key));
    isFirst = false;
    if (!write(value, parts, depth + 1)) return false;
  }
  if (!map.isComplete) parts.push({ kind: 'open', key: `rest ${map.place.uri}:${map.place.span.start}` });
  parts.push(madePart('}', map.place));
  return true;
}

function escaped(part: TextPart & { kind: 'text' }): TextPart {
  const { source, uri } = part;
  if (!/["\\\u0000-\u001f]/.test(source.text)) return part;
  let text = '';
  const offsets: number[] = [];
  for (let at = 0; at < source.text.length; at++) {
    const piece = JSON.stringify(source.text[at]).slice(1, -1);
    for (let i = 0; i < piece.length; i++) offsets.push(source.rawOffset(at));
    text += piece;
  }
  offsets.push(source.rawOffset(source.text.length));
  return { kind: 'text', uri, source: new CookedText(text, offsets[0]!, Int32Array.from(offsets)) };
}

/** What a text is the JSON of; undefined when it is not all known or no JSON. */
export function decodeJson(value: Value | undefined): Value | undefined {
  if (value?.kind !== 'text') return undefined;
  if (value.encodes) return value.encodes;
  const text = knownText(value);
  if (text === undefined) return undefined;
  const tape = readJson(text);
  return tape.problems.length > 0 ? undefined : new Decoder(tape, value).read(0, 0);
}

/** A file of JSON with all its places, read as far as it can be read. */
export function readJsonValue(
  uri: string,
  text: string,
): { readonly value: Value; readonly problems: Tape['problems'] } {
  const span = { start: 0, end: text.length };
  const whole = { kind: 'text' as const, uri, source: new CookedText(text, 0) };
  const tape = readJson(text);
  if (tape.count === 0) return { value: open('', { uri, span }), problems: tape.problems };
  const value = new Decoder(tape, { kind: 'text', parts: [whole], place: { uri, span } }).read(0, 0);
  return { value, problems: tape.problems };
}

/** Places of decoded values: exact when the text stands in one piece, else the whole text. */
class Decoder {
  readonly #tape: Tape;
  readonly #source: CookedText | undefined;
  readonly #whole: Place;

  constructor(tape: Tape, value: Value & { kind: 'text' }) {
    const [only] = value.parts;
    const part = value.parts.length === 1 && only?.kind === 'text' ? only : undefined;
    this.#tape = tape;
    this.#source = part?.source;
    this.#whole = part ? { uri: part.uri, span: value.place.span } : value.place;
  }

  read(node: number, depth: number): Value {
    const { kind, next } = this.#tape;
    const place = this.#place(this.#tape.start[node]!, this.#tape.end[node]!);
    if (depth > DEPTH_LIMIT) return open(`deep ${place.uri}:${place.span.start}`, place);
    if (kind[node] === NodeKind.Map) {
      const entries = new Map<string, MapEntry>();
      for (let key = node + 1; key < next[node]!; key = next[next[key]!]!) {
        const keyPlace = this.#place(
          this.#tape.start[key]! + 1,
          Math.max(this.#tape.start[key]! + 1, this.#tape.end[key]! - 1),
        );
        entries.set(jsonText(this.#tape, key), { key: keyPlace, value: this.read(next[key]!, depth + 1) });
      }
      return { kind: 'map', entries, isComplete: true, place };
    }
    if (kind[node] === NodeKind.Seq) {
      const items: Value[] = [];
      for (let item = node + 1; item < next[node]!; item = next[item]!) items.push(this.read(item, depth + 1));
      return { kind: 'list', items, place };
    }
    return this.#scalar(node, place);
  }

  #scalar(node: number, place: Place): Value {
    const text = jsonText(this.#tape, node);
    if (this.#tape.kind[node] === NodeKind.Double) {
      return { kind: 'text', parts: text === '' ? [] : [this.#part(node, text, place)], place };
    }
    if (text === 'true' || text === 'false') return { kind: 'bool', value: text === 'true', place };
    return text === 'null' ? { kind: 'null', place } : { kind: 'number', value: Number(text), place };
  }

  #part(node: number, text: string, place: Place): TextPart {
    const source = this.#source;
    if (!source) return madePart(text, place);
    const cooked = cookJson(this.#tape, node);
    const offsets = Int32Array.from({ length: text.length + 1 }, (_, at) => source.rawOffset(cooked.rawOffset(at)));
    return { kind: 'text', uri: place.uri, source: new CookedText(text, offsets[0]!, offsets) };
  }

  #place(start: number, end: number): Place {
    return this.#source ? { uri: this.#whole.uri, span: this.#source.rawSpan(start, end) } : this.#whole;
  }
}
