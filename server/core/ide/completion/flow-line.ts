import { VALUE_MODES } from '../../catalog/yaml-shapes.js';
import { placeholderEnd } from '../../syntax/yaml/placeholders.js';
import { LIST, type Step } from './levels.js';
import { unquoted } from './lines.js';

/** One open bracket of `{a: {b: [` */
interface Frame {
  readonly isMap: boolean;
  readonly keys: Set<string>;
  key: string;
  keyStart: number;
  /** The key's colon was read: what follows is its value. */
  isValue: boolean;
}

/** Where an offset stands inside `{ }` or `[ ]`. */
export interface FlowPlace {
  /** The keys that lead here from the outermost bracket. */
  readonly path: readonly Step[];
  readonly isValue: boolean;
  readonly isMap: boolean;
  /** Start of the word or value that stands here; the offset itself when none does. */
  readonly start: number;
  readonly present: ReadonlySet<string>;
}

/** How far behind the offset the rest of an unclosed bracket is looked for. */
const LOOK_AHEAD = 4_000;

/** Reads flow YAML from its bracket to an offset; undefined when the bracket is closed before. */
export function readFlowTo(text: string, open: number, offset: number): FlowPlace | undefined {
  const lexer = new FlowLexer(text, open);
  lexer.run(offset);
  const frame = lexer.frames.at(-1);
  if (!frame || lexer.isComment) return undefined;
  const path = lexer.frames.flatMap(({ isMap, key, keyStart, isValue }): readonly Step[] => {
    if (!isMap) return [{ key: LIST, start: keyStart }];
    return isValue ? [{ key, start: keyStart }] : [];
  });
  const { isMap, isValue } = frame;
  const start = lexer.wordStart < 0 ? offset : lexer.wordStart;
  const before = new Set(frame.keys);
  if (isValue) before.delete(frame.key);
  const depth = lexer.frames.length;
  lexer.run(Math.min(text.length, offset + LOOK_AHEAD), depth);
  const present = new Set([...before, ...frame.keys]);
  if (!isValue) present.delete(lexer.cutKey);
  return { path, isValue, isMap, start, present };
}

class FlowLexer {
  readonly frames: Frame[] = [];
  /** Start of the word that was cut by the end of a run; -1 between words. */
  wordStart = -1;
  /** The key that the cut word became when reading went on. */
  cutKey = '';
  isComment = false;
  readonly #text: string;
  #at: number;

  constructor(text: string, open: number) {
    this.#text = text;
    this.#at = open;
  }

  /** Reads on to `to`, or until fewer than `depth` brackets are open. */
  run(to: number, depth = 0): void {
    const isResumed = this.wordStart >= 0;
    if (isResumed) this.#at = this.wordStart;
    let isFirst = isResumed;
    this.wordStart = -1;
    while (this.#at < to && (this.frames.length >= depth || depth === 0)) {
      this.#step(to, isFirst);
      isFirst = false;
      if (this.frames.length === 0) return;
    }
  }

  #step(to: number, isCutWord: boolean): void {
    const text = this.#text;
    const character = text[this.#at]!;
    const frame = this.frames.at(-1);
    switch (character) {
      case '{':
      case '[':
        if (placeholderEnd(text, this.#at) > this.#at) break;
        this.frames.push({ isMap: character === '{', keys: new Set(), key: '', keyStart: this.#at, isValue: false });
        this.#at++;
        return;
      case '}':
      case ']':
        this.frames.pop();
        this.#at++;
        return;
      case ',':
        if (frame) frame.isValue = false;
        this.#at++;
        return;
      case ' ':
      case '\t':
      case '\n':
      case '\r':
        this.#at++;
        return;
      case '#':
        if (/\s/.test(text[this.#at - 1] ?? '')) {
          this.#comment(to);
          return;
        }
        break;
    }
    this.#word(to, isCutWord);
  }

  #comment(to: number): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.isComment = end < 0 || end >= to;
    this.#at = this.isComment ? to : end;
  }

  #word(to: number, isCutWord: boolean): void {
    const text = this.#text;
    const start = this.#at;
    const frame = this.frames.at(-1);
    const quote = text[start] === '"' || text[start] === "'";
    const end = quote ? quoteEnd(text, start) : this.#plainEnd(start, frame);
    if (end > to || (end === to && !quote)) {
      this.wordStart = start;
      this.#at = to;
      return;
    }
    let colon = end;
    while (/[ \t]/.test(text[colon] ?? '')) colon++;
    this.#at = end;
    if (!frame?.isMap || frame.isValue) return;
    frame.key = unquoted(text.slice(start, end).trimEnd());
    frame.keyStart = start;
    frame.keys.add(frame.key);
    if (isCutWord) this.cutKey = frame.key;
    if (text[colon] !== ':') return;
    frame.isValue = true;
    this.#at = colon + 1;
  }

  #plainEnd(start: number, frame: Frame | undefined): number {
    const text = this.#text;
    // A comma inside the parentheses of a call does end the text for YAML; the author means the call.
    const isExpression = frame?.isValue === true && VALUE_MODES.get(frame.key) === 'expression';
    let parentheses = 0;
    let at = start;
    for (; at < text.length; at++) {
      const skipped = placeholderEnd(text, at);
      if (skipped > at) {
        at = skipped - 1;
        continue;
      }
      const character = text[at]!;
      if (character === '(') parentheses++;
      else if (character === ')') parentheses--;
      if ('{}\n\r'.includes(character)) break;
      if ('[],'.includes(character) && !(isExpression && parentheses > 0)) break;
      if (character === ':' && /[\s,[\]{}]|^$/.test(text[at + 1] ?? '')) break;
      if (character === '#' && /\s/.test(text[at - 1] ?? '')) break;
    }
    return at === start ? start + 1 : at;
  }
}

function quoteEnd(text: string, start: number): number {
  const quote = text[start]!;
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]!;
    if (character === '\n') return Number.MAX_SAFE_INTEGER;
    if (character === '\\' && quote === '"') at++;
    else if (character === quote) return at + 1;
  }
  return Number.MAX_SAFE_INTEGER;
}
