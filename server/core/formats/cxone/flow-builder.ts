import type { Action, Output, Problem } from '../../model/flow.js';
import { Names } from './names.js';
import type { Reading } from './values.js';

/** Collects the parts of one flow while its script is walked. */
export class FlowBuilder implements Reading {
  readonly names = new Names();
  readonly problems: Problem[];
  readonly #actions: Action[] = [];
  /** By index: ways out that lead to actions which may not be read yet. */
  readonly #wired: { readonly index: number; readonly outputs: () => readonly Output[] }[] = [];

  constructor(problems: Problem[]) {
    this.problems = problems;
  }

  /** Gives an action its index before its nested actions get theirs, so that indexes follow the nesting. */
  addAction(read: (index: number) => Action): number {
    const index = this.#actions.length;
    this.#actions.push(undefined as unknown as Action); // replaced on the next line, once the nested ones are read
    this.#actions[index] = read(index);
    return index;
  }

  /** Puts in front of what an action has the ways out that are known when every action has its index. */
  wire(index: number, outputs: () => readonly Output[]): void {
    this.#wired.push({ index, outputs });
  }

  actions(): readonly Action[] {
    for (const { index, outputs } of this.#wired) {
      const action = this.#actions[index]!;
      this.#actions[index] = { ...action, outputs: [...action.outputs, ...outputs()] };
    }
    return this.#actions;
  }
}
