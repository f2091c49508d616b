import { findBuiltIn, findScope } from '../catalog/builtins.js';
import { actionAt } from '../graph/action-at.js';
import { resolveContainer } from '../graph/control-graph.js';
import { flowValues } from '../graph/flow-values.js';
import { findVariable } from '../graph/variables.js';
import { variableKey } from '../model/expression.js';
import type { Action, Container, Flow, Slot, Target, TargetKind, Value } from '../model/flow.js';
import type { CheckedFlow, CheckedWorkspace } from '../rules/rule.js';
import { walkExpression } from '../syntax/expression/walk.js';
import type { Span } from '../text/span.js';
import { addTo } from './group.js';

/** Things that a flow names and that can be asked for: "where is it declared, where is it used?". */
export type SymbolKind = 'variable' | 'container' | 'flow' | 'attribute' | 'data-action' | 'function';

/** How a place uses a symbol. 'call' and 'reference' name it without touching a value. */
export type Access = 'declaration' | 'read' | 'write' | 'call' | 'reference';

/** One place that names a symbol. Places that name the same symbol have the same `key`, in every file. */
export interface Occurrence {
  readonly uri: string;
  /** Exactly the text to highlight or to replace in a rename. */
  readonly span: Span;
  readonly kind: SymbolKind;
  readonly access: Access;
  /** Identity of the symbol over the whole workspace. */
  readonly key: string;
  /** As written, without quotes and with an implied scope. */
  readonly name: string;
  /** The raw text at `span` is not the name itself: it has escapes or quotes inside, or a scope is implied. */
  readonly isIndirect: boolean;
  /** A task, menu or state has two names: this place says the one for people, not the reference id. */
  readonly isDisplayName: boolean;
  /** Index of the action it stands in; -1 when it stands in none. */
  readonly action: number;
  readonly container: number;
}

/** Names whose meaning depends on their own file alone; kept as long as the file does not change. */
const ownByFile = new WeakMap<CheckedFlow, readonly Occurrence[]>();

/** By snapshot, since what a module's input means depends on the other files too. */
const known = new WeakMap<CheckedWorkspace, Map<CheckedFlow, readonly Occurrence[]>>();

/** Every name in one flow, in document order. Made once per snapshot, when somebody asks. */
export function occurrencesIn(file: CheckedFlow, workspace: CheckedWorkspace): readonly Occurrence[] {
  const byFile = known.get(workspace) ?? new Map<CheckedFlow, readonly Occurrence[]>();
  known.set(workspace, byFile);
  const cached = byFile.get(file);
  if (cached) return cached;
  const own = ownByFile.get(file) ?? inOrder(new Collector(file).collectOwn(), file);
  ownByFile.set(file, own);
  const foreign = new Collector(file).collectForeign(workspace);
  const found = foreign.length === 0 ? own : inOrder([...own, ...foreign], file);
  byFile.set(file, found);
  return found;
}

/** An anchored part of a file is read once for each of its aliases, but its names stand there once. */
function inOrder(found: Occurrence[], { tape }: CheckedFlow): readonly Occurrence[] {
  found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  if (tape.aliases.size === 0) return found;
  return found.filter(({ span, key, access }, index) => {
    for (let at = index - 1; at >= 0 && found[at]!.span.start === span.start; at--) {
      const other = found[at]!;
      if (other.span.end === span.end && other.key === key && other.access === access) return false;
    }
    return true;
  });
}

const indexes = new WeakMap<readonly Occurrence[], ReadonlyMap<string, readonly Occurrence[]>>();

function byKey(all: readonly Occurrence[]): ReadonlyMap<string, readonly Occurrence[]> {
  const made = indexes.get(all);
  if (made) return made;
  const index = new Map<string, Occurrence[]>();
  for (const occurrence of all) addTo(index, occurrence.key, occurrence);
  indexes.set(all, index);
  return index;
}

