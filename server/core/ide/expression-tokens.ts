import type { Expression } from '../model/expression.js';
import type { Value } from '../model/flow.js';
import { Lexer } from '../syntax/expression/lexer.js';
import type { TokenKind } from '../syntax/expression/tokens.js';
import { childrenOf } from '../syntax/expression/walk.js';
import type { Span } from '../text/span.js';

/** A token of an expression, in the expression's own text. */
export interface ExpressionToken extends Span {
  readonly kind: TokenKind;
}

/** The tokens of an expression's text, also where it is broken. */
export function* tokensOf(text: string): Generator<ExpressionToken> {
  const lexer = new Lexer(text, []);
  for (lexer.next(); lexer.kind !== 'end'; lexer.next()) {
    yield { kind: lexer.kind, start: lexer.start, end: lexer.end };
  }
}

/** The operator of an expression under the cursor. */
export function operatorAt(
  value: Value,
  expression: Expression,
  offset: number,
): { readonly span: Span; readonly symbol: string; readonly operands: number } | undefined {
  const symbol = symbolOf(expression);
  if (symbol === undefined) return undefined;
  const operands = childrenOf(expression);
  for (const { kind, start, end } of tokensOf(value.source.text)) {
    if (start < expression.start || end > expression.end) continue;
    if (kind !== symbol && !(symbol === '?' && kind === ':')) continue;
    if (operands.some((operand) => operand.start <= start && end <= operand.end)) continue;
    const span = value.source.rawSpan(start, end);
    if (span.start <= offset && offset <= span.end) return { span, symbol, operands: operands.length };
  }
  return undefined;
}

function symbolOf(expression: Expression): string | undefined {
  if (expression.kind === 'unary' || expression.kind === 'binary') return expression.operator;
  return expression.kind === 'conditional' ? '?' : undefined;
}
