import type { Expression } from '../../model/expression.js';

const NONE: readonly Expression[] = [];

/** The direct parts of an expression in the order of the text. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'reference':
    case 'missing':
      return NONE;
    case 'member':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'call':
      return expression.operands;
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.condition, expression.whenTrue, expression.whenFalse];
  }
}

/** Visits an expression and everything in it, parents first. Parsed trees are low enough to recurse. */
export function walkExpression(
  expression: Expression,
  visit: (expression: Expression, parent: Expression | undefined) => void,
  parent?: Expression,
): void {
  visit(expression, parent);
  // Most expressions have one part.
  if (isLeaf(expression)) return;
  for (const child of childrenOf(expression)) walkExpression(child, visit, expression);
}

function isLeaf({ kind }: Expression): boolean {
  return kind === 'reference' || kind === 'literal' || kind === 'missing';
}

/** 'Message.Message.body' of members that stand on a reference: the name of a built-in, perhaps. */
export function pathOf(expression: Expression): string | undefined {
  if (expression.kind === 'reference') return expression.name;
  if (expression.kind !== 'member') return undefined;
  const object = pathOf(expression.object);
  return object === undefined ? undefined : `${object}.${expression.property}`;
}
