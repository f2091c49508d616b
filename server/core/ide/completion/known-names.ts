import { findAction } from '../../catalog/actions.js';
import { findBuiltIn } from '../../catalog/builtins.js';
import { findFunction } from '../../catalog/functions.js';
import { objectKeys } from '../../catalog/yaml-keys.js';
import { flowValues } from '../../graph/flow-values.js';
import { findVariable } from '../../graph/variables.js';
import type { Expression } from '../../model/expression.js';
import type { Action, Flow, TargetKind, Value } from '../../model/flow.js';
import { type DataAction, wholeText } from '../../model/resource.js';
import type { CheckedFlow, CheckedWorkspace } from '../../rules/rule.js';
import { walkExpression } from '../../syntax/expression/walk.js';

/** A name that is used somewhere, and the flow where it was seen first. */
export type NamesByFlow = ReadonlyMap<string, string>;

/** A data action, script or table that flows name, and the names that they give it or take from it, by group. */
export interface KnownTarget {
  readonly category: string;
  readonly name: string;
  /** The flow where it was seen first; '' when none uses it. */
  readonly flow: string;
  /** What a file says about it that declares it. */
  readonly declared?: DataAction;
  readonly groups: ReadonlyMap<string, NamesByFlow>;
}

/** Names that no file of the workspace declares, as its flows use them. */
export interface KnownNames {
  readonly targets: ReadonlyMap<TargetKind, readonly KnownTarget[]>;
  readonly attributes: NamesByFlow;
  /** Properties of values by their type. */
  readonly properties: ReadonlyMap<string, NamesByFlow>;
  readonly prompts: NamesByFlow;
  /** Names of queues, schedules, ... by type. */
  readonly objects: ReadonlyMap<string, NamesByFlow>;
  readonly slots: NamesByFlow;
}

const known = new WeakMap<CheckedWorkspace, KnownNames>();

const ofFiles = new WeakMap<CheckedFlow, Collected>();

/** Collected once per file that changes, put together once per snapshot, when somebody asks. */
export function knownNames(workspace: CheckedWorkspace): KnownNames {
  const cached = known.get(workspace);
  if (cached) return cached;
  const all = emptyNames();
  for (const file of workspace.flows) {
    let own = ofFiles.get(file);
    if (!own) {
      own = emptyNames();
      new Collector(own, file.flow).read();
      ofFiles.set(file, own);
    }
    merge(all, own);
  }
  addDeclared(inner(all.targets, 'data-action'), workspace.resources.dataActions);
  const names = { ...all, targets: new Map([...all.targets].map(([kind, byName]) => [kind, [...byName.values()]])) };
  known.set(workspace, names);
  return names;
}

/** Data actions that files declare, with the names of their contract in front of those that flows give. */
function addDeclared(byName: Map<string, Target>, dataActions: readonly DataAction[]): void {
  for (const declared of dataActions) {
    const name = wholeText(declared.name);
    const category = declared.category ? wholeText(declared.category) : '';
    if (name === undefined || category === undefined) continue;
    const key = `${category}\n${name}`;
    const used = byName.get(key);
    if (used?.declared) continue;
    const groups = new Map<string, Names>();
    for (const [role, fields] of [[INPUTS, declared.inputs] as const, [OUTPUTS, declared.outputs] as const]) {
      for (const field of fields) inner(groups, role).set(field.name, used?.flow ?? '');
    }
    for (const [role, names] of used?.groups ?? []) mergeNames(inner(groups, role), names);
    byName.set(key, { category, name, flow: used?.flow ?? '', declared, groups });
  }
}

/** Roles of the slots that a contract is about. */
const INPUTS = 'inputs';
const OUTPUTS = 'successOutputs';

type Names = Map<string, string>;

interface Target extends KnownTarget {
  readonly groups: Map<string, Names>;
}

interface Collected {
  readonly targets: Map<TargetKind, Map<string, Target>>;
  readonly attributes: Names;
  readonly properties: Map<string, Names>;
  readonly prompts: Names;
  readonly objects: Map<string, Names>;
  readonly slots: Names;
}

function emptyNames(): Collected {
  return {
    targets: new Map(),
    attributes: new Map(),
    properties: new Map(),
    prompts: new Map(),
    objects: new Map(),
    slots: new Map(),
  };
}

