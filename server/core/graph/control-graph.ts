import { type ActionFacts, findAction } from '../catalog/actions.js';
import type { Action, Container, Flow, Target } from '../model/flow.js';
import { caseAlwaysTaken, isBehind, isDead, literalCondition, NO_CASE } from './literal-ways.js';

/** Why control goes from one node to another; an 'event' interrupts and does not come back. */
export type EdgeKind = 'next' | 'jump' | 'event';

/** One way out of a node, named as the author sees it: 'success', 'yes', 'case', 'loop', ... ; '' for plain succession. */
export interface Edge {
  readonly to: number;
  readonly output: string;
  /** 'jump' leaves the container and does not come back. */
  readonly kind: EdgeKind;
  /** Index into `Action.outputs`: cases share a name. -1 where the file does not write the output. */
  readonly place: number;
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
  const { byId, byName } = containersOf(flow);
  return byId.get(target.id ?? target.name) ?? byName.get(target.name);
}

/** The first container of each id and of each name; a container without one is not in the map. */
interface Containers {
  readonly byId: ReadonlyMap<string, Container>;
  readonly byName: ReadonlyMap<string, Container>;
}

const containersByFlow = new WeakMap<Flow, Containers>();

function containersOf(flow: Flow): Containers {
  const known = containersByFlow.get(flow);
  if (known) return known;
  const byId = new Map<string, Container>();
  const byName = new Map<string, Container>();
  for (const container of flow.containers) {
    const { id, name } = container;
    if (id !== '' && !byId.has(id)) byId.set(id, container);
    if (name !== '' && !byName.has(name)) byName.set(name, container);
  }
  const containers = { byId, byName };
  containersByFlow.set(flow, containers);
  return containers;
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

/** Where a list of actions stands, and what Exit/Next Loop mean inside it. */
interface Context {
  readonly container: number;
  readonly loop: LoopContext | undefined;
}

const NO_EDGES: Edge[] = [];

class Wiring {
  readonly edges: Edge[][] = [];
  readonly callee: Int32Array;
  readonly strayLoopActions: number[] = [];
  readonly #flow: Flow;

  constructor(flow: Flow) {
    this.#flow = flow;
    const nodes = flow.actions.length + flow.containers.length * 3;
    for (let node = 0; node < nodes; node++) this.edges.push(NO_EDGES);
    this.callee = new Int32Array(flow.actions.length).fill(-1);
    for (const container of flow.containers) this.#wireContainer(container);
  }

  #add(from: number, to: number, output = '', kind: EdgeKind = 'next', place = -1): void {
    if (to === NOWHERE) return;
    const edges = this.edges[from]!;
    // Most nodes have one edge, and a list made with it has no room to spare.
    if (edges === NO_EDGES) this.edges[from] = [{ to, output, kind, place }];
    else edges.push({ to, output, kind, place });
  }

  #wireContainer(container: Container): void {
    const entry = entryNode(this.#flow, container.index);
    const context: Context = { container: container.index, loop: undefined };
    if (container.kind === 'menu') {
      // After a choice that neither ends nor leaves, the caller hears the menu again.
      for (const choice of container.body) {
        if (!this.#flow.actions[choice]!.enabled) continue;
        this.#add(entry, choice, 'choice');
        this.#wireAction(choice, entry, context);
      }
      return;
    }
    if (container.kind === 'script') {
      this.#wireScript(container, entry);
      return;
    }
    const end = returnNode(this.#flow, container.index);
    this.#add(entry, this.#wireBody(container.body, end, context));
    this.#wireBody(container.detached, end, context);
  }

  /** In a script each output says where it leads; a way out that is not wired leads nowhere. */
  #wireScript({ index, body }: Container, entry: number): void {
    // What an event finds in the variables is whatever they hold anywhere. One node gathers it, and it stands behind all
    // actions, so that an analysis comes to it when it is done with them.
    const anywhere = leaveNode(this.#flow, index);
    let hasEvents = false;
    for (const start of body) {
      this.#add(entry, start);
      if (findAction(this.#flow.actions[start]!.kind)?.control !== 'event') continue;
      hasEvents = true;
      this.#add(anywhere, start, '', 'event');
    }
    for (const action of this.#flow.actions) {
      if (action.container !== index) continue;
      if (action.parent < 0) this.#wireScriptAction(action);
      if (hasEvents && action.slots.some(({ target }) => target)) this.#add(action.index, anywhere, '', 'event');
    }
  }

  #wireScriptAction(action: Action): void {
    const { index, container, outputs } = action;
    if (findAction(action.kind)?.control === 'return') this.#add(index, returnNode(this.#flow, container));
    const code = outputs.find(({ body }) => body.length > 0);
    const follow = outputs.find(({ name, to }) => name === 'default' && to !== undefined)?.to ?? NOWHERE;
    if (code) this.#add(index, this.#wireBody(code.body, follow, { container, loop: undefined }), code.name);
    for (const { name, to, enabled } of outputs) {
      if (to === undefined || !enabled || (code && name === 'default')) continue;
      this.#add(index, to, name);
      // Code stops at the statement that fails.
      if (code) this.#addFromEach(code.body, to, name);
    }
  }

  #addFromEach(body: readonly number[], to: number, output: string): void {
    const work = [...body];
    for (let index = work.pop(); index !== undefined; index = work.pop()) {
      this.#add(index, to, output);
      for (const inner of this.#flow.actions[index]!.outputs) for (const next of inner.body) work.push(next);
    }
  }

  /** Wires a list of actions that `follow` comes behind; returns its first node, or where an empty list leads. */
  #wireBody(body: readonly number[], follow: number, context: Context): number {
    let next = follow;
    for (let i = body.length - 1; i >= 0; i--) {
      const index = body[i]!;
      this.#wireAction(index, next, context);
      if (this.#flow.actions[index]!.enabled) next = index;
    }
    return next;
  }

  #wireAction(index: number, follow: number, context: Context): void {
    const action = this.#flow.actions[index]!;
    const facts = findAction(action.kind);
    switch (facts?.control ?? 'fall-through') {
      case 'end-flow':
      case 'end-state':
      case 'event':
      case 'hand-over':
        return;
      case 'leave-flow':
        // A bot that exits gives control back to the flow that called it.
        this.#add(index, leaveNode(this.#flow, context.container));
        return;
      case 'return':
        this.#add(index, returnNode(this.#flow, context.container));
        return;
      case 'jump':
        this.#wireJump(action);
        return;
      case 'previous-menu':
      case 'repeat-menu':
        this.#wireMenus(index, facts!.control === 'repeat-menu' ? context.container : -1);
        return;
      case 'loop-exit':
      case 'loop-next':
        this.#wireLoopAction(index, facts!.control === 'loop-exit', follow, context);
        return;
      case 'loop':
        this.#wireLoop(action, facts!, follow, context);
        return;
      case 'menu-task':
        for (const { body, name } of action.outputs) this.#add(index, this.#wireBody(body, follow, context), name);
        if (action.outputs.length === 0) this.#add(index, follow);
        return;
      case 'sub-menu':
        // Like a menu: choices are alternatives, and what comes back hears the sub-menu again.
        for (const choice of action.outputs.flatMap(({ body }) => body)) {
          this.#add(index, choice, 'choice');
          this.#wireAction(choice, index, context);
        }
        return;
      case 'transfer':
      case 'transfer-flow':
        this.#wireTransfer(action, follow, context);
        return;
      case 'call-task': {
        const callee = action.target ? resolveContainer(this.#flow, action.target) : undefined;
        this.callee[index] = callee?.index ?? -1;
        this.#wireOutputs(action, facts, follow, context);
        return;
      }
      case 'fall-through':
      case 'branch':
      case 'call-flow':
        this.#wireOutputs(action, facts, follow, context);
        return;
    }
  }

  #wireJump({ index, target }: Action): void {
    const container = target ? resolveContainer(this.#flow, target) : undefined;
    if (container) this.#add(index, entryNode(this.#flow, container.index), '', 'jump');
  }

  /** Previous Menu may lead to any menu that came before; which one is known only while the call runs. */
  #wireMenus(index: number, only: number): void {
    for (const container of this.#flow.containers) {
      if (container.kind !== 'menu' || (only >= 0 && container.index !== only)) continue;
      this.#add(index, entryNode(this.#flow, container.index), '', 'jump');
    }
  }

  #wireLoopAction(index: number, isExit: boolean, follow: number, { loop }: Context): void {
    if (!loop) this.strayLoopActions.push(index);
    this.#add(index, !loop ? follow : isExit ? loop.exit : loop.next);
  }

  #wireLoop({ index, outputs }: Action, facts: ActionFacts, follow: number, context: Context): void {
    const inner: Context = { container: context.container, loop: { next: index, exit: follow } };
    for (const { name, body, enabled } of outputs) {
      const first = name === 'loop' ? this.#wireBody(body, index, inner) : this.#wireBody(body, follow, context);
      if (enabled) this.#add(index, first, name);
    }
    for (const name of facts.outputs) if (name !== 'loop' && !hasOutput(outputs, name)) this.#add(index, follow, name);
    this.#add(index, follow, 'done');
  }

  /** A transfer that works leaves the flow; in a secure call flow one that fails ends the call. */
  #wireTransfer({ index, outputs }: Action, follow: number, context: Context): void {
    const failure = outputs.find(({ name }) => name === 'failure');
    const first = failure ? this.#wireBody(failure.body, follow, context) : follow;
    for (const output of outputs) if (output !== failure) this.#wireBody(output.body, follow, context);
    if (this.#flow.type === 'securecall') return;
    if (failure?.enabled ?? true) this.#add(index, first, 'failure');
  }

  #wireOutputs(action: Action, facts: ActionFacts | undefined, follow: number, context: Context): void {
    const { index, outputs } = action;
    const fixed = facts?.outputs ?? NO_OUTPUTS;
    if (outputs.length > 0 || fixed.length > 0) {
      const condition = literalCondition(action);
      const taken = caseAlwaysTaken(action);
      outputs.forEach((output, place) => {
        const first = this.#wireBody(output.body, follow, context);
        const isDeadEnd = isDead(action, output, condition) || isBehind(taken, output, place);
        if (output.enabled && !isDeadEnd) this.#add(index, first, output.name, 'next', place);
      });
      for (const name of fixed) {
        const isDeadEnd =
          (name === 'yes' && condition === false) || (name === 'no' && condition === true) || taken !== NO_CASE;
        if (!isDeadEnd && !hasOutput(outputs, name)) this.#add(index, follow, name);
      }
    }
    const isOpen = !facts || (facts.hasOpenOutputs && !facts.outputs.includes('default'));
    if (this.edges[index] === NO_EDGES || isOpen) this.#add(index, follow);
  }
}

/** Where a way out leads that nothing is wired to. */
const NOWHERE = -1;
const NO_OUTPUTS: readonly string[] = [];

function hasOutput(outputs: Action['outputs'], name: string): boolean {
  for (const output of outputs) if (output.name === name) return true;
  return false;
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
        const callers = waiting.get(callee);
        if (callers) callers.push(node);
        else waiting.set(callee, [node]);
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
