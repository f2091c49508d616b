import { flowTypesOf, secureInput } from '../../catalog/platform.js';
import { type SecureTwin, secureTwinOf } from '../../catalog/remedies.js';
import { editorOf } from '../../formats/editor.js';
import { type FlowValue, flowValues } from '../../graph/flow-values.js';
import { findVariable } from '../../graph/variables.js';
import type { Fix } from '../../model/finding.js';
import type { Action, Flow, Variable } from '../../model/flow.js';
import { walkExpression } from '../../syntax/expression/walk.js';
import type { TaintPath } from '../../taint/taint.js';
import type { CheckedFlow } from '../rule.js';
import { makeFix } from './make-fix.js';
import { canBeSecure, isCollected } from './make-variable-secure.js';

/** A plain data action that gets secure data can become the secure one, where the type of flow offers it. */
export function offerSecureAction({ sink, source }: TaintPath, file: CheckedFlow): readonly Fix[] {
  const action = file.flow.actions[sink.action];
  const twin = action && secureTwinOf(action.kind);
  if (!action || !twin || !flowTypesOf(twin.kind)?.onlyIn?.includes(file.flow.type)) return [];
  const editor = editorOf(file);
  const rename = editor.renameKind(action, twin.kind);
  const variable = sealable(file, source.place.uri === file.uri ? source.place.span.start : -1, action, twin);
  return [
    ...makeFix(`Use ${twin.words} instead`, false, file.uri, [rename]),
    ...(variable
      ? makeFix(`Make the variable secure and use ${twin.words}`, false, file.uri, [
          rename,
          editor.addVariableFlag(variable, 'isSecure'),
        ])
      : []),
  ];
}

/** The variable that takes in what was collected, when nothing refuses it once it is secure. */
function sealable(file: CheckedFlow, source: number, action: Action, twin: SecureTwin): Variable | undefined {
  const { flow } = file;
  for (const { slots, container, kind } of flow.actions) {
    const slot = slots.find(({ target }) => target?.span.start === source);
    if (!slot?.target || !isCollected(kind, slot.role)) continue;
    const variable = findVariable(flow, slot.target.name, container);
    return variable && canBeSecure(file, variable) && isReadWhereAllowed(file, variable, action, twin)
      ? variable
      : undefined;
  }
  return undefined;
}

/** True when every value that names the variable may read secure data, the renamed action's own ones included. */
function isReadWhereAllowed({ flow }: CheckedFlow, variable: Variable, action: Action, twin: SecureTwin): boolean {
  return (readersOf(flow).get(variable) ?? []).every(({ action: index, slot }) => {
    const kind = index === action.index ? twin.kind : flow.actions[index]?.kind;
    return kind !== undefined && secureInput(kind, slot?.role ?? '') === 'allowed';
  });
}

const readersByFlow = new WeakMap<Flow, ReadonlyMap<Variable, readonly FlowValue[]>>();

/** The values that name each variable. */
function readersOf(flow: Flow): ReadonlyMap<Variable, readonly FlowValue[]> {
  const known = readersByFlow.get(flow);
  if (known) return known;
  const readers = new Map<Variable, FlowValue[]>();
  for (const place of flowValues(flow)) {
    if (!place.value.expression) continue;
    walkExpression(place.value.expression, (part) => {
      const variable = part.kind === 'reference' ? findVariable(flow, part.name, place.container) : undefined;
      if (!variable) return;
      const list = readers.get(variable);
      if (list) list.push(place);
      else readers.set(variable, [place]);
    });
  }
  readersByFlow.set(flow, readers);
  return readers;
}
