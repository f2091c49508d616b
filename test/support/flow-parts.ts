import type { Expression } from '../../server/core/model/expression.js';
import type { Action, Flow, Reference, Slot, Value } from '../../server/core/model/flow.js';
import type { Span } from '../../server/core/text/span.js';

/** A part of a flow with its place, and the part that holds it. */
export interface Part {
  readonly what: string;
  readonly span: Span;
  readonly within: Span;
}

/** Every span of a flow. `nests` says whether what runs in an action also stands inside of it, as in YAML. */
export function partsOf(flow: Flow, nests: boolean): Part[] {
  const parts: Part[] = [];
  const add = (what: string, span: Span | undefined, within: Span) => {
    if (span) parts.push({ what, span, within });
  };
  add('name of the flow', flow.nameSpan, flow.span);
  add('type of the flow', flow.typeSpan, flow.span);
  add('start', flow.start?.span, flow.span);
  add('error handling', flow.errorHandling?.span, flow.span);
  add('target of the error handling', flow.errorHandling?.target?.span, flow.span);
  addSlots(parts, 'flow', flow.slots, flow.span);
  for (const variable of flow.variables) {
    const what = `variable ${variable.name}`;
    add(what, variable.span, nests ? (flow.containers[variable.container]?.span ?? flow.span) : flow.span);
    add(`name of ${what}`, variable.nameSpan, variable.span);
    add(`secure flag of ${what}`, variable.secureSpan, variable.span);
    addValue(parts, `initial value of ${what}`, variable.initialValue, variable.span);
  }
  for (const container of flow.containers) {
    const what = `${container.kind} ${container.name}`;
    add(what, container.span, flow.span);
    add(`name of ${what}`, container.nameSpan, container.span);
    add(`id of ${what}`, container.idSpan, container.span);
    addSlots(parts, what, container.slots, container.span);
  }
  for (const action of flow.actions)
    addAction(parts, action, nests ? holderOf(flow, action) : flow.span, nests ? action.span : flow.span);
  if (nests) addBodies(parts, flow);
  return parts;
}

function holderOf(flow: Flow, { parent, container }: Action): Span {
  return (flow.actions[parent] ?? flow.containers[container] ?? flow).span;
}

function addAction(parts: Part[], action: Action, within: Span, aroundOutputs: Span): void {
  const what = `${action.kind} ${action.name}`;
  parts.push({ what, span: action.span, within });
  parts.push({ what: `kind of ${what}`, span: action.kindSpan, within: action.span });
  parts.push({ what: `name of ${what}`, span: action.nameSpan, within: action.span });
  if (action.target)
    parts.push({ what: `target of ${what}`, span: action.target.span, within: placeOf(action, action.target.span) });
  if (action.target?.categorySpan) {
    parts.push({ what: `category of ${what}`, span: action.target.categorySpan, within: action.span });
  }
  for (const slot of action.slots) addSlots(parts, what, [slot], placeOf(action, slot.span));
  for (const output of action.outputs) {
    parts.push({ what: `output ${output.name} of ${what}`, span: output.span, within: aroundOutputs });
  }
}

/** Some formats keep what an action is given apart from its name. */
function placeOf({ span, places }: Action, { start, end }: Span): Span {
  return places?.find((place) => place.start <= start && end <= place.end) ?? span;
}

function addBodies(parts: Part[], flow: Flow): void {
  for (const action of flow.actions) {
    for (const { name, body, span } of action.outputs) {
      for (const index of body) {
        const inner = flow.actions[index]!;
        parts.push({ what: `${inner.kind} ${inner.name} in output ${name}`, span: inner.span, within: span });
      }
    }
  }
}

function addSlots(parts: Part[], owner: string, slots: readonly Slot[], within: Span): void {
  for (const slot of slots) {
    const what = `${slot.role} ${slot.name} of ${owner}`;
    parts.push({ what, span: slot.span, within });
    parts.push({ what: `name of ${what}`, span: slot.nameSpan, within });
    addValue(parts, `key of ${what}`, slot.key, slot.span);
    addValue(parts, `value of ${what}`, slot.value, slot.span);
    if (slot.target) parts.push({ what: `target of ${what}`, span: slot.target.span, within: slot.span });
  }
}

function addValue(parts: Part[], what: string, value: Value | undefined, within: Span): void {
  if (!value) return;
  parts.push({ what, span: value.span, within });
  const { source, expression } = value;
  parts.push({ what: `text of ${what}`, span: source.rawSpan(0, source.text.length), within: value.span });
  if (!expression) return;
  for (const [inner, outer] of nodesOf(expression)) {
    const span = source.rawSpan(inner.start, inner.end);
    parts.push({ what: `${inner.kind} in ${what}`, span, within: source.rawSpan(outer.start, outer.end) });
  }
}

/** Every node of an expression with the node around it. */
export function nodesOf(expression: Expression, outer = expression): (readonly [Expression, Expression])[] {
  return [[expression, outer] as const, ...operandsOf(expression).flatMap((inner) => nodesOf(inner, expression))];
}

function operandsOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'member':
      return [node.object];
    case 'index':
      return [node.object, node.index];
    case 'call':
      return node.operands;
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.condition, node.whenTrue, node.whenFalse];
    case 'literal':
    case 'reference':
    case 'missing':
      return [];
  }
}

/** Every value of a flow, in document order of what holds it. */
export function valuesOf(flow: Flow): Value[] {
  const initial = flow.variables.map(({ initialValue }) => initialValue);
  const given = slotsOf(flow).flatMap(({ key, value }) => [key, value]);
  return [...initial, ...given].filter((value) => value !== undefined);
}

/** Every variable that something is written to. */
export function targetsOf(flow: Flow): Reference[] {
  return slotsOf(flow).flatMap(({ target }) => target ?? []);
}

function slotsOf(flow: Flow): Slot[] {
  return [flow, ...flow.containers, ...flow.actions].flatMap(({ slots }) => slots);
}
