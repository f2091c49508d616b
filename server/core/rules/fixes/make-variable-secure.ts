import { findAction } from '../../catalog/actions.js';
import { findFlowType } from '../../catalog/flow-types.js';
import { editorOf } from '../../formats/editor.js';
import type { Fix } from '../../model/finding.js';
import type { Variable } from '../../model/flow.js';
import type { CheckedFlow } from '../rule.js';
import { makeFix } from './make-fix.js';
import { isReadWhereAllowed } from './secure-readers.js';

/** A variable that takes in what a caller keys can be sealed at once, where the type of flow has secure variables. */
export function makeVariableSecure(file: CheckedFlow, variable: Variable): readonly Fix[] {
  if (!canBeSecure(file, variable)) return [];
  const edits = editorOf(file).addVariableFlag(variable, 'isSecure');
  return makeFix('Make the variable secure', false, file.uri, [edits]);
}

/** The same, only where nothing that reads the variable refuses it once it is secure. */
export function sealVariable(file: CheckedFlow, variable: Variable): readonly Fix[] {
  return isReadWhereAllowed(file.flow, variable) ? makeVariableSecure(file, variable) : [];
}

/** What crosses the border of a flow or task cannot be secure. */
export function canBeSecure({ flow }: CheckedFlow, { isSecure, isInput, isOutput }: Variable): boolean {
  return !isSecure && !isInput && !isOutput && findFlowType(flow.type)?.secureVariables === true;
}

/** True when an action takes in, in this role, what a person keys or says. */
export function isCollected(kind: string, role: string): boolean {
  const source = findAction(kind)?.sources.get(role)?.source;
  return source === 'caller-input' || source === 'slot';
}
