import type { BinaryExpression, Expression, LiteralExpression } from '../../model/expression.js';
import type { SyntaxProblem } from '../tape.js';
import { parseTemplate } from './template.js';

export interface ParsedExpression {
  readonly expression: Expression;
  /** Spans count in the text that was given. */
  readonly problems: readonly SyntaxProblem[];
}

/** Real code nests a handful; what is deeper is reported and left out. */
const DEPTH_LIMIT = 120;
/** Operators by precedence, loosest first. `=` compares; `&` also joins texts. Help page "Snippet Keywords". */
const LEVELS: readonly (readonly string[])[] = [
  ['||', '|'],
  ['&&', '&'],
  ['==', '=', '!=', '<>', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const OPERATORS = new Map<string, BinaryExpression['operator']>([
  ['=', '=='],
  ['||', 'or'],
  ['&&', 'and'],
  ['<>', '!='],
]);
/** `global:` in front of a name says how long the variable lives; it is no part of the name. */
const NAME = /(?:global:)?([A-Za-z_][\w$]*)/iy;
const NUMBER = /\d+(\.\d+)?/y;
const SPACE = /\s*/y;
const FUNCTION_PREFIX = 'cxone:';

/** Reads an expression of the snippet language; never throws, what cannot be read is 'missing'. */
export function parseSnippetExpression(text: string, depth = 0): ParsedExpression {
  const parser = new ExpressionParser(text, depth);
  const expression = parser.parse();
  return { expression, problems: parser.problems };
}

class ExpressionParser {
  readonly problems: SyntaxProblem[] = [];
  readonly #text: string;
  #at = 0;
  #depth: number;

  constructor(text: string, depth: number) {
    this.#text = text;
    this.#depth = depth;
  }

  parse(): Expression {
    const expression = this.#level(0);
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#problem(this.#at, this.#text.length, 'This was not understood.');
    return expression;
  }

  #level(level: number): Expression {
    const operators = LEVELS[level];
    if (!operators) return this.#unary();
    let left = this.#level(level + 1);
    let length = 0;
    for (let symbol = this.#operator(operators); symbol !== undefined; symbol = this.#operator(operators)) {
      const right = this.#level(level + 1);
      // A chain is one deep for each operator: whoever walks it does so by recursion.
      if (++length > DEPTH_LIMIT * 4) {
        this.#problem(left.start, right.end, 'This expression is too long to be followed.');
        return { kind: 'missing', start: left.start, end: right.end };
      }
      // The levels list no symbol but those of the model and the two that are translated.
      const operator = OPERATORS.get(symbol) ?? (symbol as BinaryExpression['operator']);
      left = { kind: 'binary', operator, left, right, start: left.start, end: right.end };
    }
    return left;
  }

  #operator(operators: readonly string[]): string | undefined {
    this.#skipSpace();
    const found = operators.find((symbol) => this.#text.startsWith(symbol, this.#at));
    // `<` must not eat the start of `<>`; longer symbols stand first in their level.
    if (found === undefined) return undefined;
    this.#at += found.length;
    return found;
  }

  #unary(): Expression {
    this.#skipSpace();
    const start = this.#at;
    const symbol = this.#text[start];
    if (symbol !== '-' && symbol !== '!') return this.#postfix();
    this.#at++;
    const operand = this.#deeper(start, () => this.#unary());
    return { kind: 'unary', operator: symbol, operand, start, end: operand.end };
  }

  #postfix(): Expression {
    let object = this.#primary();
    for (let length = 0; length < DEPTH_LIMIT; length++) {
      const symbol = this.#text[this.#at];
      if (symbol === '.') object = this.#member(object);
      else if (symbol === '[') object = this.#index(object);
      else return object;
      if (object.kind === 'missing') return object;
    }
    this.#problem(object.start, object.end, 'This path is too long to be followed.');
    this.#at = this.#text.length;
    return { kind: 'missing', start: object.start, end: object.end };
  }

  #member(object: Expression): Expression {
    const start = ++this.#at;
    const property = this.#name();
    if (property === undefined) {
      this.#problem(start - 1, start, 'A name should stand behind this dot.');
      return { kind: 'missing', start: object.start, end: start };
    }
    const propertySpan = { start: this.#at - property.length, end: this.#at };
    const key = FUNCTION_PREFIX + property.toLowerCase();
    if (this.#text[this.#at] === '(') {
      const operands = [object, ...this.#operands()];
      return {
        kind: 'call',
        name: property,
        nameSpan: propertySpan,
        operands,
        key,
        start: object.start,
        end: this.#at,
      };
    }
    // The length of a text or list is written like a property.
    if (LENGTHS.has(property.toLowerCase())) {
      return {
        kind: 'call',
        name: property,
        nameSpan: propertySpan,
        operands: [object],
        key,
        start: object.start,
        end: this.#at,
      };
    }
    return { kind: 'member', object, property, propertySpan, start: object.start, end: this.#at };
  }

  #index(object: Expression): Expression {
    const start = this.#at++;
    const index = this.#deeper(start, () => this.#level(0));
    this.#close(']', start);
    return { kind: 'index', object, index, start: object.start, end: this.#at };
  }

  #operands(): Expression[] {
    const start = this.#at++;
    const operands: Expression[] = [];
    this.#skipSpace();
    while (this.#at < this.#text.length && this.#text[this.#at] !== ')') {
      const before = this.#at;
      operands.push(this.#deeper(before, () => this.#level(0)));
      this.#skipSpace();
      if (this.#text[this.#at] === ',') this.#at++;
      else if (this.#text[this.#at] !== ')') break;
      if (this.#at === before) break;
    }
    this.#close(')', start);
    return operands;
  }

  #primary(): Expression {
    this.#skipSpace();
    const start = this.#at;
    const symbol = this.#text[start];
    if (symbol === undefined) return this.#missing(start, 'A value is missing here.');
    if (symbol === '"' || symbol === "'") return this.#string(start);
    if (symbol === '#' && /["']/.test(this.#text[start + 1] ?? '')) return this.#date(start);
    if (symbol === '(' || symbol === '{') return this.#group(symbol === '(' ? ')' : '}');
    const number = this.#match(NUMBER);
    if (number) return literal(number[1] === undefined ? 'Integer' : 'Decimal', number[0], start, this.#at);
    const name = this.#name();
    if (name === undefined) {
      this.#at++;
      return this.#missing(start, 'This was not understood.');
    }
    if (/^(?:true|false)$/i.test(name)) return literal('Boolean', name.toLowerCase(), start, this.#at);
    const nameSpan = { start: this.#at - name.length, end: this.#at };
    if (this.#text[this.#at] !== '(') return { kind: 'reference', name, ...nameSpan };
    const operands = this.#operands();
    return { kind: 'call', name, nameSpan, operands, key: FUNCTION_PREFIX + name.toLowerCase(), start, end: this.#at };
  }

  #group(close: string): Expression {
    const start = this.#at++;
    const inner = this.#deeper(start, () => this.#level(0));
    this.#close(close, start);
    return inner;
  }

  /** A text, with what is put into it in braces. */
  #string(start: number): Expression {
    const quote = this.#text[start]!;
    const close = this.#text.indexOf(quote, start + 1);
    const end = close < 0 ? this.#text.length : close + 1;
    if (close < 0) this.#problem(start, end, 'This text has no closing quote.');
    this.#at = end;
    const inner = this.#text.slice(start + 1, close < 0 ? end : close);
    const template = this.#depth < DEPTH_LIMIT ? parseTemplate(inner, start + 1, this.#depth + 1) : undefined;
    return template ?? literal('String', inner, start, end);
  }

  /** `#"02/09/2023"`. */
  #date(start: number): Expression {
    this.#at++;
    const text = this.#string(start + 1);
    return text.kind === 'literal' ? { ...text, start } : text;
  }

  #name(): string | undefined {
    return this.#match(NAME)?.[1];
  }

  #deeper(start: number, read: () => Expression): Expression {
    if (this.#depth >= DEPTH_LIMIT) {
      this.#at = this.#text.length;
      return this.#missing(start, 'This expression nests too deep to be followed.');
    }
    this.#depth++;
    const expression = read();
    this.#depth--;
    return expression;
  }

  #close(bracket: string, open: number): void {
    this.#skipSpace();
    if (this.#text[this.#at] === bracket) this.#at++;
    else this.#problem(open, open + 1, `This bracket is not closed: "${bracket}" is missing.`);
  }

  #missing(start: number, message: string): Expression {
    const end = Math.min(this.#text.length, Math.max(this.#at, start));
    this.#problem(start, end, message);
    return { kind: 'missing', start, end };
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text) ?? undefined;
    if (found) this.#at += found[0].length;
    return found;
  }

  #skipSpace(): void {
    this.#match(SPACE);
  }

  /** What follows a mistake is mostly its consequence. */
  #problem(start: number, end: number, message: string): void {
    if (this.problems.length === 0) this.problems.push({ span: { start, end }, message });
  }
}

const LENGTHS: ReadonlySet<string> = new Set(['size', 'length']);

function literal(type: LiteralExpression['type'], value: string, start: number, end: number): LiteralExpression {
  return { kind: 'literal', type, value, start, end };
}
