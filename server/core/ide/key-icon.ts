import { findAction } from '../catalog/actions.js';
import { isAlwaysSecure } from '../catalog/platform.js';
import { hasKey, type KeyIcon, type SecureRead } from '../graph/secure-data.js';
import type { Action, Container, Flow } from '../model/flow.js';
import { secureDataOf } from '../rules/secure-reads.js';
import { addTo } from './group.js';

/** The platform's key, and the sign for a key that belongs to something inside. */
export const OWN_KEY = '\u{1f511}';
export const KEY_BENEATH = '\u{1f511}\u2193';

/** A key on something, with the reason in one sentence; names of the flow stand in it as they are written. */
export interface KeyReason {
  readonly icon: KeyIcon;
  readonly reason: string;
}

/** Undefined for an action without a key. */
export function keyOfAction(flow: Flow, action: Action): KeyReason | undefined {
  const icon = secureDataOf(flow).actions[action.index];
  if (!icon || !hasKey(icon)) return undefined;
  return { icon, reason: icon.own ? ownReason(flow, action) : insideReason(flow, keyedInside(flow, action)) };
}

/** Undefined for a path without a key; `place` is the output's place in the action's list. */
export function keyOfOutput(flow: Flow, action: Action, place: number): KeyReason | undefined {
  if (secureDataOf(flow).outputs[action.index]?.[place] !== true) return undefined;
  const keyed = action.outputs[place]!.body.flatMap((index) => keyedFrom(flow, index));
  return { icon: { own: false, beneath: true }, reason: insideReason(flow, keyed) };
}

export function keyOfContainer(flow: Flow, container: Container): KeyReason | undefined {
  const data = secureDataOf(flow);
  const icon = data.containers[container.index];
  if (!icon || !hasKey(icon)) return undefined;
  if (icon.own) return { icon, reason: readReason(readsOf(flow, container.index, -1)) };
  const keyed = [...container.body, ...container.detached].flatMap((index) => keyedFrom(flow, index));
  return { icon, reason: insideReason(flow, keyed) };
}

export function keyOfFlow(flow: Flow): KeyReason | undefined {
  const { flow: icon, containers } = secureDataOf(flow);
  if (!hasKey(icon)) return undefined;
  if (icon.own) return { icon, reason: readReason(readsOf(flow, -1, -1)) };
  const names = flow.containers.filter(({ index }) => hasKey(containers[index])).map(({ name }) => `"${name}"`);
  return { icon, reason: `has the key because of ${listed(names)} inside` };
}

function ownReason(flow: Flow, action: Action): string {
  const reads = readsOf(flow, action.container, action.index);
  if (reads.length > 0) return readReason(reads);
  const name = findAction(action.kind)?.name ?? action.kind;
  return isAlwaysSecure(action.kind) ? `is of a kind that always has the key: ${name}` : 'has the key';
}

const readsByFlow = new WeakMap<Flow, ReadonlyMap<string, readonly SecureRead[]>>();
const NO_READS: readonly SecureRead[] = [];

/** Asked for every action with a key, so that going through all reads each time would take its time. */
function readsOf(flow: Flow, container: number, action: number): readonly SecureRead[] {
  let reads = readsByFlow.get(flow);
  if (!reads) {
    reads = readsByPlace(flow);
    readsByFlow.set(flow, reads);
  }
  return reads.get(`${container} ${action}`) ?? NO_READS;
}

function readsByPlace(flow: Flow): Map<string, SecureRead[]> {
  const found = new Map<string, SecureRead[]>();
  for (const read of secureDataOf(flow).reads)
    if (!read.variable) addTo(found, `${read.container} ${read.action}`, read);
  return found;
}

function readReason(reads: readonly SecureRead[]): string {
  const names = [...new Set(reads.map(({ name, declaration }) => declaration?.name ?? name))];
  return `reads the secure variable${names.length > 1 ? 's' : ''} ${listed(names)}`;
}

function insideReason(flow: Flow, keyed: readonly number[]): string {
  const names = keyed.map((index) => flow.actions[index]!).map(({ name, kind }) => `"${name === '' ? kind : name}"`);
  return `has the key because of ${listed(names)} inside`;
}

function keyedInside(flow: Flow, { outputs }: Action): number[] {
  return outputs.flatMap(({ body }) => body.flatMap((index) => keyedFrom(flow, index)));
}

/** The actions that have a key of their own, from one action downwards. */
function keyedFrom(flow: Flow, start: number): number[] {
  const { actions } = secureDataOf(flow);
  const found: number[] = [];
  const waiting = [start];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    const icon = actions[index];
    if (icon?.own) found.push(index);
    else if (icon?.beneath) waiting.push(...flow.actions[index]!.outputs.flatMap(({ body }) => body));
  }
  return found.sort((a, b) => a - b);
}

function listed(names: readonly string[]): string {
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
