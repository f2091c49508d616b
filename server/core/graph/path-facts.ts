import { findAction } from '../catalog/actions.js';
import type { Flow } from '../model/flow.js';
import { literalOf } from './action-values.js';
import { type ControlGraph, containerOf, type Edge, entryNode, errorHandler, returnNode } from './control-graph.js';

/**
 * What each step does to up to 32 facts, one bit each. A fact is something that may have happened, or may not have
 * happened yet, on the way to a place: "nobody has authenticated the caller", "this variable was never assigned".
 */
export interface FactSteps {
  /** Facts that hold where the flow starts. */
  readonly start: number;
  /** Facts that hold behind an edge whatever was before it. */
  gives(node: number, edge: Edge): number;
  /** Facts that no longer hold behind an edge. */
  takes(node: number, edge: Edge): number;
}

/** What one edge does to the facts. */
export interface FactStep {
  readonly gives: number;
  readonly takes: number;
}

/** Steps that are worked out once for each edge. */
export function factSteps(start: number, stepAt: (node: number, edge: Edge) => FactStep): FactSteps {
  const known = new Map<Edge, FactStep>();
  const stepOf = (node: number, edge: Edge) => {
    const step = known.get(edge) ?? stepAt(node, edge);
    known.set(edge, step);
    return step;
  };
  return { start, gives: (node, edge) => stepOf(node, edge).gives, takes: (node, edge) => stepOf(node, edge).takes };
}

/** Facts that may hold just before each node runs: some way leads there on which nothing takes them. */
export function followFacts(graph: ControlGraph, steps: FactSteps): Int32Array {
  const summaries = new Summaries(graph, steps);
  summaries.run();
  return enterContainers(graph, steps, summaries);
}

/** What comes out of a container: the facts it lets through, and the ones it brings. */
interface Exit {
  pass: number;
  made: number;
}

const ALL = -1;

/**
 * Each container by itself: which facts it lets through from its entry to a node, and which ones are brought inside.
 * A called task stands in a way as its own summary, so a fact never returns to a caller it did not come from.
 */
class Summaries {
  readonly pass: Int32Array;
  readonly made: Int32Array;
  readonly isSeen: Uint8Array;
  readonly #graph: ControlGraph;
  readonly #steps: FactSteps;
  readonly #work: number[] = [];
  /** By container: its exits by the name of the path that it returns on; '' where it simply ends. */
  readonly #exits: ReadonlyArray<Map<string, Exit>>;
  readonly #callers: ReadonlyArray<readonly number[]>;

  constructor(graph: ControlGraph, steps: FactSteps) {
    this.#graph = graph;
    this.#steps = steps;
    this.pass = new Int32Array(graph.nodeCount);
    this.made = new Int32Array(graph.nodeCount);
    this.isSeen = new Uint8Array(graph.nodeCount);
    this.#exits = graph.flow.containers.map(() => new Map());
    this.#callers = callersOf(graph);
  }

  run(): void {
    for (const { index } of this.#graph.flow.containers) this.#reach(entryNode(this.#graph.flow, index), ALL, 0);
    for (let node = this.#work.pop(); node !== undefined; node = this.#work.pop()) this.#leave(node);
  }

  #reach(node: number, pass: number, made: number): void {
    const before = this.pass[node]! | pass;
    const brought = this.made[node]! | made;
    if (this.isSeen[node] && before === this.pass[node] && brought === this.made[node]) return;
    this.isSeen[node] = 1;
    this.pass[node] = before;
    this.made[node] = brought;
    this.#work.push(node);
  }

  #leave(node: number): void {
    const { flow, edges, callee } = this.#graph;
    const called = node < flow.actions.length ? callee[node]! : -1;
    for (const edge of edges[node]!) {
      if (edge.kind === 'jump') continue;
      const exit = called < 0 ? IDENTITY : this.#exitFor(node, called, edge);
      if (!exit) continue;
      const taken = this.#steps.takes(node, edge);
      const pass = this.pass[node]! & exit.pass & ~taken;
      const made = (((this.made[node]! & exit.pass) | exit.made) & ~taken) | this.#steps.gives(node, edge);
      const own = containerOf(flow, node);
      if (edge.to === returnNode(flow, own)) this.#returnFrom(own, node, pass, made);
      this.#reach(edge.to, pass, made);
    }
  }

