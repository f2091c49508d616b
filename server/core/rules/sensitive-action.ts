import { labelSet, NO_LABELS } from '../catalog/labels.js';
import { classifyName } from '../catalog/names.js';
import { hasPurpose } from '../catalog/purposes.js';
import { externalCallOf } from '../catalog/steps.js';
import { isCheck } from '../graph/verification.js';
import { nameBehindScope } from '../model/expression.js';
import type { Action } from '../model/flow.js';
import { isTemplated } from './describe.js';

const CARD = labelSet('PAN', 'CVV');

/** Told by names; paying with a card that is keyed in needs no account. */
export function isSensitive(action: Action): boolean {
  if (!externalCallOf(action.kind) || isCheck(action)) return false;
  const { name, target, slots } = action;
  const called = target && !isTemplated(target.name) ? target.name : '';
  if (!hasPurpose('sensitive action', called) && !hasPurpose('sensitive action', name)) return false;
  return !slots.some(
    ({ role, name: input, value }) => role === 'inputs' && (isCard(input) || isCard(value?.source.text ?? '')),
  );
}

function isCard(name: string): boolean {
  return (classifyName(nameBehindScope(name)).labels & CARD) !== NO_LABELS;
}
