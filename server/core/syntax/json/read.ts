import { NodeKind, type Tape } from '../tape.js';
import { TapeBuffer } from '../yaml/buffer.js';
import { stringEnd } from './cook.js';

/** Collections inside collections that are read; real files stay below 200. What is deeper is skipped with one problem. */
const DEPTH_LIMIT = 1_000;

/** What may stand next in the innermost open collection. */
type Expected = 'key' | 'colon' | 'value' | 'comma';

interface Frame {
  readonly node: number;
  readonly isMap: boolean;
  expected: Expected;
  /** Only whitespace since the opening bracket, so a closing one is no mistake. */
  isFresh: boolean;
}

/** Reads JSON without recursion. Never throws; a broken line becomes one problem and the rest is read on. */
export function readJson(text: string): Tape {
  return new JsonReader(text).read();
}

class JsonReader {
  readonly #text: string;
  readonly #tape: TapeBuffer;
  readonly #frames: Frame[] = [];
  #at = 0;
  #line = 0;
  #lastProblemLine = -1;
  #openMaps = 0;
  #hasRoot = false;

  constructor(text: string) {
    this.#text = text;
    this.#tape = new TapeBuffer(text);
  }

  read(): Tape {
    if (this.#text.charCodeAt(0) === 0xfeff) this.#at = 1;
    for (;;) {
      this.#skipSpace();
      if (this.#at >= this.#text.length) break;
      this.#token(this.#text.charCodeAt(this.#at));
    }
    this.#finishAtEnd();
    return this.#tape.finish();
  }

  #token(code: number): void {
    const top = this.#frames.at(-1);
    if (top === undefined && this.#hasRoot) {
      this.#problem(this.#at, this.#text.length, 'Nothing may stand behind the end of the JSON value.');
      this.#at = this.#text.length;
    } else if (code === 0x7b || code === 0x5b) this.#open(code === 0x7b);
    else if (code === 0x7d || code === 0x5d) this.#close(code === 0x7d);
    else if (code === 0x2c) this.#comma();
    else if (code === 0x3a) this.#colon();
    else this.#scalar(code);
  }

  #open(isMap: boolean): void {
    const start = this.#at;
    this.#beforeValue(false);
    if (this.#frames.length >= DEPTH_LIMIT) {
      this.#problem(start, start + 1, `Values nest more than ${DEPTH_LIMIT} levels deep here; this one was not read.`);
      this.#skipCollection();
      this.#line++;
      const node = this.#tape.open(isMap ? NodeKind.Map : NodeKind.Seq, start);
      this.#tape.closeFlow(node, this.#at);
      this.#afterValue();
      return;
    }
    this.#at++;
    const node = this.#tape.open(isMap ? NodeKind.Map : NodeKind.Seq, start);
    this.#frames.push({ node, isMap, expected: isMap ? 'key' : 'value', isFresh: true });
    if (isMap) this.#openMaps++;
  }

  #close(isMap: boolean): void {
    if ((isMap ? this.#openMaps : this.#frames.length - this.#openMaps) === 0) {
      this.#problem(this.#at, this.#at + 1, 'This bracket closes nothing.');
      this.#at++;
      return;
    }
    for (;;) {
      const top = this.#frames.pop()!; // the check above found a frame to stop at
      const isMatch = top.isMap === isMap;
      if (top.isMap) this.#openMaps--;
      if (!isMatch)
        this.#problem(this.#at, this.#at + 1, `A ${top.isMap ? '}' : ']'} is missing in front of this bracket.`);
      else if (!top.isFresh && top.expected !== 'comma') this.#problem(this.#at, this.#at + 1, wanted(top));
      this.#endCollection(top, isMatch ? this.#at + 1 : this.#at);
      this.#afterValue();
      if (isMatch) break;
    }
    this.#at++;
  }

