import type { BinaryExpression } from '../../model/expression.js';

/** A symbol's kind is the symbol itself. */
export type TokenKind =
  | 'end'
  | 'name'
  | 'integer'
  | 'decimal'
  | 'string'
  | 'json'
  | BinaryExpression['operator']
  | '!'
  | '~'
  | '('
  | ')'
  | '['
  | ']'
  | ','
  | '.'
  | '?'
  | ':';

/** How tightly the binary operators bind. */
export const PRECEDENCE: Partial<Record<TokenKind, number>> = {
  or: 1,
  and: 2,
  '|': 3,
  '&': 4,
  '==': 5,
  '!=': 5,
  '>': 6,
  '>=': 6,
  '<': 6,
  '<=': 6,
  '+': 7,
  '-': 7,
  '*': 8,
  '/': 8,
  '%': 8,
  '^': 9,
};
export const OR_LEVEL = 1;
export const AND_LEVEL = 2;
export const POWER_LEVEL = 9;

export function startsOperand(kind: TokenKind): boolean {
  switch (kind) {
    case 'name':
    case 'integer':
    case 'decimal':
    case 'string':
    case 'json':
    case '(':
    case '[':
    case '!':
    case '~':
      return true;
    default:
      return false;
  }
}

export function endsOperand(kind: TokenKind): boolean {
  return kind === 'name' || kind === 'string' || kind === ')' || kind === ']';
}
