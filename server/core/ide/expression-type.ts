import { findVariable } from '../graph/variables.js';
import type { DataType, Expression } from '../model/expression.js';
import type { Flow } from '../model/flow.js';
import { checkExpression } from '../syntax/expression/check.js';

/** The type of an expression inside a container; '?' when it cannot be known. */
export function typeOfExpression(flow: Flow, container: number, expression: Expression): DataType {
  const variableType = (key: string) => findVariable(flow, key, container)?.type ?? '?';
  return checkExpression(expression, { variableType }).type;
}
