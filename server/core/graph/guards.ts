import { setTestOf } from '../catalog/conditions.js';
import { findFunction } from '../catalog/functions.js';
import type { Expression } from '../model/expression.js';
import type { Flow } from '../model/flow.js';
import { walkExpression } from '../syntax/expression/walk.js';
import { rootVariable } from './responses.js';
import type { VariableRead } from './variable-uses.js';

/** True when the value that reads a variable asks itself whether there is anything in it, or can do without. */
export function isGuarded(flow: Flow, { variable, place, start }: VariableRead): boolean {
  const { value, container } = place;
  if (!value.expression) return false;
  const isIt = (part: Expression) => rootVariable(flow, part, container) === variable;
  let isSafe = false;
  const parents = new Map<Expression, Expression | undefined>();
  walkExpression(value.expression, (part, parent) => {
    parents.set(part, parent);
    if (isSafe) return;
    if (part.kind === 'call' && setTestOf(part.name) !== undefined) isSafe = part.operands.some(isIt);
    else if (part.kind === 'binary' && (part.operator === '==' || part.operator === '!=')) {
      isSafe = (isNothing(part.left) && isIt(part.right)) || (isNothing(part.right) && isIt(part.left));
    } else if (part.kind === 'reference' && part.start === start) isSafe = isTaken(part, parents);
  });
  return isSafe;
}

/** What a cut makes of nothing is for the function around it to take. */
function isTaken(reference: Expression, parents: ReadonlyMap<Expression, Expression | undefined>): boolean {
  let part = reference;
  let around = parents.get(part);
  while (around?.kind === 'call' && around.operands[0] === part && isCut(around.name)) {
    part = around;
    around = parents.get(part);
  }
  return around?.kind === 'call' && takesNothing(around.name, around.operands.indexOf(part));
}

function isCut(name: string): boolean {
  return findFunction(name)?.taint === 'sanitize-candidate';
}

function isNothing(expression: Expression): boolean {
  return expression.kind === 'literal' && expression.type === 'NotSet';
}

/** A function that works with an operand that holds nothing, in every way it can be called. */
function takesNothing(name: string, place: number): boolean {
  const overloads = findFunction(name)?.overloads ?? [];
  const accepts = overloads.map(({ params }) => {
    const parameter = params[place] ?? (params.at(-1)?.repeatable ? params.at(-1) : undefined);
    return parameter?.acceptsNotSet ?? false;
  });
  return accepts.length > 0 && accepts.every((one) => one);
}
