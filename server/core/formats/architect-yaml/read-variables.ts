import { variableTypeOf } from '../../catalog/yaml-shapes.js';
import type { Variable } from '../../model/flow.js';
import { flagOf } from './flag.js';
import type { Draft, FlowBuilder } from './flow-builder.js';
import { findHolder, readSetting, readValue } from './read-value.js';

/** Reads a list of declarations; `container` is -1 for variables of the flow. */
export function readVariables(b: FlowBuilder, list: number, container: number): void {
  const { cursor } = b;
  if (!cursor.isSeq(list)) {
    if (!cursor.isEmpty(list)) b.structure(cursor.span(list), 'A list of variables should stand here.');
    return;
  }
  for (let raw = cursor.first(list); raw < cursor.end(list); raw = cursor.after(raw)) {
    const entry = cursor.follow(raw);
    const key = cursor.isMap(entry) ? cursor.first(entry) : -1;
    const map = key < 0 ? -1 : cursor.follow(cursor.after(key));
    const variable = map >= 0 ? readVariable(b, key, map, container) : undefined;
    if (variable) b.variables.push(variable);
    else b.structure(cursor.span(entry), 'A variable with a type and a name should stand here.');
  }
}

function readVariable(b: FlowBuilder, key: number, map: number, container: number): Variable | undefined {
  const { cursor } = b;
  const nameNode = cursor.find(map, 'name');
  if (nameNode < 0 || !cursor.isScalar(nameNode)) return undefined;
  const secure = cursor.find(map, 'isSecure');
  const initial = cursor.find(map, 'initialValue');
  const holder = initial < 0 ? -1 : findHolder(cursor, initial);
  const initialValue =
    holder >= 0
      ? readValue(cursor, holder, b.problems)
      : initial >= 0 && cursor.isScalar(initial)
        ? readSetting(cursor, initial)
        : undefined;
  const variable: Draft<Variable> = {
    name: cursor.key(nameNode).trim(),
    nameSpan: cursor.textSpan(nameNode),
    span: cursor.spanOver(key, map),
    type: variableTypeOf(cursor.key(key)) ?? '?',
    container,
    isSecure: secure >= 0 && flagOf(cursor.text(secure)) === true,
    isInput: flagOf(cursor.findText(map, 'isInput')) === true,
    isOutput: flagOf(cursor.findText(map, 'isOutput')) === true,
  };
  if (secure >= 0) variable.secureSpan = cursor.span(secure);
  if (initialValue) variable.initialValue = initialValue;
  return variable;
}
