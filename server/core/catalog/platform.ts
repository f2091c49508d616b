import type { TargetKind } from '../model/flow.js';
import { findAction, type SecureData } from './actions.js';
import actionRows from './architect/actions.generated.json' with { type: 'json' };
import facts from './architect/platform.json' with { type: 'json' };

/** Which description of the platform the rows follow; the platform changes, findings name what they were judged by. */
export const PLATFORM_VERSION: string = facts.version;

/** A bound of a number or duration that an action takes. */
export interface Limit {
  readonly min: number;
  readonly max: number;
  /** 'seconds' also measures durations; anything else counts. */
  readonly unit: string;
}

/** How an action that copies secure data into an ordinary variable is written. */
export interface ExtractionFacts {
  /** Role of the slots that hold the copied value and its destination. */
  readonly role: string;
  /** Role that holds who accepted it, in formats that say so. */
  readonly acknowledgement: string;
}

export interface FlowTypeLimit {
  /** The only flow types that offer the action. */
  readonly onlyIn?: readonly string[];
  /** Flow types that refuse it; what the others do is not said. */
  readonly notIn?: readonly string[];
  /** Types where it depends on who calls the flow. */
  readonly silentIn: readonly string[];
  /** 'vendor-docs', or 'notes' when only others' notes say so. */
  readonly evidence: string;
}

interface ScopeFacts {
  readonly isSecure?: boolean;
  readonly isLocal?: boolean;
  readonly isDeclaredElsewhere?: boolean;
}

/** How long the platform waits for a data action. Terraform registry, "genesyscloud_integration_action". */
export const DATA_ACTION_TIMEOUT: Limit = facts.dataActionTimeout;

export const NAME_LIMITS = facts.nameLimits;

const keyIcons = new Set(facts.keyIcon.map(({ action }) => action));
const extractions = new Map(facts.extraction.map((row): [string, ExtractionFacts] => [row.action, row]));
const flowTypes = new Map(
  (facts.flowTypes as readonly (FlowTypeLimit & { action: string })[]).map((row) => [row.action, row]),
);
const blindOutputs = new Map(facts.blindTransfers.map((row) => [row.flowType, row.output]));
const targetTypes: ReadonlyMap<string, readonly string[]> = new Map(
  facts.flowTargets.map((row) => [row.target, row.flowTypes]),
);
/** By action, then by role. */
const limits = new Map<string, Map<string, Limit>>();
for (const row of facts.limits) limits.set(row.action, (limits.get(row.action) ?? new Map()).set(row.role, row));
const scopes: ReadonlyMap<string, ScopeFacts> = new Map(facts.scopes.map((row) => [row.scope, row]));
const secureInputs = readSecureInputs();

function keyOf(action: string, role: string): string {
  return `${action} ${role}`;
}

/** True for actions that show the key icon whatever they read. */
export function isAlwaysSecure(kind: string): boolean {
  return keyIcons.has(baseOf(kind));
}

export function extractionOf(kind: string): ExtractionFacts | undefined {
  return extractions.get(baseOf(kind));
}

/** Whether an input may read secure variables; 'unknown' also for inputs that the catalogue does not list. */
export function secureInput(kind: string, role: string): SecureData {
  return secureInputs.get(keyOf(baseOf(kind), role)) ?? 'unknown';
}

/** The flow types of an action that certainly exists nowhere else; undefined when nothing is certain. */
export function flowTypesOf(kind: string): FlowTypeLimit | undefined {
  return flowTypes.get(baseOf(kind));
}

/** The output that never runs because transfers out of such a flow do not come back; undefined elsewhere. */
export function blindTransferOutput(flowType: string): string | undefined {
  return blindOutputs.get(flowType);
}

/** True when a flow of one type may not run inside a flow of another. */
export function refusesFlow(flowType: string, called: string): boolean {
  return facts.refusedFlows.some((row) => row.in === flowType && row.flowType === called);
}

/** The flow types that a target of this kind can be; undefined when any can. */
export function flowTypesOfTarget(target: TargetKind): readonly string[] | undefined {
  return targetTypes.get(target);
}

export function limitOf(kind: string, role: string): Limit | undefined {
  return limitsOf(kind)?.get(role);
}

/** The limits of an action by role; undefined when it has none. */
export function limitsOf(kind: string): ReadonlyMap<string, Limit> | undefined {
  return limits.get(baseOf(kind));
}

/** A scope whose variables count as secure although no declaration says so. */
export function isSecureScope(variable: string): boolean {
  return scopes.get(scopeOf(variable))?.isSecure === true;
}

/** A scope whose variables belong to one task or state. */
export function isLocalScope(variable: string): boolean {
  return scopes.get(scopeOf(variable))?.isLocal === true;
}

/** A scope whose variables are declared outside the flow's own file. */
export function isDeclaredElsewhere(variable: string): boolean {
  return scopes.get(scopeOf(variable))?.isDeclaredElsewhere === true;
}

function scopeOf(variable: string): string {
  return variable.slice(0, Math.max(0, variable.indexOf('.'))).toLowerCase();
}

/** A menu choice is judged like the action it does. */
function baseOf(kind: string): string {
  return findAction(kind)?.base ?? kind;
}

/** An input may stand twice in the rows: what is read and where it is written to. Only reading matters here. */
function readSecureInputs(): ReadonlyMap<string, SecureData> {
  const found = new Map<string, SecureData>();
  for (const { key, inputs } of actionRows) {
    for (const { role, secureData } of inputs) {
      // The script that writes the rows knows only these words.
      if (secureData !== 'output') found.set(keyOf(key, role), secureData as SecureData);
    }
  }
  for (const row of facts.inputs) found.set(keyOf(row.action, row.role), row.secureData as SecureData);
  return found;
}
