import { JsonCursor } from '../formats/architect-json/cursor.js';
import type { MapShape, Shape, ValueOf } from '../model/shape.js';
import { nearestName } from '../syntax/expression/nearest.js';
import { readJson } from '../syntax/json/read.js';
import type { Span } from '../text/span.js';
import { blankComments } from './comments.js';

export interface ConfigProblem {
  readonly span: Span;
  readonly message: string;
}

/** A value that was read, with the places of its parts. */
export interface Read<S extends Shape> {
  readonly value: ValueOf<S>;
  readonly problems: readonly ConfigProblem[];
  /** Where a map that was read stands. */
  spanOf(map: object): Span | undefined;
}

/** Reads JSON with comments by a shape. Never throws; what does not fit is a problem and left out. */
export function readShape<S extends MapShape>(text: string, shape: S): Read<S> {
  const reader = new ShapeReader(blankComments(text));
  // The reader follows the shape from which the type is made.
  const value = (reader.read(0, shape) ?? {}) as ValueOf<S>;
  return { value, problems: reader.problems, spanOf: (map) => reader.spans.get(map) };
}

class ShapeReader {
  readonly problems: ConfigProblem[];
  readonly spans = new Map<object, Span>();
  readonly #json: JsonCursor;

  constructor(text: string) {
    const tape = readJson(text);
    this.#json = new JsonCursor(tape);
    this.problems = [...tape.problems];
  }

  /** Undefined for what does not fit, which is a problem then. */
  read(node: number, shape: Shape): unknown {
    switch (shape.type) {
      case 'boolean':
        return this.#boolean(node);
      case 'number':
        return this.#number(node, shape.minimum ?? Number.NEGATIVE_INFINITY, shape.maximum ?? Number.POSITIVE_INFINITY);
      case 'text':
        if (this.#json.isString(node)) return this.#json.text(node);
        return this.#refuse(node, `${capital(shape.noun)} in quotes should stand here`);
      case 'choice':
        return this.#choice(node, shape.choices);
      case 'list':
        if (!this.#json.isSeq(node)) return this.#refuse(node, `A list of ${shape.noun} in brackets should stand here`);
        return [...this.#json.children(node)].flatMap((item) => this.read(item, shape.of) ?? []);
      case 'map':
        return this.#map(node, shape);
      case 'either':
        return this.read(node, this.#json.isMap(node) ? shape.long : shape.short);
    }
  }

  #boolean(node: number): boolean | undefined {
    const isBare = this.#json.isScalar(node) && !this.#json.isString(node);
    const text = isBare ? this.#json.text(node) : '';
    if (text === 'true' || text === 'false') return text === 'true';
    return this.#refuse(node, 'This should be true or false');
  }

  #number(node: number, minimum: number, maximum: number): number | undefined {
    const isBare = this.#json.isScalar(node) && !this.#json.isString(node);
    const value = isBare ? Number(this.#json.text(node) || 'none') : Number.NaN;
    if (Number.isFinite(value) && minimum <= value && value <= maximum) return value;
    const from = minimum === Number.NEGATIVE_INFINITY ? '' : ` from ${minimum}`;
    const to = maximum === Number.POSITIVE_INFINITY ? '' : ` to ${maximum}`;
    return this.#refuse(node, `This should be a number${from}${to}`);
  }

  #choice(node: number, choices: readonly string[]): string | undefined {
    const choice = this.#json.isString(node) ? choices.find((one) => one === this.#json.text(node)) : undefined;
    if (choice !== undefined) return choice;
    const shown = choices.map((one) => `"${one}"`);
    return this.#refuse(node, `This should be ${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`);
  }

  /** An object without a prototype: keys are somebody's text. */
  #map(node: number, { entries, noun, required = [] }: MapShape): object | undefined {
    if (!this.#json.isMap(node)) return this.#refuse(node, 'A map in braces should stand here');
    const value: Record<string, unknown> = Object.create(null);
    this.spans.set(value, this.#json.span(node));
    const known = Object.keys(entries);
    for (const key of this.#json.children(node)) {
      const name = this.#json.text(key);
      const shape = Object.hasOwn(entries, name) ? entries[name] : undefined;
      const read = shape ? this.read(this.#json.valueOf(key), shape) : this.#refuse(key, unknown(noun, name, known));
      if (read !== undefined) value[name] = read;
    }
    const missing = required.find((name) => this.#json.findKey(node, name) < 0);
    return missing === undefined ? value : this.#refuse(node, `Here "${missing}" is missing`);
  }

  /** What is not there at all has been reported by the reader of the text. */
  #refuse(node: number, message: string): undefined {
    const span = this.#json.span(node);
    if (span.end > span.start) this.problems.push({ span, message });
    return undefined;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function unknown(noun: string, written: string, known: readonly string[]): string {
  const meant = nearestName(written, known);
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
  return `There is no ${noun} "${written}"${hint}`;
}
