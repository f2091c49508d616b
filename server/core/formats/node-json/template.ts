import { NODE_WIRING } from '../../catalog/node-actions.js';
import type { Expression } from '../../model/expression.js';
import { parseSnippetExpression } from '../../syntax/snippet/expression.js';
import { moved } from '../../syntax/snippet/template.js';

/** `{{path}}` and `${path}`; a text that is one path from the root stands without braces. */
const SUBSTITUTION = /\{\{([^{}]{1,300})\}\}|\$\{([^{}]{1,300})\}/g;
const BARE = /^\s*\$\.[A-Za-z_][\w.$[\]]*\s*$/;
const ROOT = /^\s*\$\./;
const PARTS_LIMIT = 2_000;
const SCOPES: ReadonlySet<string> = new Set(NODE_WIRING.scopes);

/** A text with what is put into it as an expression that joins its parts; undefined when nothing is. */
export function parseNodeTemplate(text: string): Expression | undefined {
  if (!text.includes('$') && !text.includes('{{')) return undefined;
  if (BARE.test(text)) return pathOf(text, 0);
  const parts: Expression[] = [];
  let last = 0;
  for (const found of text.matchAll(SUBSTITUTION)) {
    const content = found[1] ?? found[2] ?? '';
    const expression = pathOf(content, found.index + 2);
    if (!expression || parts.length >= PARTS_LIMIT) continue;
    if (found.index > last) parts.push(textPart(text, last, found.index));
    parts.push(expression);
    last = found.index + found[0].length;
  }
  if (parts.length === 0) return undefined;
  if (last < text.length) parts.push(textPart(text, last, text.length));
  return joined(parts, 0, parts.length);
}

/** An expression of a condition, where names stand without braces. */
export function parseCondition(text: string): Expression | undefined {
  return parseNodeTemplate(text) ?? pathOf(text, 0);
}

function pathOf(content: string, base: number): Expression | undefined {
  const lead = ROOT.exec(content)?.[0].length ?? 0;
  const { expression, problems } = parseSnippetExpression(content.slice(lead));
  return problems.length > 0 ? undefined : withoutScope(moved(expression, base + lead));
}

/** `input.pin` and `pin` are one variable. */
function withoutScope(expression: Expression): Expression {
  switch (expression.kind) {
    case 'member': {
      const { object, property, propertySpan } = expression;
      if (object.kind === 'reference' && SCOPES.has(object.name.toLowerCase())) {
        return { kind: 'reference', name: property, ...propertySpan };
      }
      return { ...expression, object: withoutScope(object) };
    }
    case 'index':
      return { ...expression, object: withoutScope(expression.object), index: withoutScope(expression.index) };
    case 'call':
      return { ...expression, operands: expression.operands.map(withoutScope) };
    case 'binary':
      return { ...expression, left: withoutScope(expression.left), right: withoutScope(expression.right) };
    case 'unary':
      return { ...expression, operand: withoutScope(expression.operand) };
    default:
      return expression;
  }
}

function textPart(text: string, start: number, end: number): Expression {
  return { kind: 'literal', type: 'Text', value: text.slice(start, end), start, end };
}

/** A balanced tree, so that a long text is not as deep as it is long. */
function joined(parts: readonly Expression[], from: number, to: number): Expression {
  if (to - from === 1) return parts[from]!;
  const middle = (from + to) >> 1;
  const left = joined(parts, from, middle);
  const right = joined(parts, middle, to);
  return { kind: 'binary', operator: '+', left, right, start: left.start, end: right.end };
}
