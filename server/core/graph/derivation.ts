import { findAction } from '../catalog/actions.js';
import { findFunction } from '../catalog/functions.js';
import { isLocalScope } from '../catalog/platform.js';
import { type Expression, variableKey } from '../model/expression.js';
import type { Action, Flow, Slot, Value } from '../model/flow.js';
import { childrenOf } from '../syntax/expression/walk.js';
import type { ControlGraph } from './control-graph.js';
import { findVariable } from './variables.js';

/** A flow with its graph. */
export interface DerivedFlow {
  readonly flow: Flow;
  readonly graph: ControlGraph;
}

/** What a question about derivation starts from, and where it ends. */
export interface Derivation {
  /** True for a part of an expression that is the thing itself; never asked about a literal. */
  starts(part: Expression, flow: Flow, container: number): boolean;
  /** True when this binding brings the thing in from outside; left out = none does. */
  binds?(flow: Flow, action: Action, slot: Slot): boolean;
  /** False for a part of an expression that lets nothing of the thing through. */
  passes(part: Expression): boolean;
}

/** Answers whether an expression shows something of what a derivation starts from. */
export type Shows = (flow: Flow, expression: Expression | undefined, container: number) => boolean;

/** One way into a variable or attribute: from an expression, or from another name. */
interface Way {
  readonly to: string;
  readonly from: string | { readonly container: number; readonly expression: Expression };
}

/** A slot that binds a variable. */
interface Binding {
  readonly action: Action;
  readonly slot: Slot;
  readonly node: string;
}

interface FlowWays {
  readonly ways: readonly Way[];
  readonly bindings: readonly Binding[];
}

/** Several questions are asked about the same flow. */
const waysByGraph = new WeakMap<ControlGraph, FlowWays>();

/**
 * Which variables are made from something, over assignments, task inputs and outputs, and attributes, whatever the order
 * of events. For what is no secret (an amount, an answer); secrets are followed by taint, in the order of control.
 */
export function derive(flows: readonly DerivedFlow[], derivation: Derivation): Shows {
  const held = new Set<string>();
  const next = new Map<string, string[]>();
  const work: string[] = [];
  const hold = (node: string) => {
    if (held.has(node)) return;
    held.add(node);
    work.push(node);
  };
  const link = (from: string, to: string) => {
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  };
  for (const unit of flows) {
    const { flow } = unit;
    const { ways, bindings } = flowWays(unit);
    if (derivation.binds) {
      for (const { action, slot, node } of bindings) if (derivation.binds(flow, action, slot)) hold(node);
    }
    for (const { to, from } of ways) {
      if (typeof from === 'string') link(from, to);
      else {
        const question = { nodes: nodesIn(flow, from.container), flow, container: from.container, derivation };
        if (collectReads(from.expression, question, (node) => link(node, to))) hold(to);
      }
    }
  }
  for (let node = work.pop(); node !== undefined; node = work.pop()) for (const to of next.get(node) ?? []) hold(to);
  return (flow, expression, container) => {
    if (expression === undefined) return false;
    let isRead = false;
    const visit = (node: string) => {
      isRead ||= held.has(node);
    };
    return collectReads(expression, { nodes: nodesIn(flow, container), flow, container, derivation }, visit) || isRead;
  };
}

function flowWays({ flow, graph }: DerivedFlow): FlowWays {
  const known = waysByGraph.get(graph);
  if (known) return known;
  const ways: Way[] = [];
  const bindings: Binding[] = [];
  for (const action of flow.actions) {
    if (!graph.reachable[action.index]) continue;
    for (const slot of action.slots) {
      const target = slot.target && nameNode(flow, slot.target.name, action.container);
      if (target !== undefined) bindings.push({ action, slot, node: target });
      addWays(ways, flow, { action, slot, target, callee: graph.callee[action.index]! });
    }
  }
  const found = { ways, bindings };
  waysByGraph.set(graph, found);
  return found;
}

