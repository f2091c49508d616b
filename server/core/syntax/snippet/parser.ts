import type { Span } from '../../text/span.js';
import type { SyntaxProblem } from '../tape.js';
import { headerEnd, lineEnd, skipBlank, trimmed } from './lines.js';
import type { ParsedSnippet, SnippetCase, SnippetStatement, SnippetTarget } from './statement.js';

/** Bodies inside bodies; what is deeper is read as if it stood in the body around it. */
const DEPTH_LIMIT = 100;
const WORD = /[A-Za-z_][\w$]*/y;
/** `name`, `global:name`, `name.part[1].other`, up to what follows it. */
const PATH = /(global:)?([A-Za-z_][\w$]*)((?:\.[A-Za-z_][\w$]*|\[[^\]\r\n]*\])*)/iy;
const FIRST_NAME = /^\.([A-Za-z_][\w$]*)/;
const LAST_NAME = /\.([A-Za-z_][\w$]*)[^.]*$/;

/** Reads a snippet: the code of an action. Never throws; a broken line is one problem and the rest is read on. */
export function parseSnippet(text: string): ParsedSnippet {
  const parser = new SnippetParser(text);
  const statements = parser.body(0, false);
  return { statements, problems: parser.problems };
}

/** A case on its way into the choice that it belongs to. */
type Entry = SnippetStatement | (SnippetCase & { readonly kind: 'case' });

class SnippetParser {
  readonly problems: SyntaxProblem[] = [];
  readonly #text: string;
  #at = 0;
  /** Said once: what is deeper still says nothing new. */
  #isTooDeep = false;

  constructor(text: string) {
    this.#text = text;
  }

  body(depth: number, isInside: boolean): SnippetStatement[] {
    return this.#entries(depth, isInside).flatMap((entry) => (entry.kind === 'case' ? entry.body : [entry]));
  }

  #entries(depth: number, isInside: boolean): Entry[] {
    const entries: Entry[] = [];
    for (;;) {
      this.#at = skipBlank(this.#text, this.#at);
      const symbol = this.#text[this.#at];
      if (symbol === undefined) {
        if (isInside) this.#problem(this.#at, this.#at, 'A body is not closed: "}" is missing.');
        return entries;
      }
      if (symbol === '}') {
        this.#at++;
        if (isInside) return entries;
        this.#problem(this.#at - 1, this.#at, 'This brace closes nothing.');
      } else if (symbol === '{') {
        this.#at++;
        if (depth < DEPTH_LIMIT) for (const entry of this.#entries(depth + 1, true)) entries.push(entry);
      } else {
        const entry = this.#statement(depth);
        if (entry) entries.push(entry);
      }
    }
  }

  #statement(depth: number): Entry | undefined {
    const start = this.#at;
    const word = match(WORD, this.#text, start)?.[0] ?? '';
    const head = { start, end: start + word.length };
    switch (word.toLowerCase()) {
      case 'assign':
      case 'dynamic':
        return this.#assignment(head, head.end, word.toLowerCase() === 'dynamic');
      case 'trace':
      case 'return':
      case 'uses':
        return this.#plain(head, word.toLowerCase() as 'trace' | 'return' | 'uses');
      case 'break':
        this.#at = lineEnd(this.#text, start);
        return { kind: 'break', head, start, end: head.end };
      case 'if':
        return this.#choice(head, depth);
      case 'switch':
      case 'select':
        return this.#cases(head, word.toLowerCase() as 'switch' | 'select', depth);
      case 'case':
      case 'default':
        return this.#case(head, depth);
      case 'foreach':
        return this.#forEach(head, depth);
      case 'for':
      case 'repeat':
        return this.#loop(head, word.toLowerCase() as 'for' | 'repeat', depth);
      case 'function':
        return this.#function(head, depth);
      default:
        return this.#assignment(head, start, false);
    }
  }

  /** `path = value`, or a call that is made for what it does. */
  #assignment(head: Span, from: number, isDeclaration: boolean): SnippetStatement | undefined {
    const text = this.#text;
    const start = skipSpaces(text, from);
    const end = lineEnd(text, start);
    this.#at = Math.max(end, head.end);
    const { start: valueStart, end: valueEnd } = trimmed(text, start, end);
    const path = match(PATH, text, start);
    const behind = path ? skipSpaces(text, start + path[0].length) : start;
    if (path && text[behind] === '=' && text[behind + 1] !== '=') {
      const value = trimmed(text, behind + 1, end);
      return { kind: 'assign', head, target: targetOf(path, start), value, start: head.start, end: value.end };
    }
    if (path && isDeclaration) {
      return {
        kind: 'assign',
        head,
        target: targetOf(path, start),
        value: undefined,
        start: head.start,
        end: start + path[0].length,
      };
    }
    if (valueEnd > valueStart && text[valueEnd - 1] === ')') {
      return { kind: 'call', head, value: { start: valueStart, end: valueEnd }, start: head.start, end: valueEnd };
    }
    this.#problem(head.start, Math.max(valueEnd, head.end), 'This line is no statement of the snippet language.');
    // Something has to be passed, or the same place would be looked at forever.
    if (this.#at === head.start) this.#at++;
    return undefined;
  }

