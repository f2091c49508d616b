import { findAction, type SinkRow, sinksOf } from '../catalog/actions.js';
import { findFlowType } from '../catalog/flow-types.js';
import type { Slot, Value } from '../model/flow.js';
import type { CheckedFlow } from './rule.js';

/** An expression that a caller hears. */
export interface SpokenValue {
  readonly value: Value;
  /** -1 for what a menu or the flow itself says. */
  readonly action: number;
  readonly container: number;
}

const spokenByFlow = new WeakMap<CheckedFlow, readonly SpokenValue[]>();

/** Every expression of a flow that is spoken to the caller. */
export function spokenValues(file: CheckedFlow): readonly SpokenValue[] {
  const known = spokenByFlow.get(file);
  if (known) return known;
  const spoken = collectSpoken(file);
  spokenByFlow.set(file, spoken);
  return spoken;
}

function collectSpoken({ flow, graph }: CheckedFlow): SpokenValue[] {
  const spoken: SpokenValue[] = [];
  const isVoice = findFlowType(flow.type)?.voice ?? true;
  const add = (
    rows: ReadonlyMap<string, SinkRow> | undefined,
    slots: readonly Slot[],
    at: Omit<SpokenValue, 'value'>,
  ) => {
    for (const { role, value } of slots) {
      const sink = value?.expression ? rows?.get(role)?.sink : undefined;
      if (value && (sink === 'speech' || (sink === 'customer' && isVoice))) spoken.push({ value, ...at });
    }
  };
  add(sinksOf('flow'), flow.slots, { action: -1, container: -1 });
  for (const { slots, index, kind } of flow.containers) {
    if (kind === 'menu') add(sinksOf('menu'), slots, { action: -1, container: index });
  }
  for (const { slots, kind, index, container } of flow.actions) {
    if (graph.reachable[index]) add(findAction(kind)?.sinks, slots, { action: index, container });
  }
  return spoken;
}
