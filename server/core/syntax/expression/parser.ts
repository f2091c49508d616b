import { EXPRESSION_LIMITS } from '../../catalog/functions.js';
import type { Expression, ExpressionProblem, LiteralExpression } from '../../model/expression.js';
import { Grammar } from './grammar.js';
import { closingBrace, isPlainReference } from './lexer.js';

export interface ParsedExpression {
  readonly expression: Expression;
  readonly problems: readonly ExpressionProblem[];
}

/** What has been parsed lately. Flows say the same again and again, and nearly all stays the same between two edits. */
const known = new Map<string, ParsedExpression>();
const KNOWN_LIMIT = 5_000;
const LONGEST_KNOWN = 500;

/**
 * Parses an Architect expression. Never throws: what cannot be read becomes `missing`, and pieces that no operator
 * joins become the operands of a call without a name, so that no reference gets lost. Equal texts give the same object.
 */
export function parseExpression(text: string): ParsedExpression {
  const before = known.get(text);
  if (before) return before;
  if (text.length > LONGEST_KNOWN) return parse(text);
  if (known.size >= KNOWN_LIMIT) known.clear();
  // A slice of a file would keep the whole file alive.
  const own = ` ${text}`.slice(1);
  const parsed = parse(own);
  known.set(own, parsed);
  return parsed;
}

function parse(text: string): ParsedExpression {
  const problems: ExpressionProblem[] = [];
  const { maxTextLength } = EXPRESSION_LIMITS;
  if (text.length > maxTextLength) {
    const span = { start: maxTextLength, end: text.length };
    const message = `An expression has at most ${maxTextLength} characters`;
    problems.push({ span, code: 'too-long', message });
  }
  return { expression: parseWhole(text, problems), problems };
}

function parseWhole(text: string, problems: ExpressionProblem[]): Expression {
  if (isPlainReference(text)) return { kind: 'reference', name: text, start: 0, end: text.length };
  return parseJson(text, problems) ?? new Grammar(text, problems).parse();
}

/** A whole expression that is one JSON object or array. */
function parseJson(text: string, problems: ExpressionProblem[]): LiteralExpression | undefined {
  const start = text.search(/\S/);
  const open = text.charCodeAt(start);
  if (open !== 91 && (open !== 123 || text.charCodeAt(start + 1) === 123)) return undefined;
  const close = closingBrace(text, start);
  if (close !== -1 && text.slice(close + 1).trim() !== '') return undefined;
  const end = text.trimEnd().length;
  const value = text.slice(start, end);
  if (close === -1 || !isJson(value)) {
    problems.push({ span: { start, end }, code: 'syntax', message: 'This JSON value is not complete or not valid' });
  }
  return { kind: 'literal', type: 'Json', value, start, end };
}

function isJson(value: string): boolean {
  if (value.includes('{{') || value.includes('${')) return true; // filled in later
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