  /** Gives a key that has no value an empty one and ends the collection. */
  #endCollection(frame: Frame, end: number): void {
    if (frame.isMap && (frame.expected === 'colon' || frame.expected === 'value')) this.#tape.empty(this.#tape.lastEnd);
    this.#tape.closeFlow(frame.node, end);
  }

  #comma(): void {
    const top = this.#frames.at(-1);
    if (top?.expected === 'comma') top.expected = top.isMap ? 'key' : 'value';
    else {
      this.#problem(this.#at, this.#at + 1, top ? wanted(top) : 'A value should stand in front of this comma.');
      if (top?.isMap && top.expected !== 'key') {
        this.#tape.empty(this.#at);
        top.expected = 'key';
      }
    }
    this.#at++;
  }

  #colon(): void {
    const top = this.#frames.at(-1);
    if (top?.expected === 'colon') top.expected = 'value';
    else this.#problem(this.#at, this.#at + 1, 'This colon has no key in front of it.');
    this.#at++;
  }

  #scalar(code: number): void {
    const start = this.#at;
    const isString = code === 0x22;
    this.#beforeValue(isString);
    const top = this.#frames.at(-1);
    if (isString) {
      const { end, isClosed } = stringEnd(this.#text, start);
      this.#at = end;
      this.#tape.scalar(NodeKind.Double, start, end);
      if (!isClosed) this.#problem(start, end, 'This string has no closing quote.');
    } else {
      this.#at = plainEnd(this.#text, start);
      this.#tape.scalar(NodeKind.Plain, start, this.#at);
      if (!LITERAL.test(this.#text.slice(start, Math.min(this.#at, start + 400)))) {
        this.#problem(start, this.#at, 'This is no JSON value; texts stand in double quotes.');
      }
    }
    if (top?.expected === 'key') top.expected = 'colon';
    else this.#afterValue();
  }

  /** Repairs what is missing in front of a value or key, so that map children keep alternating. */
  #beforeValue(isString: boolean): void {
    const top = this.#frames.at(-1);
    if (top === undefined) return;
    top.isFresh = false;
    if (top.expected === 'comma') {
      this.#problem(this.#at, this.#at + 1, 'A comma is missing in front of this.');
      top.expected = top.isMap ? 'key' : 'value';
    }
    if (top.expected === 'colon') {
      this.#problem(this.#at, this.#at + 1, 'A colon is missing in front of this.');
      top.expected = 'value';
    }
    if (top.expected === 'key' && !isString) {
      this.#problem(this.#at, this.#at + 1, 'A key in double quotes should stand here.');
      this.#tape.empty(this.#at);
      top.expected = 'value';
    }
  }

  #afterValue(): void {
    const top = this.#frames.at(-1);
    if (top) top.expected = 'comma';
    else this.#hasRoot = true;
  }

  /** Goes behind the bracket that closes the collection at the current offset. */
  #skipCollection(): void {
    let depth = 0;
    while (this.#at < this.#text.length) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 0x22) {
        this.#at = stringEnd(this.#text, this.#at).end;
        continue;
      }
      this.#at++;
      if (code === 0x7b || code === 0x5b) depth++;
      else if ((code === 0x7d || code === 0x5d) && --depth === 0) return;
    }
  }

  #finishAtEnd(): void {
    const end = this.#text.length;
    if (this.#frames.length > 0) this.#problem(end, end, 'The file ends in the middle of a value.');
    for (let frame = this.#frames.pop(); frame; frame = this.#frames.pop()) {
      this.#endCollection(frame, end);
      this.#afterValue();
    }
    if (!this.#hasRoot) this.#problem(end, end, 'The file holds no JSON value.');
  }

  #skipSpace(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 0x0a || code === 0x0d) this.#line++;
      else if (code !== 0x20 && code !== 0x09) return;
    }
  }

  /** One problem for a line: what follows a mistake is mostly its consequence. */
  #problem(start: number, end: number, message: string): void {
    if (this.#line === this.#lastProblemLine) return;
    this.#lastProblemLine = this.#line;
    this.#tape.problem(start, end, message);
  }
}

const LITERAL = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

function wanted({ expected, isMap }: Frame): string {
  if (expected === 'colon') return 'A colon and a value should stand in front of this.';
  if (expected === 'key' || !isMap) return 'There is a comma too many in front of this.';
  return 'A value should stand in front of this.';
}

/** End of a run of characters that is neither a string nor punctuation. */
function plainEnd(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code === 0x2c || code === 0x3a || code === 0x22) break;
    if (code === 0x7b || code === 0x7d || code === 0x5b || code === 0x5d) break;
  }
  return at;
}
