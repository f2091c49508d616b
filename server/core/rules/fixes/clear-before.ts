import { findAction } from '../../catalog/actions.js';
import { ASSIGNMENT } from '../../catalog/remedies.js';
import type { ActionDraft, ActionPlace } from '../../formats/draft.js';
import { editorOf } from '../../formats/editor.js';
import type { LeftBehind } from '../../graph/left-behind.js';
import { variableUses } from '../../graph/variable-uses.js';
import { nameBehindScope } from '../../model/expression.js';
import type { Fix } from '../../model/finding.js';
import type { CheckedFlow } from '../rule.js';
import { makeFix } from './make-fix.js';

/** Empties a variable in front of every end of the flow that it is still set at; a transfer that fails may need it again. */
export function clearBefore(file: CheckedFlow, { variable, exits, endings }: LeftBehind): readonly Fix[] {
  const { flow } = file;
  const { name, declaration } = variableUses(flow).variables[variable]!;
  // A choice of a menu stands in no list of actions.
  if (!declaration || exits.some((index) => findAction(flow.actions[index]!.kind)?.isMenuChoice)) return [];
  const clear: ActionDraft = {
    kind: ASSIGNMENT,
    name: `Clear ${nameBehindScope(name)}`,
    assignments: [{ type: declaration.type, variable: name, value: { mode: 'none' } }],
  };
  const places: ActionPlace[] = [
    ...exits.map((index) => ({ before: flow.actions[index]! })),
    ...endings.map((container) => ({ lastIn: { container: flow.containers[container]! } })),
  ];
  const editor = editorOf(file);
  const parts = places.map((place) => editor.insertActions([clear], place));
  return makeFix(`Clear ${name} before the flow ends`, false, file.uri, parts);
}
