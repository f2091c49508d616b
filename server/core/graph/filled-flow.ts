import type { Action, Flow, Target } from '../model/flow.js';
import type { FlowFilling, TextPart } from '../model/resource.js';
import type { Resources } from '../model/resources.js';
import { fill, fillingsOf } from './fillings.js';

const filledFlows = new WeakMap<Flow, { readonly resources: Resources; readonly filled: Flow }>();

/**
 * A flow as it is deployed: its name, and the names of what it calls, with their placeholders filled in where only one
 * text can stand for them. Places stay those of the file. The same flow when nothing is filled.
 */
export function filledFlow(flow: Flow, resources: Resources): Flow {
  const known = filledFlows.get(flow);
  if (known?.resources === resources) return known.filled;
  const fillings = fillingsOf(resources, flow.uri);
  if (fillings.length === 0) return flow;
  const filled = fillNames(flow, fillings);
  filledFlows.set(flow, { resources, filled });
  return filled;
}

function fillNames(flow: Flow, fillings: readonly FlowFilling[]): Flow {
  let hasChanged = false;
  const actions = flow.actions.map((action): Action => {
    const target = action.target?.isTemplated ? fillTarget(action.target, fillings) : undefined;
    if (target) hasChanged = true;
    return target ? { ...action, target } : action;
  });
  const name = filledText(flow.name, fillings);
  return hasChanged || name !== flow.name ? { ...flow, name, actions } : flow;
}

function fillTarget(target: Target, fillings: readonly FlowFilling[]): Target | undefined {
  const name = filledText(target.name, fillings);
  const category = target.category === undefined ? undefined : filledText(target.category, fillings);
  if (name === target.name && category === target.category) return undefined;
  const { isTemplated: _, ...rest } = target;
  return { ...rest, name, ...(category === undefined ? {} : { category }) };
}

/** The text with its placeholders filled; as it was when nothing, or more than one thing, may stand for them. */
function filledText(text: string, fillings: readonly FlowFilling[]): string {
  if (!text.includes('{')) return text;
  const variants = new Set(fill(text, fillings).map(wholeOf));
  const [only] = variants;
  return variants.size === 1 && only !== undefined ? only : text;
}

function wholeOf(parts: readonly TextPart[]): string | undefined {
  let whole = '';
  for (const part of parts) {
    if (part.kind === 'open') return undefined;
    whole += part.source.text;
  }
  return whole;
}
