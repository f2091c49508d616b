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
  /** True for a part of an expression that is the thing itself. */
  starts(part: Expression, flow: Flow, container: number): boolean;
  /** True when this binding brings the thing in from outside. */
  binds(flow: Flow, action: Action, slot: Slot): boolean;
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
    for (const { action, slot, node } of bindings) if (derivation.binds(flow, action, slot)) hold(node);
    for (const { to, from } of ways) {
      if (typeof from === 'string') link(from, to);
      else if (
        collectReads(from.expression, { flow, container: from.container, derivation }, (node) => link(node, to))
      ) {
        hold(to);
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
    return collectReads(expression, { flow, container, derivation }, visit) || isRead;
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
      if (slot.target) bindings.push({ action, slot, node: variableNode(flow, slot.target.name, action.container) });
      ways.push(...waysOf(flow, action, slot, graph.callee[action.index]!));
    }
  }
  const found = { ways, bindings };
  waysByGraph.set(graph, found);
  return found;
}

function waysOf(flow: Flow, action: Action, slot: Slot, callee: number): Way[] {
  const { container } = action;
  const ways: Way[] = [];
  const add = (to: string, value: Value | undefined) => {
    if (value?.expression) ways.push({ to, from: { container, expression: value.expression } });
  };
  const target = slot.target && variableNode(flow, slot.target.name, container);
  const attribute = attributeNode(slot);
  if (target !== undefined) add(target, slot.value);
  if (target !== undefined && attribute !== undefined) ways.push({ to: target, from: attribute });
  const isShared = findAction(action.kind)?.sinks.get(slot.role)?.shared === true;
  if (isShared && attribute !== undefined) add(attribute, slot.value);
  if (callee < 0 || slot.name === '') return ways;
  const inCallee = variableNode(flow, slot.name, callee);
  add(inCallee, slot.value);
  if (target !== undefined) ways.push({ to: target, from: inCallee });
  return ways;
}

function attributeNode({ key }: Slot): string | undefined {
  const expression = key?.expression;
  if (key?.mode === 'literal') return `attribute ${key.source.text}`;
  return expression?.kind === 'literal' ? `attribute ${expression.value}` : undefined;
}

/** By flow, then by container, then by name as written. */
const nodesByFlow = new WeakMap<Flow, Map<string, string>[]>();

function variableNode(flow: Flow, name: string, container: number): string {
  const byContainer = nodesByFlow.get(flow) ?? [];
  nodesByFlow.set(flow, byContainer);
  const byName = byContainer[container + 1] ?? new Map<string, string>();
  byContainer[container + 1] = byName;
  const node = byName.get(name) ?? makeNode(flow, name, container);
  byName.set(name, node);
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
  readonly flow: Flow;
  readonly container: number;
  readonly derivation: Derivation;
}

/** True when a part is the thing itself; visits the variables that come through. */
function collectReads(part: Expression, question: Question, visit: (node: string) => void): boolean {
  const { flow, container, derivation } = question;
  if (derivation.starts(part, flow, container)) return true;
  if (!derivation.passes(part)) return false;
  if (part.kind === 'reference') {
    visit(variableNode(flow, part.name, container));
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
