import { flowTypesOf } from '../../catalog/platform.js';
import { type SecureTwin, secureTwinOf } from '../../catalog/remedies.js';
import { editorOf } from '../../formats/editor.js';
import { findVariable } from '../../graph/variables.js';
import type { Fix } from '../../model/finding.js';
import type { Action, Variable } from '../../model/flow.js';
import type { TaintPath } from '../../taint/taint.js';
import type { CheckedFlow } from '../rule.js';
import { makeFix } from './make-fix.js';
import { canBeSecure, isCollected } from './make-variable-secure.js';
import { isReadWhereAllowed } from './secure-readers.js';

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
    if (!variable || !canBeSecure(file, variable)) return undefined;
    const kindOf = (index: number) => (index === action.index ? twin.kind : flow.actions[index]?.kind);
    return isReadWhereAllowed(flow, variable, kindOf) ? variable : undefined;
  }
  return undefined;
}