/** The innermost name at an offset; its end counts, so that a cursor behind a word still means the word. */
export function occurrenceAt(file: CheckedFlow, workspace: CheckedWorkspace, offset: number): Occurrence | undefined {
  let best: Occurrence | undefined;
  for (const occurrence of occurrencesAround(file, workspace, offset)) {
    const { start, end } = occurrence.span;
    if (start > offset || end < offset) continue;
    if (!best || end - start < best.span.end - best.span.start) best = occurrence;
  }
  return best;
}

/** All names that may stand at an offset: those of one action, when they are told from it alone. */
function occurrencesAround(file: CheckedFlow, workspace: CheckedWorkspace, offset: number): readonly Occurrence[] {
  const { flow, tape } = file;
  const isKnown = known.get(workspace)?.has(file) ?? ownByFile.has(file);
  const index = isKnown || tape.aliases.size > 0 ? -1 : actionAt(flow, { start: offset, end: offset });
  const action = flow.actions[index];
  // A way out may declare variables, and a word may end where the action begins.
  if (!action || offset <= action.span.start || isDeclaration(flow, offset)) return occurrencesIn(file, workspace);
  return new Collector(file).collectAction(action, workspace);
}

function isDeclaration({ variables }: Flow, offset: number): boolean {
  return variables.some(({ span }) => span.start <= offset && offset <= span.end);
}

/** All places of the workspace that name the same symbol, by file and place. */
export function occurrencesOf(key: string, workspace: CheckedWorkspace): Occurrence[] {
  return workspace.flows.flatMap((file) => byKey(occurrencesIn(file, workspace)).get(key) ?? []);
}

/** Places of one file that name the same symbol. */
export function occurrencesOfIn(key: string, file: CheckedFlow, workspace: CheckedWorkspace): readonly Occurrence[] {
  return byKey(occurrencesIn(file, workspace)).get(key) ?? [];
}

/** Key of a variable; `container` is -1 for variables that the whole flow shares. */
export function variableSymbol(uri: string, container: number, name: string): string {
  return `variable ${uri} ${container} ${variableKey(name)}`;
}

/** Key of what the platform provides: the same thing in every file. */
export function builtInSymbol(name: string): string {
  return `built-in ${variableKey(name)}`;
}

export function containerSymbol(uri: string, container: number): string {
  return `container ${uri} ${container}`;
}

export function flowSymbol(type: string, name: string): string {
  return `flow ${type} ${name}`;
}

export function attributeSymbol(name: string): string {
  return `attribute ${name}`;
}

/** Flow types that a target of this kind can name. */
const FLOW_TYPES: Readonly<Partial<Record<TargetKind, readonly string[]>>> = {
  'common-module': ['commonmodule'],
  'bot-flow': ['bot', 'digitalbot', 'voicesurvey'],
};

const FLOW_TARGETS: ReadonlySet<TargetKind> = new Set<TargetKind>(['flow', 'common-module', 'bot-flow']);

const flowsByName = new WeakMap<CheckedWorkspace, ReadonlyMap<string, readonly CheckedFlow[]>>();

/** The flow of the workspace that a target names; undefined when it is not there. Of several the first file counts. */
export function flowOf(target: Target, workspace: CheckedWorkspace): CheckedFlow | undefined {
  if (!FLOW_TARGETS.has(target.kind) || target.name === '') return undefined;
  const types = FLOW_TYPES[target.kind];
  return flowsNamed(target.name, workspace).find(({ flow }) => types?.includes(flow.type) ?? true);
}

/** Flows of the workspace with exactly this name, of whatever type. */
export function flowsNamed(name: string, workspace: CheckedWorkspace): readonly CheckedFlow[] {
  let byName = flowsByName.get(workspace);
  if (!byName) {
    byName = groupByName(workspace.flows);
    flowsByName.set(workspace, byName);
  }
  return byName.get(name) ?? [];
}

function groupByName(flows: readonly CheckedFlow[]): ReadonlyMap<string, readonly CheckedFlow[]> {
  const byName = new Map<string, CheckedFlow[]>();
  for (const file of flows) addTo(byName, file.flow.name, file);
  return byName;
}

/** Where a name stands. */
interface Owner {
  readonly container: number;
  readonly action: number;
}

const FLOW_ITSELF: Owner = { container: -1, action: -1 };