  #plain(head: Span, kind: 'trace' | 'return' | 'uses'): SnippetStatement {
    const end = lineEnd(this.#text, head.end);
    this.#at = end;
    const value = trimmed(this.#text, head.end, end);
    return { kind, head, value, start: head.start, end: Math.max(head.end, value.end) };
  }

  #choice(head: Span, depth: number): SnippetStatement {
    const { header: condition, body: then } = this.#block(head.end, depth);
    let end = this.#at;
    const next = skipBlank(this.#text, this.#at);
    const word = match(WORD, this.#text, next)?.[0];
    if (word?.toLowerCase() !== 'else') {
      return { kind: 'if', head, condition, then, otherwise: undefined, start: head.start, end };
    }
    this.#at = next + word.length;
    const otherwise = this.#otherwise(depth);
    end = this.#at;
    return { kind: 'if', head, condition, then, otherwise, start: head.start, end };
  }

  #otherwise(depth: number): readonly SnippetStatement[] {
    const next = skipBlank(this.#text, this.#at);
    if (match(WORD, this.#text, next)?.[0].toLowerCase() !== 'if') return this.#block(this.#at, depth).body;
    this.#at = next;
    if (depth >= DEPTH_LIMIT) return [];
    const inner = this.#statement(depth + 1);
    return inner && inner.kind !== 'case' ? [inner] : [];
  }

  #cases(head: Span, kind: 'switch' | 'select', depth: number): SnippetStatement {
    const { header: subject, entries } = this.#entriesBehind(head.end, depth);
    const cases: SnippetCase[] = [];
    for (const entry of entries) {
      if (entry.kind === 'case') cases.push(entry);
      else this.#problem(entry.start, entry.end, 'Between the cases of a choice nothing runs.');
    }
    return { kind, head, subject, cases, start: head.start, end: this.#at };
  }

  #case(head: Span, depth: number): Entry {
    const { header, body } = this.#block(head.end, depth);
    const value = header.end > header.start ? header : undefined;
    return { kind: 'case', value, body, start: head.start, end: this.#at };
  }

  #forEach(head: Span, depth: number): SnippetStatement {
    const { header, body } = this.#block(head.end, depth);
    const path = match(PATH, this.#text, header.start);
    const target = path && targetOf(path, header.start);
    const from = path ? skipSpaces(this.#text, header.start + path[0].length) : header.start;
    const hasIn = /^in\b/i.test(this.#text.slice(from, from + 3));
    if (!target || !hasIn)
      this.#problem(header.start, header.end, 'A loop says what it goes through: FOREACH entry IN list.');
    const value = trimmed(this.#text, hasIn ? from + 2 : header.end, header.end);
    return { kind: 'for-each', head, target, value, body, start: head.start, end: this.#at };
  }

  /** `FOR i = 1 TO n {`, `REPEAT n {`. */
  #loop(head: Span, kind: 'for' | 'repeat', depth: number): SnippetStatement {
    const { header, body } = this.#block(head.end, depth);
    const path = kind === 'for' ? match(PATH, this.#text, header.start) : undefined;
    const equals = path ? skipSpaces(this.#text, header.start + path[0].length) : -1;
    const isCounted = path !== undefined && this.#text[equals] === '=';
    const to = isCounted ? this.#text.slice(equals, header.end).search(/\sto\s/i) : -1;
    const value = isCounted ? trimmed(this.#text, equals + 1, to < 0 ? header.end : equals + to) : header;
    const target = isCounted ? targetOf(path, header.start) : undefined;
    return { kind, head, target, value, body, start: head.start, end: this.#at };
  }

  #function(head: Span, depth: number): SnippetStatement {
    const { header, body } = this.#block(head.end, depth);
    const name = match(WORD, this.#text, header.start)?.[0] ?? '';
    const open = this.#text.indexOf('(', header.start);
    const parameters: SnippetTarget[] = [];
    for (let at = open + 1; open >= 0 && open < header.end && at < header.end; ) {
      const from = skipSpaces(this.#text, at);
      const path = match(PATH, this.#text, from);
      if (!path) break;
      parameters.push(targetOf(path, from));
      at = skipSpaces(this.#text, from + path[0].length) + 1;
    }
    return { kind: 'function', head, name, parameters, body, start: head.start, end: this.#at };
  }

  #block(from: number, depth: number): { readonly header: Span; readonly body: SnippetStatement[] } {
    const { header, entries } = this.#entriesBehind(from, depth);
    return { header, body: entries.flatMap((entry) => (entry.kind === 'case' ? entry.body : [entry])) };
  }

  #entriesBehind(from: number, depth: number): { readonly header: Span; readonly entries: Entry[] } {
    const { end, open } = headerEnd(this.#text, from);
    const header = trimmed(this.#text, from, end);
    if (open < 0) {
      this.#problem(header.start, header.end, 'A body in braces is missing here.');
      this.#at = end;
      return { header, entries: [] };
    }
    this.#at = open + 1;
    if (depth >= DEPTH_LIMIT) {
      if (!this.#isTooDeep) this.#problem(open, open + 1, 'These bodies nest too deep to be followed.');
      this.#isTooDeep = true;
      return { header, entries: [] };
    }
    return { header, entries: this.#entries(depth + 1, true) };
  }

  #problem(start: number, end: number, message: string): void {
    this.problems.push({ span: { start, end }, message });
  }
}

function targetOf(path: RegExpExecArray, at: number): SnippetTarget {
  const [, scope = '', name = '', behind = ''] = path;
  const start = at + scope.length;
  const property = LAST_NAME.exec(behind)?.[1] ?? '';
  const part = FIRST_NAME.exec(behind)?.[1] ?? '';
  const isDeep = behind.length > part.length + (part === '' ? 0 : 1);
  return {
    name,
    start,
    end: start + name.length,
    isShared: scope !== '',
    isPart: behind !== '',
    part,
    isDeep,
    property,
  };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function skipSpaces(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}
