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

/** As many facts as are followed together; with more, memory for a large flow would be too much. */
export const FACTS_AT_ONCE = 1024;

/** What one edge does to the facts, by their numbers. */
export interface FactStep {
  /** Facts that hold behind it whatever was before. */
  readonly gives?: readonly number[];
  /** Facts that no longer hold behind it, unless it gives them as well. */
  readonly takes?: readonly number[] | 'all';
}

/**
 * What is followed: things that may have happened, or may not have happened yet, on the way to a place, such as "nobody
 * has authenticated the caller" or "this variable was never assigned".
 */
export interface FactRules {
  readonly count: number;
  /** Whether all of them hold where the flow starts, or none. */
  readonly start: 'all' | 'none';
  stepAt(node: number, edge: Edge): FactStep | undefined;
}

/** Facts that may hold just before each node runs: some way leads there on which nothing takes them. */
export interface Facts {
  has(node: number, fact: number): boolean;
  /** The first one that holds; -1 when none does. */
  first(node: number): number;
}

export function followFacts(graph: ControlGraph, rules: FactRules): Facts {
  const summaries = new Summaries(graph, rules);
  summaries.run();
  const words = enterContainers(graph, rules, summaries);
  const { width } = summaries;
  return {
    has: (node, fact) => (words[node * width + (fact >> 5)]! & (1 << (fact & 31))) !== 0,
    first: (node) => firstBit(words.subarray(node * width, (node + 1) * width)),
  };
}

function firstBit(words: Int32Array): number {
  const at = words.findIndex((word) => word !== 0);
  if (at < 0) return -1;
  const word = words[at]!;
  return at * 32 + (31 - Math.clz32(word & -word));
}

/** A step as masks, each for one word of the facts. */
interface Masks {
  readonly gives: readonly (readonly [word: number, mask: number])[];
  readonly takes: readonly (readonly [word: number, mask: number])[];
  readonly takesAll: boolean;
}

function masksOf(step: FactStep | undefined): Masks | undefined {
  if (!step || (!step.gives?.length && !step.takes?.length)) return undefined;
  const { gives = [], takes = [] } = step;
  return { gives: maskPairs(gives), takes: takes === 'all' ? [] : maskPairs(takes), takesAll: takes === 'all' };
}

function maskPairs(facts: readonly number[]): (readonly [number, number])[] {
  return facts.map((fact) => [fact >> 5, 1 << (fact & 31)]);
}

/** What comes out of a container: the facts it lets through, and the ones it brings. */
interface Exit {
  readonly pass: Int32Array;
  readonly made: Int32Array;
}

/**
 * Each container by itself: which facts it lets through from its entry to a node, and which ones are brought inside.
 * A called task stands in a way as its own summary, so a fact never returns to a caller it did not come from.
 */
class Summaries {
  readonly width: number;
  readonly pass: Int32Array;
  readonly made: Int32Array;
  readonly isSeen: Uint8Array;
  readonly #graph: ControlGraph;
  readonly #rules: FactRules;
  readonly #masks = new Map<Edge, Masks | undefined>();
  readonly #isDirty: Uint8Array;
  /** By container: nodes that have to be left again. */
  readonly #dirty: Int32Array;
  readonly #work: number[] = [];
  /** By container: its exits by the name of the path that it returns on; '' where it simply ends. */
  readonly #exits: ReadonlyArray<Map<string, Exit>>;
  readonly #callers: ReadonlyArray<readonly number[]>;
  readonly #outPass: Int32Array;
  readonly #outMade: Int32Array;

  constructor(graph: ControlGraph, rules: FactRules) {
    const { nodeCount, flow } = graph;
    this.#graph = graph;
    this.#rules = rules;
    this.width = Math.max(1, Math.ceil(rules.count / 32));
    this.pass = new Int32Array(nodeCount * this.width);
    this.made = new Int32Array(nodeCount * this.width);
    this.isSeen = new Uint8Array(nodeCount);
    this.#isDirty = new Uint8Array(nodeCount);
    this.#dirty = new Int32Array(flow.containers.length);
    this.#exits = flow.containers.map(() => new Map());
    this.#callers = callersOf(graph);
    this.#outPass = new Int32Array(this.width);
    this.#outMade = new Int32Array(this.width);
  }

