import { entryNode } from '../graph/control-graph.js';
import type { CallSite, FlowProgram } from './program.js';

export interface ContainerPlace {
  readonly flow: number;
  readonly container: number;
}

export interface CallOrder {
  /** Every reachable container of the workspace; callees stand before their callers where no cycle forbids it. */
  readonly order: readonly ContainerPlace[];
  /** By place in `order`: the places of the containers that call it. */
  readonly callers: readonly (readonly number[])[];
}

/** Orders containers by depth-first search over the call graph, without recursion. */
export function callOrder(programs: readonly FlowProgram[], calls: readonly CallSite[]): CallOrder {
  const placeOf = programs.map(({ flow }) => new Int32Array(flow.containers.length).fill(-1));
  const callees = programs.map(({ flow }) => flow.containers.map((): ContainerPlace[] => []));
  for (const { flow, container, calleeFlow, callee } of calls) {
    callees[flow]![container]!.push({ flow: calleeFlow, container: callee });
  }
  const order: ContainerPlace[] = [];
  const seen = programs.map(({ flow }) => new Uint8Array(flow.containers.length));
  const stack: { readonly at: ContainerPlace; next: number }[] = [];
  const enter = (at: ContainerPlace) => {
    if (seen[at.flow]![at.container]) return;
    seen[at.flow]![at.container] = 1;
    stack.push({ at, next: 0 });
  };
  for (const { flow, graph, index } of programs) {
    for (const { index: container } of flow.containers) {
      if (!graph.reachable[entryNode(flow, container)]) continue;
      enter({ flow: index, container });
      for (let top = stack.at(-1); top; top = stack.at(-1)) {
        const callee = callees[top.at.flow]![top.at.container]![top.next++];
        if (callee) enter(callee);
        else {
          placeOf[top.at.flow]![top.at.container] = order.length;
          order.push(top.at);
          stack.pop();
        }
      }
    }
  }
  const callers: number[][] = order.map(() => []);
  for (const { flow, container, calleeFlow, callee } of calls) {
    const place = placeOf[calleeFlow]![callee]!;
    const caller = placeOf[flow]![container]!;
    if (place >= 0 && caller >= 0 && !callers[place]!.includes(caller)) callers[place]!.push(caller);
  }
  return { order, callers };
}
