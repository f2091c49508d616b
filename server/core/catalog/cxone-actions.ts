import { rowsByRole } from './action-rows.js';
import type { ActionFacts, Control, SinkRow, SourceRow, Wiring } from './actions.js';
import actionRows from './cxone/actions.generated.json' with { type: 'json' };
import controlRows from './cxone/control.json' with { type: 'json' };
import sinkRows from './cxone/sinks.json' with { type: 'json' };
import sourceRows from './cxone/sources.json' with { type: 'json' };
import statementRows from './cxone/statements.json' with { type: 'json' };
import { onDemand } from './on-demand.js';

/** What stands in a parameter: text with substitutions, an expression, code, names, a switch, or nobody knows. */
export type ParameterUse =
  | 'text'
  | 'expression'
  | 'code'
  | 'variable'
  | 'variable-name'
  | 'assigned'
  | 'parameters'
  | 'arguments'
  | 'script'
  | 'switch'
  | 'unknown';

export interface Parameter {
  /** Place in the forms that do not name parameters; left out where it is not known. */
  readonly index?: number;
  readonly name: string;
  /** The slot that it becomes. */
  readonly role: string;
  readonly use: ParameterUse;
}

/** What reading needs to know of an action type, beside its facts. */
export interface ActionType {
  /** Key of its facts. */
  readonly key: string;
  readonly type: string;
  readonly parameters: readonly Parameter[];
  /** An event, or the beginning: something that nothing leads to. */
  readonly isEntry: boolean;
}

const PREFIX = 'cxone:';

const types = onDemand(() => {
  const byType = new Map<string, ActionType>();
  const byLibrary = new Map<string, ActionType>();
  for (const row of actionRows) {
    const { type, isEntry } = row;
    // The script that writes the rows knows only these words.
    const found = { key: PREFIX + type, type, parameters: row.params as readonly Parameter[], isEntry };
    byType.set(type, found);
    for (const id of row.libraryIds) byLibrary.set(id.toLowerCase(), found);
  }
  return { byType, byLibrary };
});

/** A custom action is named after itself and its library: `NAME_LIBID_<guid>`. */
const LIBRARY_SUFFIX = /_LIBID_([0-9A-F-]+)$/i;

/** The action type of a library id, else of a name; undefined for those that the catalogue does not know. */
export function findActionType(name: string, libraryId: string): ActionType | undefined {
  const upper = name.trim().toUpperCase();
  const suffix = LIBRARY_SUFFIX.exec(upper)?.[1]?.toLowerCase() ?? '';
  const { byLibrary, byType } = types();
  return byLibrary.get(libraryId.toLowerCase()) ?? byLibrary.get(suffix) ?? byType.get(upper);
}

/** Key of an action's facts, also of one that has none; of a statement of the snippet language. */
export function keyOfType(name: string): string {
  return PREFIX + name;
}

/** Facts about every action type and every statement of the snippet language, in the words of the catalogue. */
export function* cxoneActions(): Iterable<ActionFacts> {
  const sinks = rowsByRole(sinkRows as readonly (SinkRow & { action: string })[]);
  const sources = rowsByRole(sourceRows as readonly (SourceRow & { action: string })[]);
  const controls = new Map(controlRows.map((row) => [row.action, row.control as Control]));
  for (const row of actionRows) {
    const outputs = row.hasDefault ? ['default', ...row.outputs] : row.outputs;
    yield {
      ...shared(row.type, row.name, row.evidence),
      sinks: sinks(row.type),
      sources: sources(row.type),
      category: row.category,
      jsonType: row.type,
      control: controls.get(row.type) ?? (outputs.length > 1 || row.hasCases ? 'branch' : 'fall-through'),
      outputs,
      hasOpenOutputs: row.hasCases,
      wiring: wiringOf(row.hasDefault && row.category !== 'note', row.errorBranch),
      effects: row.effects,
      statusNames: [],
    };
  }
  for (const row of statementRows) {
    yield {
      ...shared(row.key, row.name, row.evidence),
      sinks: sinks(row.key),
      sources: sources(row.key),
      category: 'snippet',
      jsonType: '',
      control: row.control as Control,
      outputs: row.outputs,
      hasOpenOutputs: true,
      wiring: new Map(),
      effects: [],
      statusNames: 'statusNames' in row ? row.statusNames : [],
    };
  }
}

type SharedFacts = Omit<
  ActionFacts,
  | 'category'
  | 'jsonType'
  | 'control'
  | 'outputs'
  | 'hasOpenOutputs'
  | 'sinks'
  | 'sources'
  | 'wiring'
  | 'effects'
  | 'statusNames'
>;

function shared(action: string, name: string, evidence: string): SharedFacts {
  return {
    key: PREFIX + action,
    base: PREFIX + action,
    platform: 'cxone',
    name,
    secure: 'allowed',
    isMenuChoice: false,
    inputs: new Map(),
    protections: [],
    evidence,
    notes: '',
  };
}

/** A contact that takes a path with nothing behind it stays there (help page "Best Practices"). */
function wiringOf(hasDefault: boolean, error: string): ReadonlyMap<string, Wiring> {
  const wiring = new Map<string, Wiring>();
  if (hasDefault) wiring.set('default', 'required');
  if (error === 'required' || error === 'recommended') wiring.set('error', error);
  if (error === 'required-if-calls-out') wiring.set('error', 'when-calling');
  return wiring;
}
