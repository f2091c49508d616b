import { actionAt } from '../../graph/action-at.js';
import type { Place } from '../../model/finding.js';
import type { CheckedFlow, CheckedWorkspace } from '../../rules/rule.js';
import type { NodeId } from './graph-view.js';
import { idsOf } from './ids.js';

/** What a place belongs to: an action, else a container (its header), else the flow. */
export interface Spot {
  readonly file: CheckedFlow;
  /** -1 where it is no action. */
  readonly action: number;
  /** -1 for the flow itself. */
  readonly container: number;
}

/** Finds what places of a workspace belong to. */
export class Spots {
  readonly #byUri = new Map<string, CheckedFlow>();

  constructor({ flows }: CheckedWorkspace) {
    for (const file of flows) if (!this.#byUri.has(file.uri)) this.#byUri.set(file.uri, file);
  }

  file(uri: string): CheckedFlow | undefined {
    return this.#byUri.get(uri);
  }

  /** By where a place begins: some span several actions, and then the first is meant. */
  at({ uri, span: { start } }: Place): Spot | undefined {
    const file = this.#byUri.get(uri);
    if (!file) return undefined;
    const action = actionAt(file.flow, { start, end: start });
    if (action >= 0) return { file, action, container: file.flow.actions[action]!.container };
    const container = file.flow.containers.findIndex(({ span }) => span.start <= start && start <= span.end);
    return { file, action, container };
  }
}

export function nodeOf({ file, action, container }: Spot): NodeId {
  const ids = idsOf(file.flow);
  return ids.actions[action] ?? ids.containers[container] ?? ids.flow;
}
