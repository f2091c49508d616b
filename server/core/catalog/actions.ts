import { rowsByRole } from './action-rows.js';
import actionRows from './architect/actions.generated.json' with { type: 'json' };
import controlRows from './architect/control.json' with { type: 'json' };
import sinkRows from './architect/sinks.json' with { type: 'json' };
import sourceRows from './architect/sources.json' with { type: 'json' };
import { cxoneActions } from './cxone-actions.js';
import type { Label } from './labels.js';
import { nodeActions } from './node-actions.js';
import { onDemand } from './on-demand.js';

/** What the platform accepts of secure variables in an input. architect.md 1.2. */
export type SecureData = 'allowed' | 'refused' | 'unknown' | 'output';

export interface InputRow {
  readonly role: string;
  readonly type: string;
  readonly secureData: SecureData;
  readonly note?: string;
}

/** How an action continues. */
export type Control =
  | 'fall-through'
  | 'branch'
  | 'end-flow'
  | 'leave-flow'
  | 'end-state'
  | 'return'
  | 'transfer'
  | 'transfer-flow'
  | 'jump'
  | 'previous-menu'
  | 'repeat-menu'
  | 'loop'
  | 'loop-exit'
  | 'loop-next'
  | 'call-task'
  | 'call-flow'
  | 'menu-task'
  | 'sub-menu'
  /** Goes on in another flow with every variable that it has, and does not come back. */
  | 'hand-over'
  /** May run at any time, whatever else does. */
  | 'event';

/** Sink kinds of the taint policy, section 5; 'customer' is speech or message by the flow's channel. */
export type SinkKind = (typeof SINK_KINDS)[number];
export const SINK_KINDS = [
  'speech',
  'whisper',
  'message',
  'data-action',
  'bot',
  'participant-data',
  'screen-pop',
  'external-contact',
  'workitem',
  'callback',
  'sip',
  'log',
  'secure-transfer',
  'url',
  'shared-variable',
] as const;

export interface SinkRow {
  readonly role: string;
  readonly sink: SinkKind | 'customer';
  /** The sink shows the variable bound to this other role: verification reads the collected digits back. */
  readonly reads?: string;
  /** Runs after the action has collected: its expression already sees what is bound to this other role. */
  readonly sees?: string;
  /**
   * Values of the flow itself: 'start' is said when the flow begins, everything else may be said at any time.
   * Inputs of a data action: 'request' where a file shows that its request puts them there, else no sink at all.
   */
  readonly when?: 'start' | 'request';
  /** Literal values of the slot that switch it off. */
  readonly unless?: readonly string[];
  /** Kept under its name where any flow of the workspace can get it. */
  readonly shared?: boolean;
  readonly evidence: string;
}

/** Whose actions a catalogue describes. A format belongs to one of them, and keys of different ones never meet. */
export type Platform = 'architect' | 'cxone' | 'node';

/** How bad it is when nothing follows a way out; 'when-calling' = only where the action reaches another system. */
export type Wiring = 'required' | 'recommended' | 'when-calling';

/** A setting that has to be on where something sensitive is taken in. */
export interface Protection {
  readonly role: string;
  /** As the file writes it. */
  readonly field: string;
  readonly words: string;
}

/** Where a value enters. 'parameter' = a name for what the caller passes, so nothing is written. 'none' = a written variable that holds nothing sensitive afterwards. */
export type SourceKind =
  | 'caller-input'
  | 'slot'
  | 'external'
  | 'flow-output'
  | 'task-output'
  | 'secured'
  | 'attribute'
  | 'assignment'
  | 'parameter'
  | 'none';

export interface SourceRow {
  readonly role: string;
  readonly source: SourceKind;
  /** The output on whose path the variable is written; 'always' when there is no other way out. */
  readonly on: string;
  /** What the value is, when the action says it and not a name: what an authentication returns is a token. */
  readonly label?: Label;
  /** What the caller is asked for is said by the action before this one. */
  readonly promptBefore?: boolean;
  readonly evidence: string;
}

/** All that is known about one kind of action; unknown kinds have none. */
export interface ActionFacts {
  readonly key: string;
  readonly platform: Platform;
  /** The action that a menu choice does: 'disconnect' for 'menuDisconnect'; else `key`. */
  readonly base: string;
  readonly name: string;
  readonly category: string;
  readonly jsonType: string;
  /** 'required' and 'acknowledge' actions always show the key icon. */
  readonly secure: 'forbidden' | 'allowed' | 'required' | 'acknowledge';
  readonly isMenuChoice: boolean;
  readonly control: Control;
  /** Fixed output names in the vendor's order; empty when it only falls through. */
  readonly outputs: readonly string[];
  /** The author adds outputs of his own (intents, cases, named paths), so falling through is always possible. */
  readonly hasOpenOutputs: boolean;
  readonly inputs: ReadonlyMap<string, InputRow>;
  readonly sinks: ReadonlyMap<string, SinkRow>;
  readonly sources: ReadonlyMap<string, SourceRow>;
  /** Ways out that do not fall through when the author forgets them. */
  readonly wiring: ReadonlyMap<string, Wiring>;
  /** What it switches: 'recording.start', 'recording.stop', 'transcription.start', ... */
  readonly effects: readonly string[];
  /** Names, in lower case, under which a flow reads how a request of this action ended. */
  readonly statusNames: readonly string[];
  readonly protections: readonly Protection[];
  readonly evidence: string;
  readonly notes: string;
}

