import { findAction } from './actions.js';
import facts from './architect/steps.json' with { type: 'json' };

/** An action that asks somebody else's system. */
export interface ExternalCall {
  /** Role of the setting that bounds how long it may take. */
  readonly timeout: string;
  /** Outputs for an answer that is an error, and for none in time. */
  readonly failed: string;
  readonly late: string;
}

export interface QueueTransfer {
  readonly queue: string;
  readonly priority: string;
}

/** Roles of an action that takes in digits. */
export interface DigitCollection {
  readonly exact: string;
  readonly min: string;
  readonly max: string;
  readonly noEntryTimeout: string;
  readonly prompt: string;
}

const externalCalls = new Map(facts.externalCalls.map((row) => [row.action, row]));
const proofs = new Map(facts.proofs.map((row) => [row.action, row.output]));
const people = actionsOf(facts.people);
const pauses = actionsOf(facts.pauses);
const priorities = actionsOf(facts.priorities);
const queueTransfers = new Map(facts.queueTransfers.map((row) => [row.action, row]));
const collections = new Map(facts.collections.map((row) => [row.action, row]));
const loops = new Map(facts.loops.map((row) => [row.action, row.count]));
const agentReturns = actionsOf(facts.agentReturns);
const secureFlows = new Set(facts.secureFlows.map((row) => row.type));
const entryFlows = new Set(facts.entryFlows.map((row) => row.type));

export function externalCallOf(kind: string): ExternalCall | undefined {
  return externalCalls.get(kind);
}

/** The output that says the caller is who the caller claims to be; undefined for actions that do not check it. */
export function proofOutputOf(kind: string): string | undefined {
  return proofs.get(kind);
}

/** True for an action that waits for what a person says, keys or writes. */
export function asksPerson(kind: string): boolean {
  return people.has(kind);
}

/** True for an action during which time passes. */
export function takesTime(kind: string): boolean {
  return pauses.has(kind) || people.has(kind);
}

/** Role of the setting that says how often an action goes round at most; undefined for actions that do not. */
export function loopCountOf(kind: string): string | undefined {
  return loops.get(kind);
}

export function setsPriority(kind: string): boolean {
  return priorities.has(kind);
}

/** A menu choice transfers like the action it does. */
export function queueTransferOf(kind: string): QueueTransfer | undefined {
  return queueTransfers.get(findAction(kind)?.base ?? kind);
}

export function collectionOf(kind: string): DigitCollection | undefined {
  return collections.get(kind);
}

/** The action that gives the caller back to the agent the call came from. */
export const AGENT_RETURN: string = facts.agentReturns[0]?.action ?? '';

/** True for an action that gives the caller back to the agent the call came from. */
export function returnsToAgent(kind: string): boolean {
  return agentReturns.has(findAction(kind)?.base ?? kind);
}

/** True for a type of flow in which calls are secure as a whole. */
export function isSecureFlow(flowType: string): boolean {
  return secureFlows.has(flowType);
}

/** True for a type of flow that a customer reaches without another flow before it. */
export function isEntryFlow(flowType: string): boolean {
  return entryFlows.has(flowType);
}

function actionsOf(rows: readonly { readonly action: string }[]): ReadonlySet<string> {
  return new Set(rows.map(({ action }) => action));
}
