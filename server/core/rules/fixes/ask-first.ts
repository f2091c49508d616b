import { SET_TEST } from '../../catalog/conditions.js';
import { editorOf } from '../../formats/editor.js';
import type { VariableRead } from '../../graph/variable-uses.js';
import type { Fix } from '../../model/finding.js';
import type { CheckedFlow } from '../rule.js';
import { makeFix } from './make-fix.js';

/** A condition asks first whether there is anything; whether "no" is the right answer then is for a person to say. */
export function askFirst(file: CheckedFlow, { place, start, end }: VariableRead): readonly Fix[] {
  const { value, slot } = place;
  if (slot?.role !== 'condition' || value.expression?.kind === 'literal') return [];
  const { text } = value.source;
  const name = text.slice(start, end);
  const isOr = value.expression?.kind === 'binary' && value.expression.operator === 'or';
  const changed = `${SET_TEST}(${name}) and ${isOr ? `(${text})` : text}`;
  return makeFix(`Ask first whether ${name} is set`, false, file.uri, [editorOf(file).replaceValue(value, changed)]);
}
