import { type ActionFacts, findAction } from '../catalog/actions.js';
import type { Action, Container, Flow, Target } from '../model/flow.js';

/** Why control goes from one node to another. */
export type EdgeKind = 'next' | 'jump';

/** One way out of a node, named as the author sees it: 'success', 'yes', 'case', 'loop', ... ; '' for plain succession. */
export interface Edge {
  readonly to: number;
  readonly output: string;
  /** 'jump' leaves the container and does not come back. */
  readonly kind: EdgeKind;
}

/**
 * Control flow of one flow. Nodes 0..actions-1 are the actions; behind them each container has an entry
 * (where a menu speaks), a return and a leave node (the whole flow gives control back to its caller).
 */
export interface ControlGraph {
  readonly flow: Flow;
  readonly nodeCount: number;
  readonly edges: ReadonlyArray<readonly Edge[]>;
  /** Containers that the flow starts in. More than one only when the file does not say or names one that is not there. */
  readonly roots: readonly number[];
  /** Callee container of a Call Task action, -1 when it is none or unresolved. By action. */
  readonly callee: Int32Array;
  readonly reachable: Uint8Array;
  /** Actions of a loop that stand in no loop (Exit Loop outside one). */
  readonly strayLoopActions: readonly number[];
}

export function entryNode(flow: Flow, container: number): number {
  return flow.actions.length + container * 3;
}

export function returnNode(flow: Flow, container: number): number {
  return flow.actions.length + container * 3 + 1;
}

export function leaveNode(flow: Flow, container: number): number {
  return flow.actions.length + container * 3 + 2;
}

/** The container a node belongs to. */
export function containerOf(flow: Flow, node: number): number {
  const behind = node - flow.actions.length;
  return behind < 0 ? flow.actions[node]!.container : Math.floor(behind / 3);
}

/** Finds a task, menu or state by reference id, else by name; undefined when there is none. */
export function resolveContainer(flow: Flow, target: Target): Container | undefined {
  const wanted = target.id ?? target.name;
  return (
    flow.containers.find((container) => container.id === wanted && container.id !== '') ??
    flow.containers.find((container) => container.name === target.name && container.name !== '')
  );
}

export function buildControlGraph(flow: Flow): ControlGraph {
  const wiring = new Wiring(flow);
  const roots = findRoots(flow);
  const graph = {
    flow,
    nodeCount: wiring.edges.length,
    edges: wiring.edges,
    roots,
    callee: wiring.callee,
    strayLoopActions: wiring.strayLoopActions,
  };
  return { ...graph, reachable: reach(flow, graph) };
}

/** An error handler may take over after any action, so its task counts as started by the flow itself. */
export function errorHandler(flow: Flow): number {
  const target = flow.errorHandling?.target;
  return target ? (resolveContainer(flow, target)?.index ?? -1) : -1;
}

function findRoots(flow: Flow): number[] {
  const started = flow.start ? resolveContainer(flow, flow.start) : undefined;
  if (started) return [started.index];
  const startup = flow.containers.filter(({ kind }) => kind === 'startup');
  if (startup.length > 0 && !flow.start) return startup.map(({ index }) => index);
  return flow.containers.map(({ index }) => index);
}

interface LoopContext {
  readonly next: number;
  readonly exit: number;
}

/** Where control goes when a list of actions is done, and what Exit/Next Loop mean inside it. */
interface Context {
  readonly container: number;
  readonly follow: number;
  readonly loop: LoopContext | undefined;
}

class Wiring {
  readonly edges: Edge[][];
  readonly callee: Int32Array;
  readonly strayLoopActions: number[] = [];
  readonly #flow: Flow;

  constructor(flow: Flow) {
    this.#flow = flow;
    this.edges = Array.from({ length: flow.actions.length + flow.containers.length * 3 }, () => []);
    this.callee = new Int32Array(flow.actions.length).fill(-1);
    for (const container of flow.containers) this.#wireContainer(container);
  }

