import { findAction } from '../catalog/actions.js';
import type { Flow } from '../model/flow.js';
import { literalOf } from './action-values.js';
import {
  type ControlGraph,
  containerOf,
  type Edge,
  entryNode,
  errorHandler,
  leaveNode,
  returnNode,
} from './control-graph.js';
import type { FactSteps } from './fact-steps.js';

/** As many facts as are followed together; with more, memory for a large flow would be too much. */
export const FACTS_AT_ONCE = 1024;

/** Facts that may hold just before each node runs: some way leads there on which nothing takes them. */
export interface Facts {
  has(node: number, fact: number): boolean;
  /** The first one that holds; -1 when none does. */
  first(node: number): number;
}

/**
 * Follows things that may have happened, or may not have happened yet, on the way to a place, such as "nobody has
 * authenticated the caller" or "this variable was never assigned". `start`: whether all of them hold where the flow
 * starts, or none.
 */
export function followFacts(steps: FactSteps, start: 'all' | 'none'): Facts {
  if (start === 'none' && !steps.givesAny) return NO_FACTS;
  const summaries = new Summaries(steps);
  summaries.run();
  const words = enterContainers(steps, start, summaries);
  const { width } = steps;
  return {
    has: (node, fact) => (words[node * width + (fact >> 5)]! & (1 << (fact & 31))) !== 0,
    first: (node) => firstBit(words.subarray(node * width, (node + 1) * width)),
  };
}

const NO_FACTS: Facts = { has: () => false, first: () => -1 };

function firstBit(words: Int32Array): number {
  const at = words.findIndex((word) => word !== 0);
  if (at < 0) return -1;
  const word = words[at]!;
  return at * 32 + (31 - Math.clz32(word & -word));
}

/** What comes out of a container: the facts it lets through, and the ones it brings. */
interface Exit {
  readonly pass: Int32Array;
  readonly made: Int32Array;
}

function emptyExit(width: number): Exit {
  return { pass: new Int32Array(width), made: new Int32Array(width) };
}

/** What every question about one graph needs. */
interface Plan {
  /** By node. */
  readonly containers: Int32Array;
  /** By container: its nodes in the order in which control mostly runs. */
  readonly nodes: ReadonlyArray<readonly number[]>;
  /** By container: the actions that call it. */
  readonly callers: ReadonlyArray<readonly number[]>;
  /** By container: its nodes from which another one is called or jumped to. */
  readonly doors: ReadonlyArray<readonly number[]>;
}

const plans = new WeakMap<ControlGraph, Plan>();

function planOf(graph: ControlGraph): Plan {
  const known = plans.get(graph);
  if (known) return known;
  const { flow, nodeCount } = graph;
  const plan = {
    containers: Int32Array.from({ length: nodeCount }, (_, node) => containerOf(flow, node)),
    nodes: nodesByContainer(flow),
    callers: callersOf(graph),
    doors: doorsOf(graph),
  };
  plans.set(graph, plan);
  return plan;
}

/**
 * Each container by itself: which facts it lets through from its entry to a node, and which ones are brought inside.
 * A called task stands in a way as its own summary, so a fact never returns to a caller it did not come from.
 */
class Summaries {
  readonly pass: Int32Array;
  readonly made: Int32Array;
  readonly isSeen: Uint8Array;
  readonly #steps: FactSteps;
  readonly #graph: ControlGraph;
  readonly #plan: Plan;
  readonly #isDirty: Uint8Array;
  /** By container: nodes that have to be left again. */
  readonly #dirty: Int32Array;
  readonly #work: number[] = [];
  /** By container: its exits by the name of the path that it returns on; '' where it simply ends. */
  readonly #exits: ReadonlyArray<Map<string, Exit>>;
  /** What leaves by the edge in hand. */
  readonly #out: Exit;
  readonly #every: Exit;

  constructor(steps: FactSteps) {
    const { graph, width } = steps;
    const { nodeCount, flow } = graph;
    this.#graph = graph;
    this.#plan = planOf(graph);
    this.#steps = steps;
    this.pass = new Int32Array(nodeCount * width);
    this.made = new Int32Array(nodeCount * width);
    this.isSeen = new Uint8Array(nodeCount);
    this.#isDirty = new Uint8Array(nodeCount);
    this.#dirty = new Int32Array(flow.containers.length);
    this.#exits = flow.containers.map(() => new Map());
    this.#out = { pass: new Int32Array(width), made: new Int32Array(width) };
    this.#every = { pass: new Int32Array(width).fill(-1), made: new Int32Array(width) };
  }

