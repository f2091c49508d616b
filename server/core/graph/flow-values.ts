import type { Flow, Slot, Value, Variable } from '../model/flow.js';

/** A value of a flow and where it belongs. */
export interface FlowValue {
  readonly value: Value;
  /** -1 for the flow itself. */
  readonly container: number;
  /** -1 for values that belong to no action. */
  readonly action: number;
  /** The slot that holds it; undefined for a variable's initial value. */
  readonly slot?: Slot;
  readonly variable?: Variable;
  /** The value is the name of an attribute. */
  readonly isKey: boolean;
}

/** Every value that a flow holds: of actions, containers, the flow itself, and initial values of variables. */
export function* flowValues(flow: Flow): Generator<FlowValue> {
  for (const variable of flow.variables) {
    const { initialValue, container } = variable;
    if (initialValue) yield { value: initialValue, container, action: -1, variable, isKey: false };
  }
  for (const slot of flow.slots) yield* slotValues(slot, -1, -1);
  for (const { slots, index } of flow.containers) for (const slot of slots) yield* slotValues(slot, index, -1);
  for (const action of flow.actions) {
    for (const slot of action.slots) yield* slotValues(slot, action.container, action.index);
  }
}

function* slotValues(slot: Slot, container: number, action: number): Generator<FlowValue> {
  if (slot.key) yield { value: slot.key, container, action, slot, isKey: true };
  if (slot.value) yield { value: slot.value, container, action, slot, isKey: false };
}
