import { EXPRESSION_LIMITS } from '../../catalog/functions.js';
import type { BinaryExpression, Expression, ExpressionProblem, LiteralExpression } from '../../model/expression.js';
import type { Span } from '../../text/span.js';
import { joinedName, Lexer } from './lexer.js';
import { AND_LEVEL, OR_LEVEL, POWER_LEVEL, PRECEDENCE, startsOperand, type TokenKind } from './tokens.js';

/** Ours: no tree is higher, so that whoever walks one may recurse. */
export const MAX_TREE_HEIGHT = 1_000;
const MAX_NESTING = 400;

/** Recursive descent over one text; one use each. `parseExpression` is the way in. */
export class Grammar {
  readonly #lexer: Lexer;
  #nesting = 0;
  #calls = 0;
  /** Height of the tree that was returned last. */
  #height = 1;
  #openParentheses = 0;
  #openBrackets = 0;
  #gaveUp = false;

  constructor(text: string, problems: ExpressionProblem[]) {
    this.#lexer = new Lexer(text, problems);
  }

  parse(): Expression {
    const lexer = this.#lexer;
    lexer.next();
    if (lexer.start === lexer.text.length) return { kind: 'missing', start: 0, end: lexer.text.length };
    const first = this.#expression('');
    if (lexer.kind === 'end') return first;
    return this.#pieces(first, undefined);
  }

