import { resolveContainer } from '../graph/control-graph.js';
import { flowValues } from '../graph/flow-values.js';
import { findVariable } from '../graph/variables.js';
import { variableKey } from '../model/expression.js';
import type { Action, Flow, Slot, Target, TargetKind, Value } from '../model/flow.js';
import type { CheckedFlow, CheckedWorkspace } from '../rules/rule.js';
import { walkExpression } from '../syntax/expression/walk.js';
import type { Span } from '../text/span.js';

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
  /** The raw text at `span` is not the name itself (escapes, an implied scope): a rename has to leave it alone. */
  readonly isIndirect: boolean;
  /** Index of the action it stands in; -1 when it stands in none. */
  readonly action: number;
  readonly container: number;
}

/** By snapshot, since what a module's input means depends on the other files too. */
const known = new WeakMap<CheckedWorkspace, Map<CheckedFlow, readonly Occurrence[]>>();

/** Every name in one flow, in document order. Made once per snapshot, when somebody asks. */
export function occurrencesIn(file: CheckedFlow, workspace: CheckedWorkspace): readonly Occurrence[] {
  const byFile = known.get(workspace) ?? new Map<CheckedFlow, readonly Occurrence[]>();
  known.set(workspace, byFile);
  const cached = byFile.get(file);
  if (cached) return cached;
  const found = new Collector(file, workspace).collect();
  byFile.set(file, found);
  return found;
}

/** The innermost name at an offset; its end counts, so that a cursor behind a word still means the word. */
export function occurrenceAt(file: CheckedFlow, workspace: CheckedWorkspace, offset: number): Occurrence | undefined {
  let best: Occurrence | undefined;
  for (const occurrence of occurrencesIn(file, workspace)) {
    const { start, end } = occurrence.span;
    if (start > offset || end < offset) continue;
    if (!best || end - start < best.span.end - best.span.start) best = occurrence;
  }
  return best;
}

/** All places of the workspace that name the same symbol, by file and place. */
export function occurrencesOf(key: string, workspace: CheckedWorkspace): Occurrence[] {
  return workspace.flows.flatMap((file) =>
    occurrencesIn(file, workspace).filter((occurrence) => occurrence.key === key),
  );
}

