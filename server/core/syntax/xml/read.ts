import type { Span } from '../../text/span.js';
import type { SyntaxProblem } from '../tape.js';

export interface XmlAttribute extends Span {
  readonly name: string;
  /** The value without its quotes, as written. */
  readonly value: Span;
}

/** An element with its raw UTF-16 offsets. `start` is its `<`, `end` behind its closing tag. */
export interface XmlElement extends Span {
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** Between the tags; empty for `<a/>`. */
  readonly content: Span;
}

export interface XmlDocument {
  /** The outermost element; undefined when there is none. */
  readonly root: XmlElement | undefined;
  readonly problems: readonly SyntaxProblem[];
}

interface OpenElement {
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: XmlElement[];
  readonly start: number;
  readonly contentStart: number;
}

/** Elements inside elements that are kept; real files stay below 20. What is deeper is part of the text around it. */
const DEPTH_LIMIT = 200;
const PROBLEM_LIMIT = 1_000;
const NAME = /[^\s/>=<"']+/y;
const SPACE = /\s*/y;

/**
 * Reads XML without recursion and without document types: what a DOCTYPE declares is skipped, so no entity is ever
 * expanded but the five of the standard and numbered characters. Never throws.
 */
export function readXml(text: string): XmlDocument {
  return new XmlReader(text).read();
}

class XmlReader {
  readonly #text: string;
  readonly #open: OpenElement[] = [];
  readonly #problems: SyntaxProblem[] = [];
  /** Open elements below the deepest one that is kept. */
  #tooDeep = 0;
  #root: XmlElement | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): XmlDocument {
    let at = this.#text.indexOf('<');
    while (at >= 0) at = this.#text.indexOf('<', this.#markup(at));
    if (this.#open.length > 0) this.#problem(this.#text.length, this.#text.length, 'The file ends inside an element.');
    while (this.#open.length > 0) this.#close(this.#text.length, this.#text.length);
    if (!this.#root) this.#problem(this.#text.length, this.#text.length, 'The file holds no element.');
    return { root: this.#root, problems: this.#problems };
  }

  /** Reads what starts with `<`; returns where it ends. */
  #markup(start: number): number {
    const text = this.#text;
    if (text.startsWith('<!--', start)) return this.#skipTo('-->', start);
    if (text.startsWith('<![CDATA[', start)) return this.#skipTo(']]>', start);
    if (text.startsWith('<?', start)) return this.#skipTo('?>', start);
    if (text.startsWith('<!', start)) return this.#declaration(start);
    return text[start + 1] === '/' ? this.#closingTag(start) : this.#openingTag(start);
  }

  #skipTo(close: string, start: number): number {
    const end = this.#text.indexOf(close, start);
    if (end >= 0) return end + close.length;
    this.#problem(start, start + 1, `This is not closed: "${close}" is missing.`);
    return this.#text.length;
  }

  /** `<!DOCTYPE ... [ ... ]>`: nothing in it is looked at. */
  #declaration(start: number): number {
    let depth = 0;
    for (let at = start; at < this.#text.length; at++) {
      const symbol = this.#text[at];
      if (symbol === '[') depth++;
      else if (symbol === ']') depth--;
      else if (symbol === '>' && depth <= 0) {
        this.#problem(start, at + 1, 'Declarations of document types are not read.');
        return at + 1;
      }
    }
    this.#problem(start, start + 2, 'This declaration is not closed.');
    return this.#text.length;
  }

  #openingTag(start: number): number {
    const name = match(NAME, this.#text, start + 1);
    if (name === '') {
      this.#problem(start, start + 1, 'A "<" in a text is written as "&lt;".');
      return start + 1;
    }
    const attributes: XmlAttribute[] = [];
    let at = start + 1 + name.length;
    for (;;) {
      at += match(SPACE, this.#text, at).length;
      const symbol = this.#text[at];
      if (symbol === '>') return this.#enter(name, attributes, start, at + 1);
      if (symbol === '/' && this.#text[at + 1] === '>') {
        const content = { start: at, end: at };
        this.#add({ name, attributes, children: [], content, start, end: at + 2 });
        return at + 2;
      }
      if (symbol === undefined || symbol === '<') {
        this.#problem(start, at, 'This tag is not closed.');
        return this.#enter(name, attributes, start, at);
      }
      at = this.#attribute(attributes, at);
    }
  }

  #attribute(attributes: XmlAttribute[], start: number): number {
    const name = match(NAME, this.#text, start);
    if (name === '') return start + 1;
    let at = start + name.length;
    at += match(SPACE, this.#text, at).length;
    if (this.#text[at] !== '=') return at;
    at += 1 + match(SPACE, this.#text, at + 1).length;
    const quote = this.#text[at];
    if (quote !== '"' && quote !== "'") return at;
    const close = this.#text.indexOf(quote, at + 1);
    const end = close < 0 ? this.#text.length : close;
    if (close < 0) this.#problem(at, at + 1, 'This value has no closing quote.');
    attributes.push({ name, value: { start: at + 1, end }, start, end: Math.min(end + 1, this.#text.length) });
    return Math.min(end + 1, this.#text.length);
  }

  #enter(name: string, attributes: readonly XmlAttribute[], start: number, contentStart: number): number {
    if (this.#open.length < DEPTH_LIMIT) this.#open.push({ name, attributes, children: [], start, contentStart });
    else if (this.#tooDeep++ === 0)
      this.#problem(start, contentStart, 'Elements nest too deep here; this one was not read.');
    return contentStart;
  }

  #closingTag(start: number): number {
    const name = match(NAME, this.#text, start + 2);
    const bracket = this.#text.indexOf('>', start);
    const end = bracket < 0 ? this.#text.length : bracket + 1;
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return end;
    }
    const isOpen = this.#open.some((element) => element.name === name);
    if (!isOpen) {
      this.#problem(start, end, 'This tag closes nothing.');
      return end;
    }
    while (this.#open.at(-1)!.name !== name) {
      this.#problem(start, end, `An element is not closed: "${this.#open.at(-1)!.name}".`);
      this.#close(start, start);
    }
    this.#close(start, end);
    return end;
  }

  #close(contentEnd: number, end: number): void {
    const { name, attributes, children, start, contentStart } = this.#open.pop()!; // callers know that one is open
    this.#add({ name, attributes, children, start, end, content: { start: contentStart, end: contentEnd } });
  }

  #add(element: XmlElement): void {
    const around = this.#open.at(-1);
    if (around) around.children.push(element);
    else this.#root ??= element;
  }

  #problem(start: number, end: number, message: string): void {
    if (this.#problems.length < PROBLEM_LIMIT)
      this.#problems.push({ span: { start, end: Math.max(start, end) }, message });
  }
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