  run(): void {
    const { flow } = this.#graph;
    const { nodes } = this.#plan;
    for (const { index } of flow.containers) this.#reach(entryNode(flow, index), this.#every);
    // Control runs down the text, so a few sweeps settle a container.
    for (let container = this.#work.pop(); container !== undefined; container = this.#work.pop()) {
      while (this.#dirty[container]! > 0)
        for (const node of nodes[container]!) if (this.#isDirty[node]) this.#leave(node);
    }
  }

  #reach(node: number, { pass, made }: Exit): void {
    const base = node * this.#steps.width;
    let isChanged = !this.isSeen[node];
    for (let word = 0; word < pass.length; word++) {
      const passed = this.pass[base + word]! | pass[word]!;
      const brought = this.made[base + word]! | made[word]!;
      isChanged ||= passed !== this.pass[base + word] || brought !== this.made[base + word];
      this.pass[base + word] = passed;
      this.made[base + word] = brought;
    }
    this.isSeen[node] = 1;
    if (isChanged) this.#touch(node);
  }

  #touch(node: number): void {
    if (this.#isDirty[node]) return;
    const container = this.#plan.containers[node]!;
    this.#isDirty[node] = 1;
    if (this.#dirty[container]!++ === 0) this.#work.push(container);
  }

  #leave(node: number): void {
    const { flow, edges, callee } = this.#graph;
    const own = this.#plan.containers[node]!;
    const end = returnNode(flow, own);
    this.#isDirty[node] = 0;
    this.#dirty[own]!--;
    const called = node < flow.actions.length ? callee[node]! : -1;
    const out = edges[node]!;
    for (let place = 0; place < out.length; place++) {
      const edge = out[place]!;
      if (edge.kind === 'jump') continue;
      const through = called < 0 ? this.#every : this.#exitFor(node, called, edge);
      if (!through) continue;
      this.#carry(node, through, this.#steps.rowOf(node, place));
      if (edge.to === end) this.#returnFrom(own, node);
      this.#reach(edge.to, this.#out);
    }
  }

  /** Puts into `#out` what leaves a node through a call, or through nothing, and over an edge; `row`: what the edge does. */
  #carry(node: number, through: Exit, row: number): void {
    const { pass, made } = this.#out;
    const { words, width } = this.#steps;
    const base = node * width;
    for (let word = 0; word < width; word++) {
      const open = through.pass[word]!;
      const kept = row < 0 ? -1 : ~words[row + width + word]!;
      const given = row < 0 ? 0 : words[row + word]!;
      pass[word] = this.pass[base + word]! & open & kept;
      made[word] = (((this.made[base + word]! & open) | through.made[word]!) & kept) | given;
    }
  }