/** Key of a variable; `container` is -1 for variables that the whole flow shares. */
export function variableSymbol(uri: string, container: number, name: string): string {
  return `variable ${uri} ${container} ${variableKey(name)}`;
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

/** Flow types that a target of this kind can name; empty for targets that are no flow. */
const FLOW_TYPES: Readonly<Partial<Record<TargetKind, readonly string[]>>> = {
  'common-module': ['commonmodule'],
  'bot-flow': ['bot', 'digitalbot', 'voicesurvey'],
};

/** The flow of the workspace that a target names; undefined when it is not there. */
export function flowOf(target: Target, workspace: CheckedWorkspace): CheckedFlow | undefined {
  const types = FLOW_TYPES[target.kind];
  if (!types && target.kind !== 'flow') return undefined;
  return workspace.flows.find(({ flow }) => flow.name === target.name && (types?.includes(flow.type) ?? true));
}

class Collector {
  readonly #file: CheckedFlow;
  readonly #flow: Flow;
  readonly #workspace: CheckedWorkspace;
  readonly #found: Occurrence[] = [];

  constructor(file: CheckedFlow, workspace: CheckedWorkspace) {
    this.#file = file;
    this.#flow = file.flow;
    this.#workspace = workspace;
  }

  collect(): readonly Occurrence[] {
    const flow = this.#flow;
    this.#add('flow', 'declaration', flowSymbol(flow.type, flow.name), flow.name, flow.nameSpan, -1, -1);
    for (const { name, nameSpan, container } of flow.variables) {
      this.#add('variable', 'declaration', variableSymbol(flow.uri, container, name), name, nameSpan, container, -1);
    }
    for (const { index, id, idSpan } of flow.containers) {
      if (id !== '') this.#add('container', 'declaration', containerSymbol(flow.uri, index), id, idSpan, index, -1);
    }
    if (flow.start) this.#target(flow.start, -1, -1);
    if (flow.errorHandling?.target) this.#target(flow.errorHandling.target, -1, -1);
    for (const { value, container, action } of flowValues(flow)) this.#value(value, container, action);
    for (const action of flow.actions) this.#action(action);
    return this.#found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }

  #action(action: Action): void {
    const { container, index, target } = action;
    if (target) this.#target(target, container, index);
    for (const slot of action.slots) {
      if (slot.target)
        this.#variable(slot.target.name, slot.target.span, container, index, 'write', slot.target.impliedScope);
      if (slot.role === 'attributes' && slot.key) this.#attribute(slot, slot.key, container, index);
      if (slot.name !== '' && target) this.#parameter(action, slot, target);
    }
  }

  #value(value: Value, container: number, action: number): void {
    if (!value.expression) return;
    walkExpression(value.expression, (expression) => {
      if (expression.kind === 'reference') {
        const span = value.source.rawSpan(expression.start, expression.end);
        this.#variable(expression.name, span, container, action, 'read');
      } else if (expression.kind === 'call' && expression.name !== '') {
        const span = value.source.rawSpan(expression.nameSpan.start, expression.nameSpan.end);
        this.#add(
          'function',
          'call',
          `function ${expression.name.toLowerCase()}`,
          expression.name,
          span,
          container,
          action,
        );
      }
    });
  }

  #variable(
    written: string,
    span: Span,
    container: number,
    action: number,
    access: Access,
    impliedScope?: string,
  ): void {
    const name = written.split('.').slice(0, 2).join('.');
    const declared = findVariable(this.#flow, name, container);
    const isLocal = declared ? declared.container >= 0 : /^(?:task|state)\./i.test(name);
    const key = variableSymbol(this.#flow.uri, isLocal ? container : -1, name);
    const end = name.length < written.length ? span.start + name.length : span.end;
    this.#add('variable', access, key, name, { start: span.start, end }, container, action, impliedScope !== undefined);
  }

  #attribute(slot: Slot, key: Value, container: number, action: number): void {
    const literal = key.mode === 'literal' || (key.expression?.kind === 'literal' && key.expression.type === 'String');
    const name = key.expression?.kind === 'literal' ? key.expression.value : key.source.text;
    if (!literal || name === '') return;
    const inside = key.expression?.kind === 'literal' ? 1 : 0;
    const span = key.source.rawSpan(inside, key.source.text.length - inside);
    this.#add('attribute', slot.target ? 'read' : 'write', attributeSymbol(name), name, span, container, action);
  }

  /** The name of an input or output of a called task, module or bot is the callee's variable. */
  #parameter(action: Action, slot: Slot, target: Target): void {
    const access: Access = slot.target ? 'read' : 'write';
    if (slot.role === 'taskInputs' || slot.role === 'taskOutputs') {
      const callee = resolveContainer(this.#flow, target);
      if (!callee) return;
      const key = variableSymbol(this.#flow.uri, callee.index, slot.name);
      this.#add('variable', access, key, slot.name, slot.nameSpan, action.container, action.index);
    } else if (slot.role === 'inputs' || slot.role === 'outputs') {
      const callee = flowOf(target, this.#workspace);
      if (!callee) return;
      const key = variableSymbol(callee.uri, -1, slot.name);
      this.#add('variable', access, key, slot.name, slot.nameSpan, action.container, action.index);
    }
  }

  #target(target: Target, container: number, action: number): void {
    const { kind, name, span, id } = target;
    if (kind === 'data-action') {
      this.#add(
        'data-action',
        'reference',
        `data-action ${target.category ?? ''} ${name}`,
        name,
        span,
        container,
        action,
      );
      return;
    }
    const called = flowOf(target, this.#workspace);
    if (called) {
      this.#add('flow', 'reference', flowSymbol(called.flow.type, called.flow.name), name, span, container, action);
      return;
    }
    const resolved = resolveContainer(this.#flow, target);
    if (resolved)
      this.#add(
        'container',
        'reference',
        containerSymbol(this.#flow.uri, resolved.index),
        id ?? name,
        span,
        container,
        action,
      );
  }

  #add(
    kind: SymbolKind,
    access: Access,
    key: string,
    name: string,
    span: Span,
    container: number,
    action: number,
    isImplied = false,
  ): void {
    const { uri, text } = this.#file;
    const isIndirect = isImplied || text.slice(span.start, span.end) !== name;
    this.#found.push({ uri, span, kind, access, key, name, isIndirect, action, container });
  }
}