class Collector {
  readonly #file: CheckedFlow;
  readonly #flow: Flow;
  readonly #found: Occurrence[] = [];
  /** Of variables by name as written; one map for the flow, behind it one for each container. */
  readonly #keys: Map<string, string>[] = [];

  constructor(file: CheckedFlow) {
    this.#file = file;
    this.#flow = file.flow;
  }

  collectOwn(): Occurrence[] {
    const flow = this.#flow;
    if (flow.name !== '')
      this.#add('flow', 'declaration', flowSymbol(flow.type, flow.name), flow.name, flow.nameSpan, FLOW_ITSELF);
    for (const { name, nameSpan, container } of flow.variables) {
      const key = variableSymbol(flow.uri, container, name);
      this.#add('variable', 'declaration', key, name, nameSpan, { container, action: -1 });
    }
    for (const container of flow.containers) this.#container(container);
    if (flow.start) this.#ownTarget(flow.start, FLOW_ITSELF);
    if (flow.errorHandling?.target) this.#ownTarget(flow.errorHandling.target, FLOW_ITSELF);
    for (const { value, container, action } of flowValues(flow)) this.#value(value, { container, action });
    for (const action of flow.actions) this.#action(action);
    return this.#found;
  }

  /** Names that lead to other flows. */
  collectForeign(workspace: CheckedWorkspace): Occurrence[] {
    for (const action of this.#flow.actions) this.#foreign(action, workspace);
    return this.#found;
  }

  /** All names of one action, without the actions inside of it. */
  collectAction(action: Action, workspace: CheckedWorkspace): Occurrence[] {
    const { slots, container, index } = action;
    const owner = { container, action: index };
    for (const { key, value } of slots) {
      if (key) this.#value(key, owner);
      if (value) this.#value(value, owner);
    }
    this.#action(action);
    this.#foreign(action, workspace);
    return this.#found;
  }

  #foreign(action: Action, workspace: CheckedWorkspace): void {
    const { target, container, index } = action;
    if (!target || !FLOW_TARGETS.has(target.kind)) return;
    const called = flowOf(target, workspace);
    const key = called ? flowSymbol(called.flow.type, called.flow.name) : flowSymbol(target.kind, target.name);
    this.#add('flow', 'reference', key, target.name, target.span, { container, action: index });
    if (called) for (const slot of action.slots) this.#flowParameter(action, slot, called);
  }

  #container({ index, kind, id, idSpan, name, nameSpan }: Container): void {
    const key = containerSymbol(this.#flow.uri, index);
    const owner = { container: index, action: -1 };
    if (id !== '') this.#add('container', 'declaration', key, id, idSpan, owner);
    if (name !== '' && kind !== 'startup') this.#add('container', 'declaration', key, name, nameSpan, owner, true);
  }

