import type { Flow, Slot, Value, Variable } from '../model/flow.js';

/** A value of a flow and where it belongs. */
export interface FlowValue {
  readonly value: Value;
  /** -1 for the flow itself. */
  readonly container: number;
  /** -1 for values that belong to no action. */
  readonly action: number;
  /** The slot that holds it; undefined for a variable's initial value. */
  readonly slot: Slot | undefined;
  readonly variable: Variable | undefined;
  /** The value is the name of an attribute. */
  readonly isKey: boolean;
}

const valuesByFlow = new WeakMap<Flow, readonly FlowValue[]>();

/** Every value that a flow holds: of actions, containers, the flow itself, and initial values of variables. */
export function flowValues(flow: Flow): readonly FlowValue[] {
  const known = valuesByFlow.get(flow);
  if (known) return known;
  const values = collectValues(flow);
  valuesByFlow.set(flow, values);
  return values;
}

function collectValues(flow: Flow): FlowValue[] {
  const values: FlowValue[] = [];
  for (const variable of flow.variables) {
    const { initialValue, container } = variable;
    if (initialValue)
      values.push({ value: initialValue, container, action: -1, slot: undefined, variable, isKey: false });
  }
  addSlots(values, flow.slots, -1, -1);
  for (const { slots, index } of flow.containers) addSlots(values, slots, index, -1);
  for (const { slots, container, index } of flow.actions) addSlots(values, slots, container, index);
  return values;
}

function addSlots(values: FlowValue[], slots: readonly Slot[], container: number, action: number): void {
  for (const slot of slots) {
    const { key, value } = slot;
    if (key) values.push({ value: key, container, action, slot, variable: undefined, isKey: true });
    if (value) values.push({ value, container, action, slot, variable: undefined, isKey: false });
  }
}
