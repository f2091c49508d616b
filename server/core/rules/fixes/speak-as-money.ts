import { moneyAudio, speaksBareNumber } from '../../catalog/remedies.js';
import { editorOf } from '../../formats/editor.js';
import { findVariable } from '../../graph/variables.js';
import type { CallExpression, Expression, ReferenceExpression } from '../../model/expression.js';
import type { Fix } from '../../model/finding.js';
import type { Flow, Value } from '../../model/flow.js';
import { walkExpression } from '../../syntax/expression/walk.js';
import type { CheckedFlow } from '../rule.js';
import { makeFix } from './make-fix.js';

/** A call that speaks one number and nothing else can speak it as money; which currency that is has to be looked at. */
export function speakAsMoney(file: CheckedFlow, value: Value, container: number): readonly Fix[] {
  const found = value.expression && onlySpokenNumber(file.flow, value.expression, container);
  if (!found) return [];
  const { text } = value.source;
  const { call, reference } = found;
  const money = moneyAudio(text.slice(reference.start, reference.end));
  const changed = text.slice(0, call.start) + money + text.slice(call.end);
  return makeFix('Speak it as money', false, file.uri, [editorOf(file).replaceValue(value, changed)]);
}

interface SpokenNumber {
  readonly call: CallExpression;
  readonly reference: ReferenceExpression;
}

/** Undefined also when several numbers are spoken: which one is money is not known then. */
function onlySpokenNumber(flow: Flow, expression: Expression, container: number): SpokenNumber | undefined {
  const found: SpokenNumber[] = [];
  walkExpression(expression, (part) => {
    if (part.kind !== 'call' || !speaksBareNumber(part.name)) return;
    const reference = soleOperand(part);
    const type = reference && findVariable(flow, reference.name, container)?.type;
    if (reference && (type === 'Integer' || type === 'Decimal')) found.push({ call: part, reference });
  });
  return found.length === 1 ? found[0] : undefined;
}

/** The variable inside nested calls that each take nothing else. */
function soleOperand(part: Expression): ReferenceExpression | undefined {
  if (part.kind === 'reference') return part;
  return part.kind === 'call' && part.operands.length === 1 ? soleOperand(part.operands[0]!) : undefined;
}