  run(): void {
    const { flow } = this.#graph;
    const nodes = nodesByContainer(flow);
    const all = new Int32Array(this.width).fill(-1);
    const none = new Int32Array(this.width);
    for (const { index } of flow.containers) this.#reach(entryNode(flow, index), all, none);
    // Control runs down the text, so a few sweeps settle a container.
    for (let container = this.#work.pop(); container !== undefined; container = this.#work.pop()) {
      while (this.#dirty[container]! > 0)
        for (const node of nodes[container]!) if (this.#isDirty[node]) this.#leave(node);
    }
  }

  /** What an edge does; undefined when it does nothing. */
  masksAt(node: number, edge: Edge): Masks | undefined {
    if (!this.#masks.has(edge)) this.#masks.set(edge, masksOf(this.#rules.stepAt(node, edge)));
    return this.#masks.get(edge);
  }

  /** What an edge makes of facts that let through or bring. */
  applyTo(pass: Int32Array, made: Int32Array, masks: Masks | undefined): void {
    if (!masks) return;
    if (masks.takesAll) {
      pass.fill(0);
      made.fill(0);
    }
    for (const [word, mask] of masks.takes) {
      pass[word]! &= ~mask;
      made[word]! &= ~mask;
    }
    for (const [word, mask] of masks.gives) made[word]! |= mask;
  }

  #reach(node: number, pass: Int32Array, made: Int32Array): void {
    const base = node * this.width;
    let isChanged = !this.isSeen[node];
    for (let word = 0; word < this.width; word++) {
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
    const container = containerOf(this.#graph.flow, node);
    this.#isDirty[node] = 1;
    if (this.#dirty[container]!++ === 0) this.#work.push(container);
  }

  #leave(node: number): void {
    const { flow, edges, callee } = this.#graph;
    const own = containerOf(flow, node);
    this.#isDirty[node] = 0;
    this.#dirty[own]!--;
    const called = node < flow.actions.length ? callee[node]! : -1;
    const base = node * this.width;
    for (const edge of edges[node]!) {
      if (edge.kind === 'jump') continue;
      const exit = called < 0 ? undefined : this.#exitFor(node, called, edge);
      if (called >= 0 && !exit) continue;
      for (let word = 0; word < this.width; word++) {
        const through = exit ? exit.pass[word]! : -1;
        this.#outPass[word] = this.pass[base + word]! & through;
        this.#outMade[word] = (this.made[base + word]! & through) | (exit ? exit.made[word]! : 0);
      }
      this.applyTo(this.#outPass, this.#outMade, this.masksAt(node, edge));
      if (edge.to === returnNode(flow, own)) this.#returnFrom(own, node);
      this.#reach(edge.to, this.#outPass, this.#outMade);
    }
  }

  #returnFrom(container: number, node: number): void {
    const exits = this.#exits[container]!;
    const name = pathNameOf(this.#graph.flow, node);
    const known = exits.get(name);
    const exit = known ?? { pass: new Int32Array(this.width), made: new Int32Array(this.width) };
    if (!known) exits.set(name, exit);
    const isChanged = [merge(exit.pass, this.#outPass), merge(exit.made, this.#outMade)].includes(true);
    if (known && !isChanged) return;
    for (const caller of this.#callers[container]!) if (this.isSeen[caller]) this.#touch(caller);
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
    const exit = { pass: new Int32Array(this.width), made: new Int32Array(this.width) };
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

/** Each container's nodes in the order in which control mostly runs. */
function nodesByContainer(flow: Flow): number[][] {
  const nodes = flow.containers.map(({ index }) => [entryNode(flow, index)]);
  for (const { index, container } of flow.actions) nodes[container]?.push(index);
  for (const { index } of flow.containers) nodes[index]!.push(returnNode(flow, index), leaveNode(flow, index));
  return nodes;
}

/** Puts in what each container is entered with, over all ways into it. */
function enterContainers(graph: ControlGraph, rules: FactRules, summaries: Summaries): Int32Array {
  const { flow, edges, callee } = graph;
  const { width, pass, made, isSeen } = summaries;
  const entered = flow.containers.map(() => new Int32Array(width));
  const isEntered = new Uint8Array(flow.containers.length);
  const doors = doorsOf(graph, isSeen);
  const work: number[] = [];
  const enter = (container: number, facts: Int32Array) => {
    if (!merge(entered[container]!, facts) && isEntered[container]) return;
    isEntered[container] = 1;
    work.push(container);
  };
  const start = new Int32Array(width).fill(rules.start === 'all' ? -1 : 0);
  for (const root of graph.roots) enter(root, start);
  const handler = errorHandler(flow);
  // An error handler may take over anywhere.
  if (handler >= 0) enter(handler, everyFact(graph, summaries, start));
  const before = new Int32Array(width);
  const at = (node: number, container: number) => {
    for (let word = 0; word < width; word++) {
      before[word] = (entered[container]![word]! & pass[node * width + word]!) | made[node * width + word]!;
    }
    return before;
  };
  for (let container = work.pop(); container !== undefined; container = work.pop()) {
    for (const node of doors[container]!) {
      if (callee[node]! >= 0) enter(callee[node]!, at(node, container));
      for (const edge of edges[node]!) {
        if (edge.kind !== 'jump') continue;
        const facts = at(node, container);
        summaries.applyTo(facts, facts, summaries.masksAt(node, edge));
        enter(containerOf(flow, edge.to), facts);
      }
    }
  }
  const words = new Int32Array(graph.nodeCount * width);
  for (let node = 0; node < graph.nodeCount; node++) {
    const container = containerOf(flow, node);
    if (isSeen[node] && isEntered[container]) words.set(at(node, container), node * width);
  }
  return words;
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

function everyFact({ edges }: ControlGraph, summaries: Summaries, start: Int32Array): Int32Array {
  const all = Int32Array.from(start);
  edges.forEach((out, node) => {
    for (const edge of out) for (const [word, mask] of summaries.masksAt(node, edge)?.gives ?? []) all[word]! |= mask;
  });
  return all;
}
