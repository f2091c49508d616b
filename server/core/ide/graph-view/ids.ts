import type { Action, Container, Flow } from '../../model/flow.js';
import { hash } from '../../text/hash.js';
import type { NodeId } from './graph-view.js';

/** Ids of one flow and of everything in it. */
export interface FlowIds {
  readonly flow: NodeId;
  /** By container index. */
  readonly containers: readonly NodeId[];
  /** By action index. */
  readonly actions: readonly NodeId[];
}

const known = new WeakMap<Flow, FlowIds>();

/**
 * Made of names, so that they are the same while the text is edited elsewhere: of the file, the container, the action's
 * name and kind, with a running number in document order where all of these are equal.
 */
export function idsOf(flow: Flow): FlowIds {
  const made = known.get(flow);
  if (made) return made;
  const file = `f${hash(flow.uri)}`;
  const numbers = new Map<string, number>();
  const numbered = (base: string) => {
    const number = numbers.get(base) ?? 0;
    numbers.set(base, number + 1);
    return number === 0 ? base : `${base}-${number}`;
  };
  const containers = flow.containers.map(({ kind, name, id }: Container) =>
    numbered(`${file}.c${hash(`${kind}\n${name === '' ? id : name}`)}`),
  );
  const actions = flow.actions.map(({ container, kind, name }: Action) =>
    numbered(`${containers[container] ?? file}.${hash(`${kind}\n${name}`)}`),
  );
  const ids = { flow: file, containers, actions };
  known.set(flow, ids);
  return ids;
}
