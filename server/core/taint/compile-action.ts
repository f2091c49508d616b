import { type ActionFacts, findAction, type SinkKind, type SinkRow, type SourceRow } from '../catalog/actions.js';
import { findBarrier } from '../catalog/barriers.js';
import { isMessageAction } from '../catalog/data-actions.js';
import { type LabelSet, labelSet, NO_LABELS } from '../catalog/labels.js';
import { classifyWith, type DataActionFact, findDataAction, findSink, findSource } from '../catalog/local-facts.js';
import { isSecureSend } from '../catalog/remedies.js';
import { nameBehindScope } from '../model/expression.js';
import type { Action, Reference, Slot, Value } from '../model/flow.js';
import { EMPTY, type SetId } from './atoms.js';
import { collectionBy } from './collections.js';
import { addCalls, externalFlow } from './compile-call.js';
import type { FlowCompiler } from './compile-flow.js';
import type { FlowUnit } from './context.js';
import { isDisguise } from './disguises.js';
import { baseName, isPart } from './part-names.js';
import type { Cell, ChannelWrite, NodeCode, Passage } from './program.js';
import { classifyCollection, classifyNames } from './sources.js';
import { isNothing, NOTHING, type Term, withAssigned } from './terms.js';

const NOTHING_KNOWN: DataActionFact = {};
const NO_CELLS: readonly Cell[] = [];
const NOTHING_COLLECTED: ReadonlyMap<string, SetId> = new Map();

/** Turns one action into sinks, channel writes, calls and writes. */
export class ActionCompiler {
  readonly flow: FlowCompiler;
  readonly action: Action;
  readonly facts: ActionFacts | undefined;
  #code: NodeCode | undefined;

  constructor(flow: FlowCompiler, action: Action) {
    this.flow = flow;
    this.action = action;
    this.facts = findAction(action.kind);
  }

  get code(): NodeCode {
    this.#code ??= this.flow.at(this.action.index);
    return this.#code;
  }

  compile(): void {
    const { action } = this;
    addCalls(this);
    const collected = this.#bindings();
    for (const slot of action.slots) {
      // Only an expression can bring something, or a setting that reads back what was just collected.
      if (slot.value?.expression || slot.key?.expression || collected.size > 0) this.#sinks(slot, collected);
    }
    if (this.facts?.control === 'transfer-flow') this.#invocationData();
    if (this.facts?.control === 'return') this.#giveBack();
  }

  terms(value: Value | undefined): Term {
    return this.flow.terms(value, this.action.container);
  }

  cell(slot: Slot): Cell | undefined {
    const target = slot.target;
    if (!target) return undefined;
    if (target.part !== undefined) return this.flow.scope.part(target.name, target.part);
    return this.flow.scope.find(baseName(target.name), this.action.container, target.span);
  }

  write(slot: Slot, on: string, what: { term?: Term; constant?: SetId; isOutside?: boolean }): void {
    const cell = this.cell(slot);
    if (!cell || !slot.target) return;
    cell.hasWrite = true;
    this.code.writes.push({
      on,
      cell: cell.id,
      isPartial: slot.target.isPart === true || isPart(slot.target.name),
      term: what.term ?? NOTHING,
      constant: what.constant ?? EMPTY,
      isOutside: what.isOutside ?? false,
      place: { uri: this.flow.flow.uri, span: slot.target.span },
      action: this.action.index,
    });
    // Whatever was written part by part goes with the whole.
    if (slot.target.part === undefined && slot.target.isPart !== true) this.#clearParts(slot.target, on);
  }

