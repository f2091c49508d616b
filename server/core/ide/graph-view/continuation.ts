import { findAction } from '../../catalog/actions.js';
import type { ControlGraph } from '../../graph/control-graph.js';
import type { Action, Output } from '../../model/flow.js';

/** How control leaves one action, as far as a drawing is concerned. */
export interface Continuation {
  /** By action index: control goes on behind it. */
  readonly goesOn: Uint8Array;
  /** Whether control comes back behind the owner when a body has run. */
  bodyGoesOn(body: readonly number[]): boolean;
  /** The platform's ways out that the file does not mention and that therefore just go on behind the action. */
  unmentioned(action: Action): readonly string[];
}

/** Nested actions have higher indexes than the one that holds them, so one pass from the end decides everything. */
export function continuationOf({ flow, edges }: ControlGraph): Continuation {
  const goesOn = new Uint8Array(flow.actions.length).fill(1);
  const bodyGoesOn = (body: readonly number[]) => body.every((index) => goesOn[index] === 1);
  const unmentioned = (action: Action) => {
    const names = new Set<string>();
    for (const { output, kind } of edges[action.index]!) {
      if (kind === 'next' && !action.outputs.some(({ name }) => name === output)) names.add(output);
    }
    return [...names];
  };
  const isLive = ({ index }: Action, { name, enabled }: Output) =>
    enabled && edges[index]!.some(({ output }) => output === name);
  for (let index = flow.actions.length - 1; index >= 0; index--) {
    const action = flow.actions[index]!;
    if (action.enabled && !decide(action)) goesOn[index] = 0;
  }
  return { goesOn, bodyGoesOn, unmentioned };

  function decide(action: Action): boolean {
    switch (findAction(action.kind)?.control) {
      case 'end-flow':
      case 'leave-flow':
      case 'end-state':
      case 'return':
      case 'jump':
      case 'previous-menu':
      case 'repeat-menu':
      case 'loop-exit':
      case 'loop-next':
        return false;
      case 'loop':
      case 'sub-menu':
        return true;
      default:
        return (
          unmentioned(action).length > 0 ||
          action.outputs.some((output) => isLive(action, output) && bodyGoesOn(output.body))
        );
    }
  }
}
