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
  readonly from: string | { readonly flow: Flow; readonly container: number; readonly expression: Expression };
}

/**
 * Which variables are made from something, over assignments, task inputs and outputs, and attributes, whatever the order
 * of events. For what is no secret (an amount, an answer); secrets are followed by taint, in the order of control.
 */
export function derive(flows: readonly DerivedFlow[], derivation: Derivation): Shows {
  const held = new Set<string>();
  const shows: Shows = (flow, expression, container) =>
    expression !== undefined && isShown(expression, { flow, container, held, derivation });
  let ways: Way[] = [];
  for (const { flow, graph } of flows) {
    for (const action of flow.actions) {
      if (!graph.reachable[action.index]) continue;
      for (const slot of action.slots) {
        if (slot.target && derivation.binds(flow, action, slot)) {
          held.add(variableNode(flow, slot.target.name, action.container));
        }
        ways.push(...waysOf(flow, action, slot, graph.callee[action.index]!));
      }
    }
  }
  for (let before = -1; before !== held.size; ) {
    before = held.size;
    ways = ways.filter(({ to, from }) => {
      const arrives = typeof from === 'string' ? held.has(from) : shows(from.flow, from.expression, from.container);
      if (arrives) held.add(to);
      return !held.has(to);
    });
  }
  return shows;
}

function waysOf(flow: Flow, action: Action, slot: Slot, callee: number): Way[] {
  const { container } = action;
  const ways: Way[] = [];
  const add = (to: string, value: Value | undefined) => {
    if (value?.expression) ways.push({ to, from: { flow, container, expression: value.expression } });
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

function variableNode(flow: Flow, name: string, container: number): string {
  const key = variableKey(name);
  const [scope = '', word = ''] = key.split('.');
  const base = `${scope}.${word}`;
  const owner = findVariable(flow, base, container)?.container ?? (isLocalScope(base) ? container : -1);
  return `variable ${flow.uri} ${owner} ${base}`;
}

interface Question {
  readonly flow: Flow;
  readonly container: number;
  readonly held: ReadonlySet<string>;
  readonly derivation: Derivation;
}

function isShown(part: Expression, question: Question): boolean {
  const { flow, container, held, derivation } = question;
  if (derivation.starts(part, flow, container)) return true;
  if (!derivation.passes(part)) return false;
  if (part.kind === 'reference') return held.has(variableNode(flow, part.name, container));
  return shownParts(part).some((child) => isShown(child, question));
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
