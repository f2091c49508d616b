import { findAction } from '../catalog/actions.js';
import { isLocalScope } from '../catalog/platform.js';
import { variableKey } from '../model/expression.js';
import type { Flow, Slot, Variable } from '../model/flow.js';
import { expressionParts } from './expression-parts.js';
import type { FlowValue } from './flow-values.js';
import { findVariable } from './variables.js';

/** A variable of one flow, as a small number: its place in `VariableUses.variables`. */
export type VariableId = number;

export interface UsedVariable {
  /** As it is declared, else as it is written first. */
  readonly name: string;
  readonly declaration: Variable | undefined;
}

/** An action gives a variable a value. */
export interface VariableWrite {
  readonly variable: VariableId;
  readonly action: number;
  readonly slot: Slot;
  /** The output on whose path it holds; 'always' when it holds on all of them. */
  readonly on: string;
}

/** A value names a variable. */
export interface VariableRead {
  readonly variable: VariableId;
  readonly place: FlowValue;
  /** Where the name stands inside the value's expression. */
  readonly start: number;
  readonly end: number;
}

/** Where the variables of a flow are written and read. */
export interface VariableUses {
  readonly variables: readonly UsedVariable[];
  readonly writes: readonly VariableWrite[];
  readonly reads: readonly VariableRead[];
  /** By action index. */
  readonly writesOf: ReadonlyMap<number, readonly VariableWrite[]>;
  readonly readsOf: ReadonlyMap<number, readonly VariableRead[]>;
}

const usesByFlow = new WeakMap<Flow, Collected>();

export function variableUses(flow: Flow): VariableUses {
  return collected(flow);
}

/** The variable that a name means inside a container; undefined when nothing in the flow reads, writes or declares it. */
export function variableIdOf(flow: Flow, name: string, container: number): VariableId | undefined {
  return collected(flow).idOf(name, container);
}

/** 'Workitem.Workitem.name' and 'Task.card' alike: scope and name, nothing behind it. */
function baseNameOf(name: string): string {
  const match = /^[^.]*\.(?:"[^"]*"|[^.]*)/.exec(name);
  return match ? match[0] : name;
}

class Collected implements VariableUses {
  readonly variables: UsedVariable[] = [];
  readonly writes: VariableWrite[] = [];
  readonly reads: VariableRead[] = [];
  readonly writesOf = new Map<number, VariableWrite[]>();
  readonly readsOf = new Map<number, VariableRead[]>();
  readonly #flow: Flow;
  readonly #ids = new Map<Variable | string, VariableId>();

  constructor(flow: Flow) {
    this.#flow = flow;
    for (const { name, container } of flow.variables) this.#intern(name, container);
    for (const action of flow.actions) {
      for (const slot of action.slots) if (slot.target) this.#write(action.index, action.container, slot);
    }
    for (const { part, place } of expressionParts(flow).references) {
      const { start, end } = part;
      const read = { variable: this.#intern(part.name, place.container), place, start, end };
      this.reads.push(read);
      if (place.action >= 0) push(this.readsOf, place.action, read);
    }
  }

  idOf(name: string, container: number): VariableId | undefined {
    return this.#ids.get(this.#keyOf(name, container));
  }

  #write(action: number, container: number, slot: Slot): void {
    const { kind } = this.#flow.actions[action]!;
    const on = findAction(kind)?.sources.get(slot.role)?.on ?? 'always';
    const write = { variable: this.#intern(baseNameOf(slot.target!.name), container), action, slot, on };
    this.writes.push(write);
    push(this.writesOf, action, write);
  }

  #intern(name: string, container: number): VariableId {
    const key = this.#keyOf(name, container);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const declaration = typeof key === 'string' ? undefined : key;
    const id = this.variables.push({ name: declaration?.name ?? name, declaration }) - 1;
    this.#ids.set(key, id);
    return id;
  }

  #keyOf(name: string, container: number): Variable | string {
    const declaration = findVariable(this.#flow, name, container);
    if (declaration) return declaration;
    const key = variableKey(name);
    return isLocalScope(name) ? `${container}:${key}` : key;
  }
}

function collected(flow: Flow): Collected {
  const known = usesByFlow.get(flow);
  if (known) return known;
  const uses = new Collected(flow);
  usesByFlow.set(flow, uses);
  return uses;
}

function push<T>(map: Map<number, T[]>, key: number, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
