import type { Random } from '../syntax/support/random.js';

/** What an expression reads; what it does with it passes everything on, or nothing. */
export interface Read {
  readonly names: readonly string[];
  readonly text: string;
}

/** One action of a made-up flow. Every action that takes in or shows something has a name of its own. */
export type Step =
  | { readonly kind: 'collect'; readonly name: string; readonly into: string; readonly bodies?: readonly Step[][] }
  | { readonly kind: 'assign'; readonly into: string; readonly from: Read }
  | { readonly kind: 'show'; readonly name: string; readonly from: Read }
  | { readonly kind: 'either'; readonly bodies: readonly [Step[], Step[]] }
  | { readonly kind: 'never'; readonly body: Step[]; readonly literal: 'true' | 'false' }
  | { readonly kind: 'loop'; readonly body: Step[] }
  /** A neutral answer of a data action kills what stood there, when it comes. */
  | { readonly kind: 'ask'; readonly into: string; readonly bodies: readonly (Step[] | undefined)[] }
  | { readonly kind: 'keep'; readonly name: string; readonly attribute: string; readonly from: Read }
  | { readonly kind: 'get'; readonly attribute: string; readonly into: string }
  | {
      readonly kind: 'call';
      readonly task: number;
      readonly inputs: ReadonlyMap<string, Read>;
      readonly outputs: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'loopExit' | 'loopNext' | 'endTask' | 'disconnect' };

/** Tasks of a flow, the first is where it starts. */
export interface MadeFlow {
  readonly tasks: readonly Step[][];
}

const SHARED = ['Flow.one', 'Flow.two'];
const LOCAL = ['Task.a', 'Task.b'];
export const INPUTS = ['Task.in', 'Task.also'];
export const OUTPUTS = ['Task.out'];
export const VARIABLES = [...SHARED, ...LOCAL, ...INPUTS, ...OUTPUTS];
const ATTRIBUTES = ['noted', 'kept'];

/** Makes flows of a few tasks that call each other, recursion included. */
export class FlowMaker {
  readonly #random: Random;
  readonly #tasks: number;
  #names = 0;
  #left: number;

  constructor(random: Random) {
    this.#random = random;
    this.#tasks = 1 + random.below(3);
    this.#left = 10 + random.below(16);
  }

  make(): MadeFlow {
    return { tasks: Array.from({ length: this.#tasks }, () => this.#body(0, false, 3)) };
  }

  #body(depth: number, isInLoop: boolean, least = 1): Step[] {
    const steps: Step[] = [];
    const count = least + this.#random.below(4);
    while (steps.length < count && this.#left-- > -20) steps.push(this.#step(depth, isInLoop));
    return steps;
  }

  #step(depth: number, isInLoop: boolean): Step {
    const random = this.#random;
    const nests = depth < 3 && this.#left > 0;
    const inner = (loop = isInLoop) => this.#body(depth + 1, loop);
    const roll = random.below(nests ? 15 : 9);
    if (roll < 2) return { kind: 'collect', name: this.#name('Ask'), into: this.#variable() };
    if (roll < 4) return { kind: 'assign', into: this.#variable(), from: this.#read() };
    if (roll < 6) return { kind: 'show', name: this.#name('Show'), from: this.#read() };
    if (roll === 6) return this.#call();
    if (roll === 7) return this.#attribute();
    if (roll === 8) return this.#end(isInLoop);
    if (roll < 11) return { kind: 'either', bodies: [inner(), random.chance(0.3) ? [] : inner()] };
    if (roll === 11) return { kind: 'loop', body: inner(true) };
    if (roll === 12) return { kind: 'never', body: inner(), literal: random.pick(['true', 'false'] as const) };
    if (roll === 13) {
      const bodies = [inner(), inner()];
      return { kind: 'collect', name: this.#name('Ask'), into: this.#variable(), bodies };
    }
    const bodies = [0, 1, 2].map(() => (random.chance(0.5) ? inner() : undefined));
    return { kind: 'ask', into: this.#variable(), bodies };
  }

  #call(): Step {
    const some = <T>(names: readonly string[], value: () => T) =>
      new Map(names.filter(() => this.#random.chance(0.7)).map((name) => [name, value()] as const));
    return {
      kind: 'call',
      task: this.#random.below(this.#tasks),
      inputs: some(INPUTS, () => this.#read()),
      outputs: some([...OUTPUTS, ...INPUTS], () => this.#variable()),
    };
  }

  #attribute(): Step {
    const attribute = this.#random.pick(ATTRIBUTES);
    if (this.#random.chance(0.5)) return { kind: 'get', attribute, into: this.#variable() };
    return { kind: 'keep', name: this.#name('Keep'), attribute, from: this.#read() };
  }

  #end(isInLoop: boolean): Step {
    if (this.#random.chance(0.6)) return { kind: 'assign', into: this.#variable(), from: { names: [], text: '""' } };
    return {
      kind: this.#random.pick(isInLoop ? (['loopExit', 'loopNext'] as const) : (['endTask', 'disconnect'] as const)),
    };
  }

  #read(): Read {
    const one = this.#variable();
    const two = this.#variable();
    return this.#random.pick<Read>([
      { names: [one], text: one },
      { names: [one], text: `Trim(${one})` },
      { names: [one, two], text: `Append("x", ${one}, ${two})` },
      { names: [one, two], text: `${one} + ${two}` },
      { names: [one], text: `If(IsNotSetOrEmpty(${two}), ${one}, "none")` },
      { names: [one, two], text: `If(${one} == "", ${one}, ${two})` },
      { names: [], text: `ToString(Length(${one}))` },
      { names: [], text: `If(${one} == ${two}, "a", "b")` },
      { names: [], text: `Append("ends in ", Right(${one}, 4))` },
    ]);
  }

  #variable(): string {
    return this.#random.pick(VARIABLES);
  }

  #name(word: string): string {
    this.#names++;
    return `${word} ${this.#names}`;
  }
}