  #wireContainer(container: Container): void {
    const entry = entryNode(this.#flow, container.index);
    const end = returnNode(this.#flow, container.index);
    if (container.kind === 'menu') {
      // After a choice that neither ends nor leaves, the caller hears the menu again.
      for (const choice of container.body) {
        if (!this.#flow.actions[choice]!.enabled) continue;
        this.edges[entry]!.push({ to: choice, output: 'choice', kind: 'next' });
        this.#wireAction(choice, { container: container.index, follow: entry, loop: undefined });
      }
      return;
    }
    const context: Context = { container: container.index, follow: end, loop: undefined };
    this.edges[entry]!.push({ to: this.#wireBody(container.body, context), output: '', kind: 'next' });
    this.#wireBody(container.detached, context);
  }

  /** Wires a list of actions and returns its first node, or where an empty list leads. */
  #wireBody(body: readonly number[], context: Context): number {
    let follow = context.follow;
    for (let i = body.length - 1; i >= 0; i--) {
      const index = body[i]!;
      this.#wireAction(index, { ...context, follow });
      if (this.#flow.actions[index]!.enabled) follow = index;
    }
    return follow;
  }

  #wireAction(index: number, context: Context): void {
    const action = this.#flow.actions[index]!;
    const facts = findAction(action.kind);
    const add = (to: number, output = '', kind: EdgeKind = 'next') => this.edges[index]!.push({ to, output, kind });
    switch (facts?.control ?? 'fall-through') {
      case 'end-flow':
        // A bot that exits gives control back to the flow that called it.
        if (action.kind === 'exitBotFlow') add(leaveNode(this.#flow, context.container));
        return;
      case 'end-state':
        return;
      case 'return':
        add(returnNode(this.#flow, context.container));
        return;
      case 'jump':
        this.#wireJump(action, add);
        return;
      case 'previous-menu':
      case 'repeat-menu':
        this.#wireMenus(facts!.control === 'repeat-menu' ? context.container : -1, add);
        return;
      case 'loop-exit':
      case 'loop-next':
        this.#wireLoopAction(action, facts!.control === 'loop-exit', context, add);
        return;
      case 'loop':
        this.#wireLoop(action, facts!, context, add);
        return;
      case 'menu-task':
        for (const output of action.outputs) add(this.#wireBody(output.body, context), output.name);
        if (action.outputs.length === 0) add(context.follow);
        return;
      case 'sub-menu':
        // Like a menu: choices are alternatives, and what comes back hears the sub-menu again.
        for (const choice of action.outputs.flatMap(({ body }) => body)) {
          add(choice, 'choice');
          this.#wireAction(choice, { ...context, follow: index });
        }
        return;
      case 'transfer':
      case 'transfer-flow':
        this.#wireTransfer(action, context, add);
        return;
      case 'call-task': {
        const callee = action.target ? resolveContainer(this.#flow, action.target) : undefined;
        this.callee[index] = callee?.index ?? -1;
        this.#wireOutputs(action, facts, context, add);
        return;
      }
      case 'fall-through':
      case 'branch':
      case 'call-flow':
        this.#wireOutputs(action, facts, context, add);
        return;
    }
  }

  #wireJump(action: Action, add: AddEdge): void {
    const target = action.target ? resolveContainer(this.#flow, action.target) : undefined;
    if (target) add(entryNode(this.#flow, target.index), '', 'jump');
  }

  /** Previous Menu may lead to any menu that came before; which one is known only while the call runs. */
  #wireMenus(only: number, add: AddEdge): void {
    for (const container of this.#flow.containers) {
      if (container.kind !== 'menu' || (only >= 0 && container.index !== only)) continue;
      add(entryNode(this.#flow, container.index), '', 'jump');
    }
  }

  #wireLoopAction(action: Action, isExit: boolean, context: Context, add: AddEdge): void {
    if (!context.loop) {
      this.strayLoopActions.push(action.index);
      add(context.follow);
    } else add(isExit ? context.loop.exit : context.loop.next);
  }

  #wireLoop(action: Action, facts: ActionFacts, context: Context, add: AddEdge): void {
    const inner: Context = {
      container: context.container,
      follow: action.index,
      loop: { next: action.index, exit: context.follow },
    };
    for (const output of action.outputs) {
      const isBody = output.name === 'loop';
      const first = this.#wireBody(output.body, isBody ? inner : context);
      if (output.enabled) add(first, output.name);
    }
    for (const name of facts.outputs) {
      if (name !== 'loop' && !action.outputs.some((output) => output.name === name)) add(context.follow, name);
    }
    add(context.follow, 'done');
  }

  /** A transfer that works leaves the flow; in a secure call flow one that fails ends the call. */
  #wireTransfer(action: Action, context: Context, add: AddEdge): void {
    const failure = action.outputs.find(({ name }) => name === 'failure');
    const first = failure ? this.#wireBody(failure.body, context) : context.follow;
    for (const output of action.outputs) if (output !== failure) this.#wireBody(output.body, context);
    if (this.#flow.type === 'securecall') return;
    if (failure?.enabled ?? true) add(first, 'failure');
  }

  #wireOutputs(action: Action, facts: ActionFacts | undefined, context: Context, add: AddEdge): void {
    const condition = literalCondition(action);
    let edges = 0;
    for (const output of action.outputs) {
      const first = this.#wireBody(output.body, context);
      if (!output.enabled || isDead(action, output, condition)) continue;
      add(first, output.name);
      edges++;
    }
    for (const name of facts?.outputs ?? []) {
      if (action.outputs.some((output) => output.name === name)) continue;
      if ((name === 'yes' && condition === false) || (name === 'no' && condition === true)) continue;
      add(context.follow, name);
      edges++;
    }
    const isOpen = !facts || (facts.hasOpenOutputs && !facts.outputs.includes('default'));
    if (edges === 0 || isOpen) add(context.follow);
  }
}

type AddEdge = (to: number, output?: string, kind?: EdgeKind) => void;

/** The value of a decision whose condition is a literal. */
function literalCondition(action: Action): boolean | undefined {
  const slot = action.slots.find(({ role }) => role === 'condition');
  return slot?.value ? literalBoolean(slot.value) : undefined;
}

function isDead(action: Action, output: Action['outputs'][number], condition: boolean | undefined): boolean {
  if (condition !== undefined && output.name === (condition ? 'no' : 'yes')) return true;
  const value = output.condition === undefined ? undefined : action.slots[output.condition]?.value;
  return output.kind === 'case' && value !== undefined && literalBoolean(value) === false;
}

function literalBoolean(value: NonNullable<Action['slots'][number]['value']>): boolean | undefined {
  if (value.mode === 'literal' && value.fields === undefined) return booleanOf(value.source.text);
  const expression = value.expression;
  return expression?.kind === 'literal' && expression.type === 'Boolean' ? booleanOf(expression.value) : undefined;
}

function booleanOf(text: string): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** What can run: from the roots and the error handler, into called tasks, and on behind a call only when it can return. */
function reach(flow: Flow, graph: Omit<ControlGraph, 'reachable'>): Uint8Array {
  const reachable = new Uint8Array(graph.nodeCount);
  const waiting = new Map<number, number[]>();
  const work: number[] = [];
  const visit = (node: number) => {
    if (reachable[node]) return;
    reachable[node] = 1;
    work.push(node);
  };
  for (const root of graph.roots) visit(entryNode(flow, root));
  const handler = errorHandler(flow);
  if (handler >= 0) visit(entryNode(flow, handler));
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    const callee = node < flow.actions.length ? graph.callee[node]! : -1;
    if (callee >= 0) {
      visit(entryNode(flow, callee));
      if (!reachable[returnNode(flow, callee)]) {
        waiting.set(callee, [...(waiting.get(callee) ?? []), node]);
        continue;
      }
    }
    for (const edge of graph.edges[node]!) visit(edge.to);
    const behind = node - flow.actions.length;
    if (behind >= 0 && behind % 3 === 1) {
      for (const caller of waiting.get(Math.floor(behind / 3)) ?? []) {
        for (const edge of graph.edges[caller]!) visit(edge.to);
      }
    }
  }
  return reachable;
}