const catalogue = onDemand(buildCatalogue);

/** Facts about an action or menu choice by its YAML key; undefined for a kind that the catalogue does not know. */
export function findAction(key: string): ActionFacts | undefined {
  return catalogue().byKey.get(key);
}

/** Facts about an action by the `__type` of the JSON configuration. */
export function findActionByJsonType(type: string): ActionFacts | undefined {
  return catalogue().byJsonType.get(type);
}

export function* allActions(platform: Platform = 'architect'): Iterable<ActionFacts> {
  for (const facts of catalogue().byKey.values()) if (facts.platform === platform) yield facts;
}

/** Rows for the flow itself ('flow') and for menus ('menu'), which speak without being actions. */
export function sinksOf(owner: 'flow' | 'menu'): ReadonlyMap<string, SinkRow> {
  return catalogue()[owner];
}

const NO_WIRING: ReadonlyMap<string, Wiring> = new Map();

interface ControlRow {
  readonly action: string;
  readonly control?: string;
  readonly as?: string;
}

interface Catalogue {
  readonly byKey: ReadonlyMap<string, ActionFacts>;
  readonly byJsonType: ReadonlyMap<string, ActionFacts>;
  readonly flow: ReadonlyMap<string, SinkRow>;
  readonly menu: ReadonlyMap<string, SinkRow>;
}

function buildCatalogue(): Catalogue {
  const byKey = new Map<string, ActionFacts>();
  const byJsonType = new Map<string, ActionFacts>();
  const sinks = rowsByRole(sinkRows as unknown as readonly (SinkRow & { action: string })[]);
  const sources = rowsByRole(sourceRows as unknown as readonly (SourceRow & { action: string })[]);
  const control = new Map((controlRows as readonly ControlRow[]).map((row) => [row.action, row]));
  for (const row of actionRows) {
    const facts: ActionFacts = {
      key: row.key,
      base: row.key,
      platform: 'architect',
      name: row.name,
      category: row.category,
      jsonType: row.jsonType,
      secure: row.secure as ActionFacts['secure'],
      isMenuChoice: false,
      control: (control.get(row.key)?.control ?? (row.outputs.length > 0 ? 'branch' : 'fall-through')) as Control,
      outputs: row.outputs.filter((name) => !/[<[.]/.test(name)),
      hasOpenOutputs: row.outputs.some((name) => /[<[.]/.test(name)),
      // Of a role that both reads and writes (statements) the first row is the value that is read.
      inputs: new Map([...row.inputs].reverse().map((input) => [input.role, input as InputRow])),
      sinks: sinks(row.key),
      sources: sources(row.key),
      wiring: NO_WIRING,
      effects: [],
      statusNames: [],
      protections: [],
      evidence: row.evidence,
      notes: 'notes' in row && typeof row.notes === 'string' ? row.notes : '',
    };
    byKey.set(facts.key, facts);
    byJsonType.set(facts.jsonType, facts);
  }
  for (const row of controlRows as readonly ControlRow[]) {
    const choice = menuChoice(row, row.as === undefined ? undefined : byKey.get(row.as), sinks);
    if (choice) byKey.set(choice.key, choice);
  }
  for (const facts of cxoneActions()) byKey.set(facts.key, facts);
  for (const facts of nodeActions()) byKey.set(facts.key, facts);
  return { byKey, byJsonType, flow: sinks('flow'), menu: sinks('menu') };
}

/** The menu choice that does what an action does; undefined for rows that are about no choice. */
function menuChoice(
  row: ControlRow,
  base: ActionFacts | undefined,
  sinks: (action: string) => ActionFacts['sinks'],
): ActionFacts | undefined {
  if (base) return { ...base, key: row.action, name: `Menu: ${base.name}`, isMenuChoice: true };
  if (row.control === 'menu-task' || row.control === 'sub-menu') {
    return {
      key: row.action,
      base: row.action,
      platform: 'architect',
      name: row.control === 'menu-task' ? 'Menu: Task' : 'Menu: Sub-menu',
      category: 'Menu',
      jsonType: '',
      secure: 'allowed',
      isMenuChoice: true,
      control: row.control,
      outputs: [],
      hasOpenOutputs: false,
      inputs: new Map(),
      sinks: sinks(row.action),
      sources: new Map(),
      wiring: NO_WIRING,
      effects: [],
      statusNames: [],
      protections: [],
      evidence: 'observed',
      notes: '',
    };
  }
  return undefined;
}