  #action(action: Action): void {
    const { container, index, target } = action;
    const owner = { container, action: index };
    if (target) this.#ownTarget(target, owner);
    for (const slot of action.slots) {
      if (slot.target) this.#variable(slot.target.name, slot.target.span, owner, 'write');
      if (slot.role === 'attributes' && slot.key) this.#attribute(slot, slot.key, owner);
      if (slot.name !== '' && target) this.#taskParameter(action, slot, target);
    }
  }

  #value(value: Value, owner: Owner): void {
    if (value.mode === 'prompt') {
      const { text } = value.source;
      if (findBuiltIn(text)) this.#variable(text, value.source.rawSpan(0, text.length), owner, 'read');
    }
    if (!value.expression) return;
    walkExpression(value.expression, (expression) => {
      if (expression.kind === 'reference') {
        const span = value.source.rawSpan(expression.start, expression.end);
        this.#variable(expression.name, span, owner, 'read');
      } else if (expression.kind === 'call' && expression.name !== '') {
        const span = value.source.rawSpan(expression.nameSpan.start, expression.nameSpan.end);
        this.#add('function', 'call', `function ${expression.name.toLowerCase()}`, expression.name, span, owner);
      }
    });
  }

  #variable(written: string, span: Span, owner: Owner, access: Access): void {
    const name = scopeAndName(written);
    const end = name.length < written.length ? span.start + name.length : span.end;
    this.#add('variable', access, this.#variableKey(name, owner.container), name, { start: span.start, end }, owner);
  }

  #variableKey(name: string, container: number): string {
    const keys = this.#keys[container + 1] ?? new Map<string, string>();
    this.#keys[container + 1] = keys;
    const key = keys.get(name) ?? this.#findKey(name, container);
    keys.set(name, key);
    return key;
  }

  #findKey(name: string, container: number): string {
    const declared = findVariable(this.#flow, name, container);
    if (declared) return variableSymbol(this.#flow.uri, declared.container, name);
    if (isProvided(name)) return builtInSymbol(name);
    return variableSymbol(this.#flow.uri, /^(?:task|state)\./i.test(name) ? container : -1, name);
  }

  #attribute(slot: Slot, key: Value, owner: Owner): void {
    const literal = key.expression?.kind === 'literal' && key.expression.type === 'String' ? key.expression : undefined;
    const name = literal ? literal.value : key.mode === 'literal' ? key.source.text : '';
    if (name === '') return;
    const span = literal
      ? key.source.rawSpan(literal.start + 1, Math.max(literal.start + 1, literal.end - 1))
      : key.source.rawSpan(0, key.source.text.length);
    this.#add('attribute', slot.target ? 'read' : 'write', attributeSymbol(name), name, span, owner);
  }

  /** The name of an input or output of a called task is the task's variable. */
  #taskParameter(action: Action, slot: Slot, target: Target): void {
    if (slot.role !== 'taskInputs' && slot.role !== 'taskOutputs') return;
    const callee = resolveContainer(this.#flow, target);
    if (callee) this.#parameter(action, slot, variableSymbol(this.#flow.uri, callee.index, slot.name));
  }

  /** The name of an input or output of a called module or bot is that flow's variable, or its first task's. */
  #flowParameter(action: Action, slot: Slot, { flow, graph }: CheckedFlow): void {
    if (slot.name === '' || (slot.role !== 'inputs' && slot.role !== 'outputs')) return;
    const root = graph.roots.find((index) => findVariable(flow, slot.name, index)?.container === index) ?? -1;
    this.#parameter(action, slot, variableSymbol(flow.uri, root, slot.name));
  }

  #parameter({ container, index }: Action, { target, name, nameSpan }: Slot, key: string): void {
    this.#add('variable', target ? 'read' : 'write', key, name, nameSpan, { container, action: index });
  }

  #ownTarget(target: Target, owner: Owner): void {
    const { kind, name, span, id } = target;
    if (FLOW_TARGETS.has(kind)) return;
    if (kind === 'data-action') {
      this.#add('data-action', 'reference', `data-action ${target.category ?? ''} ${name}`, name, span, owner);
      return;
    }
    const resolved = resolveContainer(this.#flow, target);
    if (!resolved) return;
    // A target says the id or, where an id does not fit or JSON adds it, the name.
    const raw = this.#file.text.slice(span.start, span.end);
    const isDisplayName = raw === name && raw !== resolved.id;
    const key = containerSymbol(this.#flow.uri, resolved.index);
    this.#add('container', 'reference', key, isDisplayName ? name : (id ?? name), span, owner, isDisplayName);
  }

  #add(
    kind: SymbolKind,
    access: Access,
    key: string,
    name: string,
    span: Span,
    { container, action }: Owner,
    isDisplayName = false,
  ): void {
    const { uri, text } = this.#file;
    const isIndirect = span.end - span.start !== name.length || !text.startsWith(name, span.start);
    this.#found.push({ uri, span, kind, access, key, name, isIndirect, isDisplayName, action, container });
  }
}

/** Without the properties behind it. */
function scopeAndName(written: string): string {
  const dot = written.indexOf('.');
  const second = dot < 0 ? -1 : written.indexOf('.', dot + 1);
  return second < 0 ? written : written.slice(0, second);
}

/** Of the platform: built-ins, and scopes in which authors cannot declare anything. */
function isProvided(name: string): boolean {
  return findBuiltIn(name) !== undefined || findScope(name)?.readOnly === true;
}
