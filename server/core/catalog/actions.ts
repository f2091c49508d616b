import actionRows from './architect/actions.generated.json' with { type: 'json' };
import controlRows from './architect/control.json' with { type: 'json' };
import sinkRows from './architect/sinks.json' with { type: 'json' };
import sourceRows from './architect/sources.json' with { type: 'json' };

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
  | 'sub-menu';

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

/** Where a value enters. 'none' = a written variable that holds nothing sensitive afterwards. */
export type SourceKind =
  | 'caller-input'
  | 'slot'
  | 'external'
  | 'flow-output'
  | 'task-output'
  | 'secured'
  | 'attribute'
  | 'assignment'
  | 'none';

export interface SourceRow {
  readonly role: string;
  readonly source: SourceKind;
  /** The output on whose path the variable is written; 'always' when there is no other way out. */
  readonly on: string;
  readonly evidence: string;
}

/** All that is known about one kind of action; unknown kinds have none. */
export interface ActionFacts {
  readonly key: string;
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
  readonly evidence: string;
  readonly notes: string;
}

const byKey = new Map<string, ActionFacts>();
const byJsonType = new Map<string, ActionFacts>();

/** Facts about an action or menu choice by its YAML key; undefined for a kind that the catalogue does not know. */
export function findAction(key: string): ActionFacts | undefined {
  return byKey.get(key);
}

/** Facts about an action by the `__type` of the JSON configuration. */
export function findActionByJsonType(type: string): ActionFacts | undefined {
  return byJsonType.get(type);
}

export function allActions(): Iterable<ActionFacts> {
  return byKey.values();
}

/** Rows for the flow itself ('flow') and for menus ('menu'), which speak without being actions. */
export function sinksOf(owner: 'flow' | 'menu'): ReadonlyMap<string, SinkRow> {
  return owner === 'flow' ? flowSinks : menuSinks;
}

function rowsByRole<R extends { action: string; role: string }>(rows: readonly R[], action: string): Map<string, R> {
  const found = new Map<string, R>();
  for (const row of rows) if (row.action === '*') found.set(row.role, row);
  for (const row of rows) if (row.action === action) found.set(row.role, row);
  return found;
}

interface ControlRow {
  readonly action: string;
  readonly control?: string;
  readonly as?: string;
}

function buildCatalogue(): void {
  const control = new Map((controlRows as readonly ControlRow[]).map((row) => [row.action, row]));
  for (const row of actionRows) {
    const facts: ActionFacts = {
      key: row.key,
      base: row.key,
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
      sinks: rowsByRole(sinkRows as unknown as readonly (SinkRow & { action: string })[], row.key),
      sources: rowsByRole(sourceRows as unknown as readonly (SourceRow & { action: string })[], row.key),
      evidence: row.evidence,
      notes: 'notes' in row && typeof row.notes === 'string' ? row.notes : '',
    };
    byKey.set(facts.key, facts);
    byJsonType.set(facts.jsonType, facts);
  }
  for (const row of controlRows as readonly ControlRow[]) addMenuChoice(row);
}

function addMenuChoice(row: ControlRow): void {
  const base = row.as === undefined ? undefined : byKey.get(row.as);
  if (base) byKey.set(row.action, { ...base, key: row.action, name: `Menu: ${base.name}`, isMenuChoice: true });
  else if (row.control === 'menu-task' || row.control === 'sub-menu') {
    byKey.set(row.action, {
      key: row.action,
      base: row.action,
      name: row.control === 'menu-task' ? 'Menu: Task' : 'Menu: Sub-menu',
      category: 'Menu',
      jsonType: '',
      secure: 'allowed',
      isMenuChoice: true,
      control: row.control,
      outputs: [],
      hasOpenOutputs: false,
      inputs: new Map(),
      sinks: rowsByRole(sinkRows as unknown as readonly (SinkRow & { action: string })[], row.action),
      sources: new Map(),
      evidence: 'observed',
      notes: '',
    });
  }
}

const flowSinks = rowsByRole(sinkRows as unknown as readonly (SinkRow & { action: string })[], 'flow');
const menuSinks = rowsByRole(sinkRows as unknown as readonly (SinkRow & { action: string })[], 'menu');
buildCatalogue();