interface PlacedSlot {
  readonly action: Action;
  readonly slot: Slot;
  /** The node of the variable that the slot binds. */
  readonly target: string | undefined;
  /** The container that the action calls; -1 for none. */
  readonly callee: number;
}

function addWays(ways: Way[], flow: Flow, { action, slot, target, callee }: PlacedSlot): void {
  const { container } = action;
  const add = (to: string, value: Value | undefined) => {
    const expression = value?.expression;
    if (expression && expression.kind !== 'literal') ways.push({ to, from: { container, expression } });
  };
  if (target === undefined && !slot.key && callee < 0) return;
  const attribute = attributeNode(slot);
  if (target !== undefined) add(target, slot.value);
  if (target !== undefined && attribute !== undefined) ways.push({ to: target, from: attribute });
  const isShared = attribute !== undefined && findAction(action.kind)?.sinks.get(slot.role)?.shared === true;
  if (isShared) add(attribute, slot.value);
  if (callee < 0 || slot.name === '') return;
  const inCallee = nameNode(flow, slot.name, callee);
  add(inCallee, slot.value);
  if (target !== undefined) ways.push({ to: target, from: inCallee });
}

function nameNode(flow: Flow, name: string, container: number): string {
  return variableNode(nodesIn(flow, container), flow, name, container);
}

function attributeNode({ key }: Slot): string | undefined {
  const expression = key?.expression;
  if (key?.mode === 'literal') return `attribute ${key.source.text}`;
  return expression?.kind === 'literal' ? `attribute ${expression.value}` : undefined;
}

/** By flow, then by container, then by name as written. */
const nodesByFlow = new WeakMap<Flow, Map<string, string>[]>();

/** The nodes of the names in one container, as far as somebody has asked. */
function nodesIn(flow: Flow, container: number): Map<string, string> {
  let byContainer = nodesByFlow.get(flow);
  if (!byContainer) {
    byContainer = [];
    nodesByFlow.set(flow, byContainer);
  }
  byContainer[container + 1] ??= new Map();
  return byContainer[container + 1]!;
}

function variableNode(nodes: Map<string, string>, flow: Flow, name: string, container: number): string {
  let node = nodes.get(name);
  if (node === undefined) {
    node = makeNode(flow, name, container);
    nodes.set(name, node);
  }
  return node;
}

function makeNode(flow: Flow, name: string, container: number): string {
  const key = variableKey(name);
  const [scope = '', word = ''] = key.split('.');
  const base = `${scope}.${word}`;
  const owner = findVariable(flow, base, container)?.container ?? (isLocalScope(base) ? container : -1);
  return `variable ${flow.uri} ${owner} ${base}`;
}

interface Question {
  /** Those of the container. */
  readonly nodes: Map<string, string>;
  readonly flow: Flow;
  readonly container: number;
  readonly derivation: Derivation;
}

/** True when a part is the thing itself; visits the variables that come through. */
function collectReads(part: Expression, question: Question, visit: (node: string) => void): boolean {
  if (part.kind === 'literal' || part.kind === 'missing') return false;
  const { nodes, flow, container, derivation } = question;
  if (derivation.starts(part, flow, container)) return true;
  if (!derivation.passes(part)) return false;
  if (part.kind === 'reference') {
    visit(variableNode(nodes, flow, part.name, container));
    return false;
  }
  let isShown = false;
  for (const child of shownParts(part)) if (collectReads(child, question, visit)) isShown = true;
  return isShown;
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'and', 'or']);

/** The parts whose value is part of the result: no conditions, no comparisons. */
function shownParts(part: Expression): readonly Expression[] {
  if (part.kind === 'conditional') return [part.whenTrue, part.whenFalse];
  if (part.kind === 'binary' && COMPARISONS.has(part.operator)) return [];
  if (part.kind === 'index') return [part.object];
  if (part.kind !== 'call') return childrenOf(part);
  if (part.name.toLowerCase() === 'if') return part.operands.slice(1);
  const taint = findFunction(part.name)?.taint;
  return taint === 'boolean' || taint === 'length-only' || taint === 'none' ? [] : part.operands;
}
