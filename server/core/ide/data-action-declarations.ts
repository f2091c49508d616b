import { findDataAction } from '../graph/data-actions.js';
import type { Action } from '../model/flow.js';
import type { DataAction } from '../model/resource.js';
import type { CheckedFlow, CheckedResource, CheckedWorkspace } from '../rules/rule.js';
import type { Occurrence } from './occurrences.js';
import { holds } from './place.js';
import type { ReferencePlace } from './references.js';

/** What declares the data action that an action of a flow calls. */
export function declarationsOfCall(
  { uri }: CheckedFlow,
  { resources }: CheckedWorkspace,
  action: Action | undefined,
): readonly DataAction[] {
  return (action?.target && findDataAction(resources, uri, action.target)?.declarations) ?? [];
}

/** The same for a name in a flow. */
export function declarationsOfName(
  { kind, uri, action }: Occurrence,
  workspace: CheckedWorkspace,
): readonly DataAction[] {
  if (kind !== 'data-action') return [];
  const file = workspace.flows.find((flow) => flow.uri === uri);
  return file ? declarationsOfCall(file, workspace, file.flow.actions[action]) : [];
}

/** Every call in a flow that a declaration is meant by. */
export function callsOf(declared: DataAction, workspace: CheckedWorkspace): readonly ReferencePlace[] {
  return workspace.flows.flatMap((file) =>
    file.flow.actions.flatMap((action): ReferencePlace[] => {
      if (!action.target || !declarationsOfCall(file, workspace, action).includes(declared)) return [];
      return [{ uri: file.uri, span: action.target.span, access: 'reference' }];
    }),
  );
}

/** The data actions whose name, or whose first words, stand at an offset of a file that is no flow. */
export function dataActionsAt({ uri, dataActions }: CheckedResource, offset: number): readonly DataAction[] {
  return dataActions.filter(({ name, secrecyPlace, span }) => {
    if (name.uri === uri && holds(name.span, offset)) return true;
    if (secrecyPlace?.uri === uri && holds(secrecyPlace.span, offset)) return true;
    // The line that the declaration begins with.
    return offset >= span.start && offset <= Math.min(span.end, span.start + FIRST_WORDS);
  });
}

/** `resource "genesyscloud_integration_action" "x"` ends about there. */
const FIRST_WORDS = 60;