  #returnFrom(container: number, node: number, pass: number, made: number): void {
    const exits = this.#exits[container]!;
    const name = pathNameOf(this.#graph.flow, node);
    const exit = exits.get(name);
    if (exit && (exit.pass | pass) === exit.pass && (exit.made | made) === exit.made) return;
    exits.set(name, { pass: (exit?.pass ?? 0) | pass, made: (exit?.made ?? 0) | made });
    for (const caller of this.#callers[container]!) if (this.isSeen[caller]) this.#work.push(caller);
  }

  /** What a call brings to one of its outputs: what returns on the path of that name, and elsewhere all other paths. */
  #exitFor(node: number, callee: number, edge: Edge): Exit | undefined {
    const exits = this.#exits[callee]!;
    if (exits.size === 0) return undefined;
    const named = new Set<string>();
    for (const { place, output } of this.#graph.edges[node]!) if (place >= 0) named.add(output.toLowerCase());
    const wanted = edge.output.toLowerCase();
    const own = exits.get(wanted);
    if (own && wanted !== '' && wanted !== DEFAULT_PATH) return own;
    const isRest = wanted === '' || wanted === DEFAULT_PATH || ![...exits.keys()].some((name) => named.has(name));
    if (!isRest) return undefined;
    const rest: Exit = { pass: 0, made: 0 };
    let isAny = false;
    for (const [name, { pass, made }] of exits) {
      if (name !== '' && name !== DEFAULT_PATH && named.has(name)) continue;
      isAny = true;
      rest.pass |= pass;
      rest.made |= made;
    }
    return isAny ? rest : undefined;
  }
}

const IDENTITY: Exit = { pass: ALL, made: 0 };

/** The path that a task returns on when it says nothing else. */
const DEFAULT_PATH = 'default';

function pathNameOf(flow: Flow, node: number): string {
  const action = flow.actions[node];
  if (!action || findAction(action.kind)?.control !== 'return') return '';
  return (literalOf(action, 'outputPath') ?? '').toLowerCase();
}

function callersOf({ flow, callee }: ControlGraph): number[][] {
  const callers: number[][] = flow.containers.map(() => []);
  callee.forEach((container, action) => {
    if (container >= 0) callers[container]!.push(action);
  });
  return callers;
}

/** Puts in what each container is entered with, over all ways into it. */
function enterContainers(graph: ControlGraph, steps: FactSteps, { pass, made, isSeen }: Summaries): Int32Array {
  const { flow, edges, callee } = graph;
  const entered = new Int32Array(flow.containers.length);
  const isEntered = new Uint8Array(flow.containers.length);
  const doors = doorsOf(graph, isSeen);
  const work: number[] = [];
  const enter = (container: number, facts: number) => {
    const all = entered[container]! | facts;
    if (isEntered[container] && all === entered[container]) return;
    isEntered[container] = 1;
    entered[container] = all;
    work.push(container);
  };
  for (const root of graph.roots) enter(root, steps.start);
  const handler = errorHandler(flow);
  if (handler >= 0) enter(handler, everyFact(graph, steps));
  for (let container = work.pop(); container !== undefined; container = work.pop()) {
    for (const node of doors[container]!) {
      const before = (entered[container]! & pass[node]!) | made[node]!;
      if (callee[node]! >= 0) enter(callee[node]!, before);
      for (const edge of edges[node]!) {
        if (edge.kind !== 'jump') continue;
        enter(containerOf(flow, edge.to), (before & ~steps.takes(node, edge)) | steps.gives(node, edge));
      }
    }
  }
  const facts = new Int32Array(graph.nodeCount);
  for (let node = 0; node < graph.nodeCount; node++) {
    const container = containerOf(flow, node);
    if (isSeen[node] && isEntered[container]) facts[node] = (entered[container]! & pass[node]!) | made[node]!;
  }
  return facts;
}

/** By container: its nodes from which another one is called or jumped to. */
function doorsOf({ flow, edges, callee }: ControlGraph, isSeen: Uint8Array): number[][] {
  const doors: number[][] = flow.containers.map(() => []);
  for (const { index, container } of flow.actions) {
    const isDoor = callee[index]! >= 0 || edges[index]!.some(({ kind }) => kind === 'jump');
    if (isDoor && isSeen[index]) doors[container]!.push(index);
  }
  return doors;
}

/** An error handler may take over anywhere. */
function everyFact({ edges }: ControlGraph, { start, gives }: FactSteps): number {
  let all = start;
  edges.forEach((out, node) => {
    for (const edge of out) all |= gives(node, edge);
  });
  return all;
}