function merge(into: Collected, from: Collected): void {
  for (const [kind, byName] of from.targets) {
    const merged = inner(into.targets, kind);
    for (const [key, target] of byName) {
      const one = merged.get(key) ?? { ...target, groups: new Map<string, Names>() };
      merged.set(key, one);
      for (const [role, names] of target.groups) mergeNames(inner(one.groups, role), names);
    }
  }
  for (const [type, names] of from.properties) mergeNames(inner(into.properties, type), names);
  for (const [type, names] of from.objects) mergeNames(inner(into.objects, type), names);
  mergeNames(into.attributes, from.attributes);
  mergeNames(into.prompts, from.prompts);
  mergeNames(into.slots, from.slots);
}

function mergeNames(into: Names, from: NamesByFlow): void {
  for (const [name, flow] of from) if (!into.has(name)) into.set(name, flow);
}

const JSON_TYPE = 'Json';

class Collector {
  readonly #names: Collected;
  readonly #flow: Flow;

  constructor(names: Collected, flow: Flow) {
    this.#names = names;
    this.#flow = flow;
  }

  read(): void {
    for (const action of this.#flow.actions) this.#action(action);
    for (const { value, container } of flowValues(this.#flow)) this.#value(value, container);
  }

  #note(names: Names, name: string): void {
    if (name !== '' && !names.has(name)) names.set(name, this.#flow.name);
  }

  #action(action: Action): void {
    const { target } = action;
    const facts = findAction(action.kind);
    if (target && !target.isTemplated && target.name !== '') {
      const byName = inner(this.#names.targets, target.kind);
      const { category = '', name } = target;
      const key = `${category}\n${name}`;
      const one = byName.get(key) ?? { category, name, flow: this.#flow.name, groups: new Map<string, Names>() };
      byName.set(key, one);
      for (const slot of action.slots) if (slot.name !== '') this.#note(inner(one.groups, slot.role), slot.name);
    }
    for (const slot of action.slots) {
      if (slot.key) this.#attribute(slot.key);
      if (slot.target?.impliedScope)
        this.#note(this.#names.slots, slot.target.name.slice(slot.target.name.indexOf('.') + 1));
      const type = facts?.inputs.get(slot.role)?.type;
      const [row] = type ? objectKeys(type, '') : [];
      const name = slot.value?.fields?.find(([key]) => key === row?.key)?.[1];
      if (name && type) this.#note(inner(this.#names.objects, type), name);
    }
  }

  #attribute({ mode, source, expression }: Value): void {
    if (expression?.kind === 'literal') this.#note(this.#names.attributes, expression.value);
    else if (mode === 'literal') this.#note(this.#names.attributes, source.text);
  }

  #value({ mode, source, expression }: Value, container: number): void {
    if (mode === 'prompt') this.#note(this.#names.prompts, source.text.trim());
    if (!expression) return;
    walkExpression(expression, (part) => {
      if (part.kind === 'reference' && isPrompt(part.name)) this.#note(this.#names.prompts, part.name);
      else if (part.kind === 'member') this.#property(this.#typeOf(part.object, container), part.property);
      else if (part.kind === 'call') this.#namedProperty(part.name, part.operands);
    });
  }

  /** The property that a function picks out of a JSON value by its name. */
  #namedProperty(name: string, operands: readonly Expression[]): void {
    const params = findFunction(name)?.overloads[0]?.params;
    const at = params?.findIndex((parameter) => parameter.name === 'propertyName') ?? -1;
    const operand = operands[at];
    if (operand?.kind === 'literal') this.#property(JSON_TYPE, operand.value);
  }

  #property(type: string, property: string): void {
    if (type !== '?' && property !== '') this.#note(inner(this.#names.properties, type), property);
  }

  #typeOf(object: Expression, container: number): string {
    if (object.kind === 'reference') return findVariable(this.#flow, object.name, container)?.type ?? '?';
    if (object.kind === 'index') return this.#typeOf(object.object, container).replace(/\[\]$/, '');
    if (object.kind === 'member') return this.#typeOf(object.object, container) === JSON_TYPE ? JSON_TYPE : '?';
    return '?';
  }
}

/** Built-ins whose names authors choose: prompts. */
function isPrompt(name: string): boolean {
  return findBuiltIn(name)?.name.endsWith('>') === true;
}

function inner<K, L, V>(maps: Map<K, Map<L, V>>, key: K): Map<L, V> {
  const found = maps.get(key) ?? new Map<L, V>();
  maps.set(key, found);
  return found;
}