  /** What follows a finished expression although nothing joins it; reads on to the end or to `stop`. */
  #pieces(first: Expression, stop: TokenKind | undefined): Expression {
    const lexer = this.#lexer;
    const operands = [first];
    let height = this.#height;
    while (lexer.kind !== 'end' && lexer.kind !== stop) {
      if (startsOperand(lexer.kind)) {
        this.#report(lexer, 'An operator is missing before this');
        operands.push(this.#expression(''));
        height = Math.max(height, this.#height);
      } else {
        if (this.#closesOuter(stop)) break;
        this.#skip();
        // Two operands around a skipped bracket go on as one expression: `a) + b`.
        if (PRECEDENCE[lexer.kind] !== undefined) {
          operands.push(this.#binaryRest(this.#missingHere(), this.#lexer.start, OR_LEVEL));
          height = Math.max(height, this.#height);
        }
      }
    }
    if (operands.length === 1) return first;
    this.#height = height + 1;
    return this.#unjoined(operands, first.start);
  }

  #unjoined(operands: Expression[], start: number): Expression {
    return { kind: 'call', name: '', nameSpan: { start, end: start }, operands, start, end: this.#endFrom(start) };
  }

  #skip(): void {
    const { kind } = this.#lexer;
    this.#report(
      this.#lexer,
      kind === ')' || kind === ']' ? `Nothing opens this ${kind}` : `This ${kind} has no place here`,
    );
    this.#lexer.next();
  }

  /** The ternary level. `after` names what makes an operand necessary, for the message. */
  #expression(after: string): Expression {
    const lexer = this.#lexer;
    if (this.#nesting >= MAX_NESTING) return this.#giveUp();
    this.#nesting++;
    const start = lexer.start;
    let left = this.#binary(OR_LEVEL, after);
    // Left-associative, unlike most languages: a ? b : c ? d : e is (a ? b : c) ? d : e.
    while (lexer.kind === '?') left = this.#conditional(left, start);
    this.#nesting--;
    return left;
  }

  #conditional(condition: Expression, start: number): Expression {
    const lexer = this.#lexer;
    if (this.#isTooHigh()) return this.#dropRest(condition);
    let height = this.#height;
    lexer.next();
    const whenTrue = this.#branch('?');
    height = Math.max(height, this.#height);
    let whenFalse: Expression;
    if (lexer.kind === ':') {
      lexer.next();
      whenFalse = this.#branch(':');
    } else {
      this.#reportHere('The : of this ? is missing');
      whenFalse = this.#missingHere();
    }
    this.#height = Math.max(height, this.#height) + 1;
    const span = { start: Math.min(start, condition.start), end: this.#endFrom(start) };
    return { kind: 'conditional', condition, whenTrue, whenFalse, ...span };
  }

  /** Branches bind like `and`; a bare `or` or a nested `?` in one is refused by the platform. */
  #branch(after: '?' | ':'): Expression {
    const lexer = this.#lexer;
    const start = lexer.start;
    let branch = this.#binary(AND_LEVEL, after);
    if (lexer.kind === 'or') {
      this.#report(lexer, 'An "or" in a branch of ? : needs parentheses');
      branch = this.#binaryRest(branch, start, OR_LEVEL);
    }
    if (after === '?' && lexer.kind === '?') {
      this.#report(lexer, 'A ? : inside the first branch of another needs parentheses');
      if (this.#nesting >= MAX_NESTING) return this.#giveUp();
      this.#nesting++;
      branch = this.#conditional(branch, start);
      this.#nesting--;
    }
    return branch;
  }

  #binary(level: number, after: string): Expression {
    const start = this.#lexer.start;
    return this.#binaryRest(this.#unary(after), start, level);
  }

  #binaryRest(first: Expression, start: number, level: number): Expression {
    const lexer = this.#lexer;
    let left = first;
    for (;;) {
      const operator = lexer.kind;
      const precedence = PRECEDENCE[operator];
      if (precedence === undefined || precedence < level) return left;
      if (this.#isTooHigh()) return this.#dropRest(left);
      const height = this.#height;
      lexer.next();
      if (this.#nesting >= MAX_NESTING) {
        left = this.#join(operator as BinaryExpression['operator'], left, this.#giveUp(), start);
        continue;
      }
      this.#nesting++;
      const right = this.#binary(precedence === POWER_LEVEL ? POWER_LEVEL : precedence + 1, operator);
      this.#nesting--;
      this.#height = Math.max(height, this.#height) + 1;
      // Only binary operators have a precedence.
      left = this.#join(operator as BinaryExpression['operator'], left, right, start);
    }
  }

  #join(operator: BinaryExpression['operator'], left: Expression, right: Expression, start: number): Expression {
    return { kind: 'binary', operator, left, right, start: Math.min(start, left.start), end: this.#endFrom(start) };
  }

  #unary(after: string): Expression {
    const lexer = this.#lexer;
    const operator = lexer.kind;
    if (operator !== '-' && operator !== '!' && operator !== '~') return this.#postfix(after);
    if (this.#nesting >= MAX_NESTING) return this.#giveUp();
    this.#nesting++;
    const start = lexer.start;
    lexer.next();
    const operand = this.#unary(operator);
    this.#nesting--;
    this.#height++;
    return { kind: 'unary', operator, operand, start, end: this.#endFrom(start) };
  }

  #postfix(after: string): Expression {
    const lexer = this.#lexer;
    const start = lexer.start;
    let object = this.#primary(after);
    for (;;) {
      const { kind } = lexer;
      if (object.kind === 'missing' || (kind !== '.' && kind !== '[' && kind !== '(')) return object;
      if (this.#isTooHigh()) return this.#dropRest(object);
      if (kind === '.') object = this.#member(object, start);
      else if (kind === '[') object = this.#bracket(object, start);
      else object = this.#misplacedCall(object, start);
    }
  }

  #member(object: Expression, start: number): Expression {
    const name = this.#nameAfterDot();
    this.#height++;
    return { kind: 'member', object, ...name, start, end: this.#endFrom(start) };
  }

  /** The name behind the dot that stands here, '' when it is missing. */
  #nameAfterDot(): { property: string; propertySpan: Span } {
    const lexer = this.#lexer;
    const dot = lexer.start;
    lexer.nextMember();
    const { start, end } = lexer;
    if (lexer.kind === 'name') {
      const property = lexer.slice();
      const first = property.charCodeAt(0);
      if (first >= 48 && first <= 57) this.#report(lexer, 'A name that starts with a digit stands in quotes');
      lexer.next();
      return { property, propertySpan: { start, end } };
    }
    if (lexer.kind === 'string') {
      const property = lexer.stringValue();
      const propertySpan = { start: start + 1, end: lexer.closed ? end - 1 : end };
      lexer.next();
      return { property, propertySpan };
    }
    this.#report({ start: dot, end: dot + 1 }, 'A name is missing after this dot');
    return { property: '', propertySpan: { start: dot + 1, end: dot + 1 } };
  }

  #bracket(object: Expression, start: number): Expression {
    const lexer = this.#lexer;
    const open: Span = { start: lexer.start, end: lexer.end };
    let height = this.#height;
    this.#openBrackets++;
    lexer.next();
    let index = this.#expression('[');
    if (lexer.kind !== ']' && lexer.kind !== 'end') index = this.#pieces(index, ']');
    height = Math.max(height, this.#height);
    this.#openBrackets--;
    if (lexer.kind === ']') lexer.next();
    else this.#report(open, 'The closing ] is missing');
    this.#height = height + 1;
    const end = this.#endFrom(start);
    if (index.kind !== 'literal' || index.type !== 'String') return { kind: 'index', object, index, start, end };
    const propertySpan = { start: index.start + 1, end: Math.max(index.start + 1, index.end - 1) };
    return { kind: 'member', object, property: index.value, propertySpan, start, end };
  }

  #misplacedCall(object: Expression, start: number): Expression {
    const height = this.#height;
    this.#report(this.#lexer, 'Only a function name can stand before an opening parenthesis');
    const operands = [object, ...this.#operands()];
    this.#height = Math.max(height + 1, this.#height);
    return this.#unjoined(operands, start);
  }

  #primary(after: string): Expression {
    const lexer = this.#lexer;
    const { start, end } = lexer;
    this.#height = 1;
    switch (lexer.kind) {
      case 'name':
        return this.#named();
      case 'and':
      case 'or':
        if (lexer.isCalled()) return this.#named();
        break;
      case 'integer':
        return this.#literal('Integer', lexer.slice());
      case 'decimal':
        return this.#literal('Decimal', lexer.slice());
      case 'string':
        return this.#literal('String', lexer.stringValue());
      case 'json':
        return this.#literal('Json', lexer.slice());
      case '(':
        return this.#parenthesised({ start, end });
      case '[':
        lexer.takeList();
        return this.#literal('Json', lexer.slice());
      default:
        break;
    }
    return this.#missingOperand(after);
  }

  #literal(type: LiteralExpression['type'], value: string): Expression {
    const { start, end } = this.#lexer;
    this.#lexer.next();
    return { kind: 'literal', type, value, start, end };
  }

  #parenthesised(open: Span): Expression {
    const lexer = this.#lexer;
    this.#openParentheses++;
    lexer.next();
    let inner = this.#expression('(');
    if (lexer.kind !== ')' && lexer.kind !== 'end' && !this.#closesOuter(')')) inner = this.#pieces(inner, ')');
    this.#openParentheses--;
    if (lexer.kind === ')') lexer.next();
    else this.#report(open, 'The closing ) is missing');
    return inner;
  }

  /** A function call, a variable, or one of the words true, false, NOT_SET. */
  #named(): Expression {
    const lexer = this.#lexer;
    const { start, end } = lexer;
    const name = lexer.slice();
    lexer.next();
    if (lexer.kind === '(') return this.#call(name, { start, end });
    if (lexer.kind === '.') {
      const { property } = this.#nameAfterDot();
      const last = this.#endFrom(start);
      return { kind: 'reference', name: joinedName(lexer.text, start, last, name, property), start, end: last };
    }
    if (name === 'true' || name === 'false') return { kind: 'literal', type: 'Boolean', value: name, start, end };
    if (name === 'NOT_SET') return { kind: 'literal', type: 'NotSet', value: name, start, end };
    return { kind: 'reference', name, start, end };
  }