  #clearParts({ name, span }: Reference, on: string): void {
    for (const cell of this.flow.scope.hasParts ? this.flow.scope.partsOf(name) : NO_CELLS) {
      const place = { uri: this.flow.flow.uri, span };
      const cleared = { on, cell: cell.id, isPartial: false, term: NOTHING, constant: EMPTY, isOutside: false };
      this.code.writes.push({ ...cleared, place, action: this.action.index });
    }
  }

  /** Writes of every bound variable. Returns what was collected, by role, for sinks that read it back. */
  #bindings(): ReadonlyMap<string, SetId> {
    let collected: Map<string, SetId> | undefined;
    const assigned = new Map<number, Term>();
    for (const slot of this.action.slots) {
      if (!slot.target) continue;
      const row = this.facts?.sources.get(slot.role);
      if (
        row?.source === 'parameter' ||
        row?.source === 'task-output' ||
        (row?.source === 'flow-output' && !externalFlow(this))
      )
        continue;
      const on = row ? this.#pathOf(row) : 'always';
      if (row?.source === 'assignment') this.#assign(slot, on, assigned);
      else {
        const constant = this.#birth(slot, row, on);
        this.#keep(slot, NOTHING, constant);
        if (constant !== EMPTY) collected = (collected ?? new Map<string, SetId>()).set(slot.role, constant);
      }
    }
    return collected ?? NOTHING_COLLECTED;
  }

  /** Places are judged by what holds before the action, so a passage sees through what the action assigned before it. */
  #assign(slot: Slot, on: string, assigned: Map<number, Term>): void {
    const term = this.terms(slot.value);
    const seen = withAssigned(term, assigned);
    if (slot.value && isDisguise(slot.target!.name, slot.value.expression)) {
      this.#passage('disguise', slot, slot.value, slot.target!.name, seen);
    }
    const cell = this.cell(slot);
    if (cell) assigned.set(cell.id, seen);
    this.write(slot, on, { term });
    this.#keep(slot, term, EMPTY);
  }

  /** Notes what arrives at a place that is no sink. */
  #passage(passage: Passage, { role }: Slot, { span }: Value, name: string, term: Term): void {
    const { container, index } = this.action;
    const place = { uri: this.flow.flow.uri, span };
    const site = { container, action: index, kind: 'data-action', place, term, constant: EMPTY, role, name } as const;
    this.flow.addSink(this.code.sinks, { ...site, passage });
  }

  /** What is written by something that is no assignment; gives back the sensitive value that is born here. */
  #birth(slot: Slot, row: SourceRow | undefined, on: string): SetId {
    const target = slot.target!;
    const channel = row?.source === 'attribute' ? this.#channelOf(slot) : undefined;
    if (channel !== undefined) {
      this.write(slot, on, { constant: this.flow.context.atoms.channelSet(channel) });
      return EMPTY;
    }
    const told = this.#localSource(slot);
    const labels = told || this.#labelsOf(slot, row);
    const secure = this.cell(slot)?.isSecure === true;
    const isSanctioned = row === undefined || row.source === 'none';
    if (labels === NO_LABELS && (!secure || isSanctioned)) {
      if (this.flow.context.ignored && this.#passBarrier(slot, on)) return EMPTY;
      const isOutside = row?.source === 'external' || row?.source === 'attribute' || row?.source === 'flow-output';
      this.write(slot, on, { isOutside });
      if (row?.source === 'slot') this.#utterance(slot, on, EMPTY);
      return EMPTY;
    }
    const verdict = classifyWith(this.flow.facts, nameBehindScope(target.name));
    const own = verdict.labels || labelSet('SECURE');
    const isSure =
      secure ||
      verdict.isSettled ||
      told !== NO_LABELS ||
      row?.source === 'secured' ||
      (this.flow.flow.type === 'securecall' && row?.source === 'caller-input');
    const constant = this.flow.source(
      labels || own,
      isSure ? 'high' : 'medium',
      this.#verb(row),
      target.name,
      target.span,
    );
    this.write(slot, on, { constant });
    if (row?.source === 'slot') this.#utterance(slot, on, constant);
    return constant;
  }

  /** Where barriers are ignored, what went in comes out; false when the output is no barrier. */
  #passBarrier(slot: Slot, on: string): boolean {
    const row = findBarrier(this.action.kind, slot.role);
    if (!row) return false;
    const inputs = this.action.slots.filter(({ role }) => role === row.reads);
    const parts = inputs.map(({ value }) => this.terms(value)).filter((term) => !isNothing(term));
    if (parts.length === 0) return false;
    this.write(slot, on, { term: { kind: 'all', parts } });
    const place = { uri: this.flow.flow.uri, span: slot.target!.span };
    this.flow.context.ignored?.push({ barrier: row.barrier, place });
    return true;
  }

  /** After a slot was asked for, the session's last utterance holds the same words. */
  #utterance(slot: Slot, on: string, constant: SetId): void {
    const target = { name: 'Session.LastCollectionUtterance', span: slot.target!.span };
    this.write({ ...slot, target }, on, { constant });
  }

  #labelsOf(slot: Slot, row: SourceRow | undefined): LabelSet {
    const { facts } = this.flow;
    const target = nameBehindScope(slot.target!.name);
    if (row?.label) return labelSet(row.label);
    switch (row?.source) {
      case 'caller-input':
      case 'slot':
        return classifyCollection(facts, collectionBy(this.#unit, this.action, slot.target!, row));
      case 'external':
      case 'flow-output':
        if (this.#known().sanitises) return NO_LABELS;
        return classifyNames(facts, nameBehindScope(slot.name), target);
      case 'secured':
        return classifyNames(facts, literalText(slot.key), target) || labelSet('SECURE');
      case 'attribute':
        return classifyNames(facts, literalText(slot.key), target);
      default:
        return NO_LABELS;
    }
  }

  #sinks(slot: Slot, collected: ReadonlyMap<string, SetId>): void {
    const row = this.facts?.sinks.get(slot.role) ?? this.#localSink(slot.role);
    const { secure, sanitises } = this.#known();
    const isKnown = row?.sink === 'data-action' && (secure || sanitises);
    if (slot.value && (isKnown || isSecureSend(this.action.kind, slot.role))) {
      this.#passage('secure-action', slot, slot.value, slot.name, this.terms(slot.value));
    }
    if (!row || isKnown) return;
    const { uri } = this.flow.flow;
    const { container, index } = this.action;
    const kind = this.#kindOf(row.sink === 'data-action' ? 'data-action' : this.flow.sinkKind(row));
    if (row.sink === 'bot' && slot.role === 'inputs' && !externalFlow(this)) return;
    const add = (term: Term, constant: SetId, span: Value['span']) =>
      this.flow.addSink(this.code.sinks, {
        container,
        action: index,
        kind,
        place: { uri, span },
        term,
        constant,
        role: slot.role,
        name: slot.name,
      });
    if (row.reads !== undefined) {
      // A setting without a value is as good as one that is not written.
      const setting = slot.value?.source.text.trim().toLowerCase() ?? '';
      const isOff = setting === '' || row.unless?.includes(setting);
      if (!isOff) add(NOTHING, collected.get(row.reads) ?? EMPTY, slot.span);
      return;
    }
    if (slot.key) add(this.terms(slot.key), EMPTY, slot.key.span);
    if (slot.value) {
      const term = this.terms(slot.value);
      add(term, row.sees === undefined ? EMPTY : this.#justCollected(term, row.sees, collected), slot.value.span);
    }
    if (slot.value && row.shared) this.#setAttribute(slot, slot.value);
  }

  /** What an expression shows of the value that this action has just bound to `role`. */
  #justCollected(term: Term, role: string, collected: ReadonlyMap<string, SetId>): SetId {
    const slot = this.action.slots.find((candidate) => candidate.role === role);
    const cell = slot ? this.cell(slot)?.id : undefined;
    const set = collected.get(role) ?? EMPTY;
    const { atoms } = this.flow.context;
    const show = (part: Term): SetId => {
      if (part.kind === 'read') return part.cell === cell ? atoms.transform(set, part.pieces, part.sites) : EMPTY;
      const combine = part.kind === 'all' ? atoms.join.bind(atoms) : atoms.union.bind(atoms);
      return part.parts.reduce((all, next) => combine(all, show(next)), EMPTY);
    };
    return show(term);
  }

  #kindOf(kind: SinkKind): SinkKind {
    const target = this.action.target;
    if (kind !== 'data-action' || !target) return kind;
    const { sink } = this.#known();
    if (sink) return sink;
    return isMessageAction(target.category ?? '', target.name) ? 'message' : kind;
  }

  /** What the user says about the data action that is called. */
  #known(): DataActionFact {
    const { target } = this.action;
    if (this.flow.facts.dataActions.length === 0 || target?.kind !== 'data-action') return NOTHING_KNOWN;
    return findDataAction(this.flow.facts, target.category ?? '', target.name);
  }

  #localSource({ name, role }: Slot): LabelSet {
    const { facts } = this.flow;
    return facts.sources.length === 0 ? NO_LABELS : findSource(facts, this.action.kind, name || role);
  }

  #localSink(role: string): SinkRow | undefined {
    if (this.flow.facts.sinks.length === 0) return undefined;
    const sink = findSink(this.flow.facts, this.action.kind, role);
    return sink && { role, sink, evidence: 'configured' };
  }

  #setAttribute(slot: Slot, value: Value): void {
    const name = literalText(slot.key);
    const term = this.terms(value);
    if (name === '' || isNothing(term)) return;
    const place = { uri: this.flow.flow.uri, span: value.span };
    const channel = this.flow.context.channel(attributeChannel(name));
    this.#addChannelWrite({ channel, term, place, flow: this.flow.index, action: this.action.index });
  }

  #addChannelWrite(write: ChannelWrite): void {
    this.code.channels.push(write);
    this.flow.context.channelsWritten.push(write);
  }

  #channelOf(slot: Slot): number | undefined {
    const name = literalText(slot.key);
    if (name === '') return undefined;
    const channel = this.flow.context.channel(attributeChannel(name));
    return this.flow.context.isFed(channel) ? channel : undefined;
  }

  #invocationData(): void {
    const { target } = this.action;
    const slot = this.action.slots.find(({ role }) => role === 'invocationData');
    if (!target || !slot?.value) return;
    const term = this.terms(slot.value);
    if (isNothing(term)) return;
    const channel = this.flow.context.channel(`invocation ${target.name}`);
    const place = { uri: this.flow.flow.uri, span: slot.value.span };
    this.#addChannelWrite({ channel, term, place, flow: this.flow.index, action: this.action.index });
  }

  /** A variable that other flows read too is a place where a value stays. */
  #keep(slot: Slot, term: Term, constant: SetId): void {
    if (!slot.target || !this.flow.scope.known(slot.target.name, this.action.container)?.variable?.isShared) return;
    this.flow.addSink(this.code.sinks, {
      container: this.action.container,
      action: this.action.index,
      kind: 'shared-variable',
      place: { uri: this.flow.flow.uri, span: slot.value?.span ?? slot.target.span },
      term,
      constant,
      role: slot.role,
      name: slot.target.name,
    });
  }

  /** A value that goes back to the caller without a name. */
  #giveBack(): void {
    const value = this.action.slots.find(({ role }) => role === 'returnValue')?.value;
    if (!value) return;
    const cell = this.flow.scope.resultAt(value.span);
    cell.hasWrite = true;
    this.code.writes.push({
      on: 'always',
      cell: cell.id,
      isPartial: false,
      term: this.terms(value),
      constant: EMPTY,
      isOutside: false,
      place: { uri: this.flow.flow.uri, span: value.span },
      action: this.action.index,
    });
  }

  /** The output on whose path a binding happens; outputs that the action does not have mean every path. */
  #pathOf(row: SourceRow): string {
    return this.facts?.outputs.includes(row.on) ? row.on : 'always';
  }

  get #unit(): FlowUnit {
    return this.flow.context.units[this.flow.index]!;
  }

  #verb(row: SourceRow | undefined): string {
    const name = this.action.name === '' ? this.action.kind : this.action.name;
    switch (row?.source) {
      case 'caller-input':
      case 'slot':
        return `collected here by "${name}"`;
      case 'secured':
        return `${row.label ? 'returned' : 'decrypted'} here by "${name}"`;
      case 'attribute':
        return `read from participant data here by "${name}"`;
      default:
        return `returned here by "${name}"`;
    }
  }
}

export function attributeChannel(name: string): string {
  return `attribute ${name}`;
}

/** The text of a literal, also when it is written as an expression; '' for everything else. */
export function literalText(value: Value | undefined): string {
  if (value?.mode === 'literal') return value.source.text;
  const expression = value?.expression;
  return expression?.kind === 'literal' && expression.type === 'String' ? expression.value : '';
}