  #returnFrom(container: number, node: number): void {
    const exits = this.#exits[container]!;
    const name = pathNameOf(this.#graph.flow, node);
    const known = exits.get(name);
    const exit = known ?? emptyExit(this.#steps.width);
    if (!known) exits.set(name, exit);
    const isMore = merge(exit.pass, this.#out.pass);
    const isChanged = merge(exit.made, this.#out.made) || isMore || !known;
    if (!isChanged) return;
    for (const caller of this.#plan.callers[container]!) if (this.isSeen[caller]) this.#touch(caller);
  }

  /** What a call brings to one of its outputs: what returns on the path of that name, and elsewhere all other paths. */
  #exitFor(node: number, callee: number, edge: Edge): Exit | undefined {
    const exits = this.#exits[callee]!;
    const [only] = exits.values();
    if (exits.size < 2 && this.#graph.edges[node]!.length < 2) return only;
    const named = new Set<string>();
    for (const { place, output } of this.#graph.edges[node]!) if (place >= 0) named.add(output.toLowerCase());
    const wanted = edge.output.toLowerCase();
    const isNamed = wanted !== '' && wanted !== DEFAULT_PATH;
    if (isNamed && exits.has(wanted)) return exits.get(wanted);
    if (isNamed && [...exits.keys()].some((name) => named.has(name))) return undefined;
    const rest = [...exits].filter(([name]) => name === '' || name === DEFAULT_PATH || !named.has(name));
    if (rest.length < 2) return rest[0]?.[1];
    const exit = emptyExit(this.#steps.width);
    for (const [, { pass, made }] of rest) {
      merge(exit.pass, pass);
      merge(exit.made, made);
    }
    return exit;
  }
}

/** The path that a task returns on when it says nothing else. */
const DEFAULT_PATH = 'default';

function pathNameOf(flow: Flow, node: number): string {
  const action = flow.actions[node];
  if (!action || findAction(action.kind)?.control !== 'return') return '';
  return (literalOf(action, 'outputPath') ?? '').toLowerCase();
}

/** Adds words to others; true when that changed them. */
function merge(into: Int32Array, from: Int32Array): boolean {
  let isChanged = false;
  for (let word = 0; word < into.length; word++) {
    const all = into[word]! | from[word]!;
    isChanged ||= all !== into[word];
    into[word] = all;
  }
  return isChanged;
}

function callersOf({ flow, callee }: ControlGraph): number[][] {
  const callers: number[][] = flow.containers.map(() => []);
  callee.forEach((container, action) => {
    if (container >= 0) callers[container]!.push(action);
  });
  return callers;
}

function nodesByContainer(flow: Flow): number[][] {
  const nodes = flow.containers.map(({ index }) => [entryNode(flow, index)]);
  for (const { index, container } of flow.actions) nodes[container]?.push(index);
  for (const { index } of flow.containers) nodes[index]!.push(returnNode(flow, index), leaveNode(flow, index));
  return nodes;
}

function doorsOf({ flow, edges, callee }: ControlGraph): number[][] {
  const doors: number[][] = flow.containers.map(() => []);
  for (const { index, container } of flow.actions) {
    if (callee[index]! >= 0 || edges[index]!.some(({ kind }) => kind === 'jump')) doors[container]!.push(index);
  }
  return doors;
}

/** Puts in what each container is entered with, over all ways into it. */
function enterContainers(steps: FactSteps, start: 'all' | 'none', summaries: Summaries): Int32Array {
  const { graph, width } = steps;
  const { flow, edges, callee } = graph;
  const { pass, made, isSeen } = summaries;
  const { containers, doors } = planOf(graph);
  const entered = flow.containers.map(() => new Int32Array(width));
  const isEntered = new Uint8Array(flow.containers.length);
  const work: number[] = [];
  const enter = (container: number, facts: Int32Array) => {
    if (!merge(entered[container]!, facts) && isEntered[container]) return;
    isEntered[container] = 1;
    work.push(container);
  };
  const first = new Int32Array(width).fill(start === 'all' ? -1 : 0);
  for (const root of graph.roots) enter(root, first);
  const handler = errorHandler(flow);
  // An error handler may take over anywhere.
  if (handler >= 0) enter(handler, everyFact(steps, first));
  const before = new Int32Array(width);
  const at = (node: number, container: number) => {
    const facts = entered[container]!;
    for (let word = 0; word < width; word++) {
      before[word] = (facts[word]! & pass[node * width + word]!) | made[node * width + word]!;
    }
    return before;
  };
  for (let container = work.pop(); container !== undefined; container = work.pop()) {
    for (const node of doors[container]!) {
      if (!isSeen[node]) continue;
      if (callee[node]! >= 0) enter(callee[node]!, at(node, container));
      edges[node]!.forEach((edge, place) => {
        if (edge.kind === 'jump') enter(containers[edge.to]!, behind(steps, node, place, at(node, container)));
      });
    }
  }
  const words = new Int32Array(graph.nodeCount * width);
  for (let node = 0; node < graph.nodeCount; node++) {
    const container = containers[node]!;
    if (isSeen[node] && isEntered[container]) words.set(at(node, container), node * width);
  }
  return words;
}

/** What holds behind an edge; changes the facts in place. */
function behind(steps: FactSteps, node: number, place: number, facts: Int32Array): Int32Array {
  const { words, width } = steps;
  const row = steps.rowOf(node, place);
  if (row < 0) return facts;
  for (let word = 0; word < width; word++) {
    facts[word] = (facts[word]! & ~words[row + width + word]!) | words[row + word]!;
  }
  return facts;
}

function everyFact(steps: FactSteps, start: Int32Array): Int32Array {
  const all = Int32Array.from(start);
  steps.graph.edges.forEach((out, node) => {
    out.forEach((_, place) => {
      const row = steps.rowOf(node, place);
      if (row >= 0) merge(all, steps.words.subarray(row, row + steps.width));
    });
  });
  return all;
}