  #call(name: string, nameSpan: Span): Expression {
    this.#calls++;
    if (this.#calls === EXPRESSION_LIMITS.maxCallDepth + 1) {
      this.#report(nameSpan, `Calls can be nested at most ${EXPRESSION_LIMITS.maxCallDepth} deep`, 'too-deep');
    }
    const operands = this.#operands();
    this.#calls--;
    const { start } = nameSpan;
    return { kind: 'call', name, nameSpan, operands, start, end: this.#endFrom(start) };
  }

  /** The operands from the ( that stands here to its ). */
  #operands(): Expression[] {
    const lexer = this.#lexer;
    const open: Span = { start: lexer.start, end: lexer.end };
    const operands: Expression[] = [];
    let height = 0;
    let after: string = '(';
    this.#openParentheses++;
    lexer.next();
    while (lexer.kind !== ')' || after === ',') {
      operands.push(this.#expression(after));
      height = Math.max(height, this.#height);
      while (!startsOperand(lexer.kind) && lexer.kind !== ',' && lexer.kind !== ')' && lexer.kind !== 'end') {
        if (this.#closesOuter(')')) break;
        this.#skip();
      }
      if (startsOperand(lexer.kind)) {
        this.#report(lexer, 'A comma is missing before this');
        after = '';
      } else if (lexer.kind === ',') {
        after = ',';
        lexer.next();
      } else break;
    }
    this.#openParentheses--;
    if (lexer.kind === ')') lexer.next();
    else this.#report(open, 'The closing ) is missing');
    this.#height = height + 1;
    return operands;
  }

  /** A closing bracket that does not end this construct but one around it. */
  #closesOuter(stop: TokenKind | undefined): boolean {
    const { kind } = this.#lexer;
    if (kind === ']') return stop !== ']' && this.#openBrackets > 0;
    return kind === ')' && stop === ']' && this.#openParentheses > 0;
  }

  #missingOperand(after: string): Expression {
    this.#reportHere(after === '' ? 'A value is missing here' : `A value is missing after ${after}`);
    return this.#missingHere();
  }

  #missingHere(): Expression {
    this.#height = 1;
    const at = this.#lexer.previousEnd;
    return { kind: 'missing', start: at, end: at };
  }

  #isTooHigh(): boolean {
    return this.#height + this.#nesting >= MAX_TREE_HEIGHT;
  }

  /** Keeps what was read and leaves the rest of the text unread. */
  #dropRest(read: Expression): Expression {
    return this.#unjoined([read, this.#giveUp()], read.start);
  }

  #giveUp(): Expression {
    const lexer = this.#lexer;
    const { start } = lexer;
    this.#report({ start, end: lexer.text.length }, 'This expression is nested too deep to be read on', 'too-deep');
    this.#gaveUp = true;
    lexer.skipToEnd();
    lexer.previousEnd = lexer.end;
    this.#height = 1;
    return { kind: 'missing', start, end: lexer.end };
  }

  #endFrom(start: number): number {
    return Math.max(start, this.#lexer.previousEnd);
  }

  /** At the token that stands here, or at the one before when the text ends. */
  #reportHere(message: string): void {
    const { kind, start, end, previousEnd } = this.#lexer;
    if (kind === 'end') this.#report({ start: Math.max(0, previousEnd - 1), end: previousEnd }, message);
    else this.#report({ start, end }, message);
  }

  #report({ start, end }: Span, message: string, code: ExpressionProblem['code'] = 'syntax'): void {
    if (!this.#gaveUp) this.#lexer.report(start, end, message, code);
  }
}
