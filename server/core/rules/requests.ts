import { findAction } from '../catalog/actions.js';
import { isSecureSend } from '../catalog/remedies.js';
import { carries, type Field } from '../catalog/request-fields.js';
import type { Action, Flow, Slot, Target } from '../model/flow.js';
import { walkExpression } from '../syntax/expression/walk.js';
import type { CheckedFlow } from './rule.js';

/** A call of a data action: what goes in, what comes back. */
export interface Request {
  readonly action: Action;
  readonly target: Target;
  readonly inputs: readonly Slot[];
  readonly outputs: readonly Slot[];
}

const requestsByFlow = new WeakMap<Flow, readonly Request[]>();

/** Every call of a data action that can run. */
export function requestsOf({ flow, graph }: CheckedFlow): readonly Request[] {
  const known = requestsByFlow.get(flow);
  if (known) return known;
  const requests = flow.actions.flatMap((action) => (graph.reachable[action.index] ? requestOf(action) : []));
  requestsByFlow.set(flow, requests);
  return requests;
}

function requestOf(action: Action): Request[] {
  const { target, kind, slots } = action;
  if (target?.kind !== 'data-action' || target.isTemplated) return [];
  const facts = findAction(kind);
  const isInput = ({ role }: Slot) => facts?.sinks.get(role)?.sink === 'data-action' || isSecureSend(kind, role);
  const isOutput = ({ role }: Slot) => facts?.sources.get(role)?.source === 'external';
  return [{ action, target, inputs: slots.filter(isInput), outputs: slots.filter(isOutput) }];
}

/** True when an input of a request, or a key in the text that one is built from, says that it carries this. */
export function hasField({ inputs }: Request, field: Field): boolean {
  return inputs.some(({ name, value }) => carries(field, name) || keysIn(value).some((key) => carries(field, key)));
}

/** The names of properties in JSON text that an expression builds: `"expires_in":`. */
function keysIn(value: Slot['value']): string[] {
  const keys: string[] = [];
  const read = (text: string) => {
    for (const [, key] of text.matchAll(/["']([\w-]{1,64})["']\s{0,8}:/g)) if (key !== undefined) keys.push(key);
  };
  if (!value) return keys;
  if (!value.expression) read(value.source.text);
  else
    walkExpression(value.expression, (part) => {
      if (part.kind === 'literal') read(part.value);
    });
  return keys;
}
