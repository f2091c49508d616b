import type { Expression } from '../../model/expression.js';
import { parseSnippetExpression } from './expression.js';

/** What may stand in braces is short; a brace further away belongs to something else. */
const SUBSTITUTION_LIMIT = 400;
/** `{name`, `{global:name`, `{__system`: what is put in starts with a name. A brace of JSON never does. */
const START = /\{\s*[A-Za-z_]/y;
/** Substitutions in one text; a text of more is cut there. */
const PARTS_LIMIT = 5_000;

/**
 * A text with `{expression}` in it as an expression that joins its parts; undefined when nothing is put into it.
 * `base` is added to every offset.
 */
export function parseTemplate(text: string, base = 0, depth = 0): Expression | undefined {
  const parts: Expression[] = [];
  let last = 0;
  for (let open = text.indexOf('{'); open >= 0 && parts.length < PARTS_LIMIT; ) {
    const found = substitutionAt(text, open, depth);
    if (!found) {
      open = text.indexOf('{', open + 1);
      continue;
    }
    if (open > last) parts.push(textPart(text, last, open, base));
    parts.push(moved(found.expression, base + open + 1));
    last = found.end;
    open = text.indexOf('{', last);
  }
  if (parts.length === 0) return undefined;
  if (last < text.length) parts.push(textPart(text, last, text.length, base));
  return joined(parts, 0, parts.length);
}

function substitutionAt(
  text: string,
  open: number,
  depth: number,
): { readonly expression: Expression; readonly end: number } | undefined {
  START.lastIndex = open;
  if (!START.test(text)) return undefined;
  const close = text.slice(open + 1, open + SUBSTITUTION_LIMIT).search(/[}{\r\n]/);
  if (close < 0 || text[open + 1 + close] !== '}') return undefined;
  const end = open + 1 + close;
  const { expression, problems } = parseSnippetExpression(text.slice(open + 1, end), depth);
  return problems.length > 0 ? undefined : { expression, end: end + 1 };
}

function textPart(text: string, start: number, end: number, base: number): Expression {
  return { kind: 'literal', type: 'Text', value: text.slice(start, end), start: base + start, end: base + end };
}

/** A balanced tree, so that a text with thousands of substitutions is not thousands deep. */
function joined(parts: readonly Expression[], from: number, to: number): Expression {
  if (to - from === 1) return parts[from]!;
  const middle = (from + to) >> 1;
  const left = joined(parts, from, middle);
  const right = joined(parts, middle, to);
  return { kind: 'binary', operator: '+', left, right, start: left.start, end: right.end };
}

/** The same expression, further on in the text. */
export function moved(expression: Expression, by: number): Expression {
  const start = expression.start + by;
  const end = expression.end + by;
  const shifted = (span: { readonly start: number; readonly end: number }) => ({
    start: span.start + by,
    end: span.end + by,
  });
  switch (expression.kind) {
    case 'literal':
    case 'reference':
    case 'missing':
      return { ...expression, start, end };
    case 'member':
      return {
        ...expression,
        object: moved(expression.object, by),
        propertySpan: shifted(expression.propertySpan),
        start,
        end,
      };
    case 'index':
      return { ...expression, object: moved(expression.object, by), index: moved(expression.index, by), start, end };
    case 'call': {
      const operands = expression.operands.map((operand) => moved(operand, by));
      return { ...expression, operands, nameSpan: shifted(expression.nameSpan), start, end };
    }
    case 'unary':
      return { ...expression, operand: moved(expression.operand, by), start, end };
    case 'binary':
      return { ...expression, left: moved(expression.left, by), right: moved(expression.right, by), start, end };
    case 'conditional':
      return {
        ...expression,
        condition: moved(expression.condition, by),
        whenTrue: moved(expression.whenTrue, by),
        whenFalse: moved(expression.whenFalse, by),
        start,
        end,
      };
  }
}
