import { type MadeFlow, type Read, type Step, VARIABLES } from './random-flow.js';

/** What each variable may hold: names of the actions that took it in. */
type State = ReadonlyMap<string, ReadonlySet<string>>;

/** Where a body can be left, with what is held there; undefined where it never is. */
interface Ends {
  next: State | undefined;
  loopExit: State | undefined;
  loopNext: State | undefined;
  endTask: State | undefined;
}

/** Deeper than this no made-up flow brings anything new. */
const CALL_DEPTH = 6;
const NOTHING: ReadonlySet<string> = new Set();

/**
 * Follows every path of a flow by running it: each call runs the task anew, each loop until nothing changes. Slow and
 * simple, to be compared with.
 */
export class EveryPath {
  readonly #flow: MadeFlow;
  readonly #attributes = new Map<string, Set<string>>();
  /** 'source -> sink' */
  readonly leaks = new Set<string>();
  /** What a task leaves behind, by how it was entered. */
  readonly #known = new Map<string, State | undefined>();
  #found = 0;

  constructor(flow: MadeFlow) {
    this.#flow = flow;
    // What is kept in an attribute may be read before, in another conversation of the same customer.
    for (let before = -1; before < this.#found; ) {
      before = this.#found;
      this.#known.clear();
      this.#run(flow.tasks[0]!, new Map(), 0);
    }
  }

  #run(steps: readonly Step[], start: State, depth: number): Ends {
    const ends: Ends = { next: start, loopExit: undefined, loopNext: undefined, endTask: undefined };
    for (const step of steps) {
      if (!ends.next) break;
      const after = this.#step(step, ends.next, depth);
      ends.next = after.next;
      for (const end of ['loopExit', 'loopNext', 'endTask'] as const) ends[end] = join(ends[end], after[end]);
    }
    return ends;
  }

  #step(step: Step, state: State, depth: number): Ends {
    switch (step.kind) {
      case 'collect':
        return this.#ways(step.bodies ?? [], depth, [put(state, step.into, new Set([step.name])), state]);
      case 'ask':
        return this.#ways(step.bodies, depth, [put(state, step.into, NOTHING), state, state]);
      case 'assign':
        return goesOn(put(state, step.into, held(state, step.from)));
      case 'show':
        this.#leak(step.name, held(state, step.from));
        return goesOn(state);
      case 'keep':
        this.#leak(step.name, held(state, step.from));
        this.#keep(step.attribute, held(state, step.from));
        return goesOn(state);
      case 'get':
        return goesOn(put(state, step.into, new Set(this.#attributes.get(step.attribute))));
      case 'either':
        return this.#ways(step.bodies, depth, [state, state]);
      case 'never':
        return goesOn(state);
      case 'loop':
        return this.#loop(step.body, state, depth);
      case 'call':
        return goesOn(this.#call(step, state, depth));
      case 'disconnect':
        return goesOn(undefined);
      default:
        return { ...goesOn(undefined), [step.kind]: state };
    }
  }

  /** Ways out with what holds on each; one without a body falls through. */
  #ways(bodies: readonly (readonly Step[] | undefined)[], depth: number, states: readonly State[]): Ends {
    return states
      .map((state, at) => this.#run(bodies[at] ?? [], state, depth))
      .reduce((all, one) => ({
        next: join(all.next, one.next),
        loopExit: join(all.loopExit, one.loopExit),
        loopNext: join(all.loopNext, one.loopNext),
        endTask: join(all.endTask, one.endTask),
      }));
  }

  #loop(body: readonly Step[], start: State, depth: number): Ends {
    let state: State = start;
    for (;;) {
      const { next, loopExit, loopNext, endTask } = this.#run(body, state, depth);
      const again = join(state, join(next, loopNext))!;
      if (sizeOf(again) === sizeOf(state)) return { ...goesOn(join(state, loopExit)), endTask };
      state = again;
    }
  }

  #call(step: Extract<Step, { kind: 'call' }>, state: State, depth: number): State | undefined {
    if (depth >= CALL_DEPTH) return undefined;
    const entered = new Map([...state].filter(([name]) => name.startsWith('Flow.')));
    for (const [name, read] of step.inputs) entered.set(name, held(state, read));
    const left = this.#left(step.task, entered, depth + 1);
    if (!left) return undefined;
    let result: State = new Map([
      ...[...state].filter(([name]) => !name.startsWith('Flow.')),
      ...[...left].filter(([name]) => name.startsWith('Flow.')),
    ]);
    for (const [name, into] of step.outputs) result = put(result, into, left.get(name) ?? NOTHING);
    return result;
  }

  #left(task: number, entered: State, depth: number): State | undefined {
    const key = JSON.stringify([task, depth, VARIABLES.map((name) => [...(entered.get(name) ?? NOTHING)].sort())]);
    if (this.#known.has(key)) return this.#known.get(key);
    const { next, endTask } = this.#run(this.#flow.tasks[task]!, entered, depth);
    const left = join(next, endTask);
    this.#known.set(key, left);
    return left;
  }

  #leak(sink: string, sources: ReadonlySet<string>): void {
    for (const source of sources) this.#note(this.leaks, `${source} -> ${sink}`);
  }

  #keep(attribute: string, sources: ReadonlySet<string>): void {
    const kept = this.#attributes.get(attribute) ?? new Set();
    this.#attributes.set(attribute, kept);
    for (const source of sources) this.#note(kept, source);
  }

  #note(into: Set<string>, text: string): void {
    if (!into.has(text)) this.#found++;
    into.add(text);
  }
}

function goesOn(next: State | undefined): Ends {
  return { next, loopExit: undefined, loopNext: undefined, endTask: undefined };
}

function put(state: State, name: string, what: ReadonlySet<string>): State {
  return new Map([...state, [name, what]]);
}

function held(state: State, { names }: Read): ReadonlySet<string> {
  return new Set(names.flatMap((name) => [...(state.get(name) ?? NOTHING)]));
}

function join(a: State | undefined, b: State | undefined): State | undefined {
  if (!a || !b) return a ?? b;
  return new Map(VARIABLES.map((name) => [name, new Set([...(a.get(name) ?? NOTHING), ...(b.get(name) ?? NOTHING)])]));
}

function sizeOf(state: State): number {
  return [...state.values()].reduce((sum, { size }) => sum + size, 0);
}
