import type { ControlGraph } from './control-graph.js';

/**
 * What the edges of a graph do to facts that are followed, by the numbers of the facts. Of what is said about one fact at
 * one edge the last word counts. An edge is named by its node and its place among the node's edges.
 */
export class FactSteps {
  /** How many 32-bit words hold all facts. */
  readonly width: number;
  readonly graph: ControlGraph;
  readonly #firstEdge: Int32Array;
  /** By edge: where its words begin in `words`, -1 for an edge that does nothing. First what it gives, then what it takes. */
  readonly #rows: Int32Array;
  #words: Int32Array;
  #used = 0;
  #givesAny = false;

  constructor(graph: ControlGraph, count: number) {
    this.graph = graph;
    this.width = Math.max(1, Math.ceil(count / 32));
    this.#firstEdge = firstEdgesOf(graph);
    this.#rows = new Int32Array(this.#firstEdge.at(-1)!).fill(-1); // one more than there are nodes
    this.#words = new Int32Array(64 * this.width);
  }

  /** Some edge brings a fact that did not hold. */
  get givesAny(): boolean {
    return this.#givesAny;
  }

  get words(): Int32Array {
    return this.#words;
  }

  /** Where in `words` stands what an edge gives; what it takes is `width` words further. -1 when it does nothing. */
  rowOf(node: number, place: number): number {
    return this.#rows[this.#firstEdge[node]! + place]!;
  }

  /** Behind the edge the fact holds. */
  give(node: number, place: number, fact: number): void {
    const row = this.#touch(node, place);
    this.#words[row + (fact >> 5)]! |= 1 << (fact & 31);
    this.#givesAny = true;
  }

  /** Behind the edge the fact holds no longer. */
  take(node: number, place: number, fact: number): void {
    const row = this.#touch(node, place);
    this.#words[row + (fact >> 5)]! &= ~(1 << (fact & 31));
    this.#words[row + this.width + (fact >> 5)]! |= 1 << (fact & 31);
  }

  /** Behind the edge no fact holds. */
  takeAll(node: number, place: number): void {
    const row = this.#touch(node, place);
    this.#words.fill(0, row, row + this.width);
    this.#words.fill(-1, row + this.width, row + 2 * this.width);
  }

  #touch(node: number, place: number): number {
    const edge = this.#firstEdge[node]! + place;
    const known = this.#rows[edge]!;
    if (known >= 0) return known;
    const row = this.#used;
    this.#used += 2 * this.width;
    if (this.#used > this.#words.length) {
      const words = new Int32Array(2 * this.#words.length);
      words.set(this.#words);
      this.#words = words;
    }
    this.#rows[edge] = row;
    return row;
  }
}

const firstEdges = new WeakMap<ControlGraph, Int32Array>();

/** By node: the number of its first edge; behind them how many edges there are. */
function firstEdgesOf(graph: ControlGraph): Int32Array {
  const known = firstEdges.get(graph);
  if (known) return known;
  const first = new Int32Array(graph.nodeCount + 1);
  graph.edges.forEach((out, node) => {
    first[node + 1] = first[node]! + out.length;
  });
  firstEdges.set(graph, first);
  return first;
}
