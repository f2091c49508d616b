import { maskingCall, promiseOf } from '../catalog/disguises.js';
import type { Expression } from '../model/expression.js';
import { walkExpression } from '../syntax/expression/walk.js';

/** True when a variable's name, or the expression that fills it, says that what it holds is hidden. */
export function isDisguise(target: string, expression: Expression | undefined): boolean {
  return expression !== undefined && (promiseOf(target) !== undefined || masksByHand(expression));
}

/** True when mask characters are written over or beside a value, which hides nothing by itself. */
export function masksByHand(expression: Expression): boolean {
  let found = false;
  walkExpression(expression, (part) => {
    if (part.kind === 'call') found ||= paints(part.name, part.operands);
    else if (part.kind === 'binary' && part.operator === '+') found ||= paints('Append', [part.left, part.right]);
  });
  return found;
}

function paints(name: string, operands: readonly Expression[]): boolean {
  const masking = maskingCall(name);
  if (!masking) return false;
  const { operand, pattern } = masking;
  const written = operand < 0 ? operands : operands.slice(operand, operand + 1);
  return written.some((part) => part.kind === 'literal' && part.type === 'String' && pattern.test(part.value));
}
