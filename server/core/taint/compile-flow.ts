import { type SinkKind, type SinkRow, sinksOf } from '../catalog/actions.js';
import { findFlowType } from '../catalog/flow-types.js';
import { ALL_LABELS, type LabelSet, labelSet, labelWords, NO_LABELS } from '../catalog/labels.js';
import { classifyWith, type LocalFacts } from '../catalog/local-facts.js';
import { entryNode } from '../graph/control-graph.js';
import { nameBehindScope, variableKey } from '../model/expression.js';
import type { Flow, Slot, Value } from '../model/flow.js';
import type { Span } from '../text/span.js';
import { EMPTY, type SetId } from './atoms.js';
import { noteCut } from './barriers.js';
import { ActionCompiler } from './compile-action.js';
import { Scope, type TaintContext } from './context.js';
import type { Cell, FlowProgram, NodeCode, SinkSite } from './program.js';
import { isNothing, NOTHING, type Term, type TermContext, termsOf } from './terms.js';

const MESSAGE_SANCTIONED = labelSet('LINK', 'OTP');
const DATA_ACTION_EXEMPT = labelSet('TOKEN', 'LINK');

/** Whatever arrives may, and rules are told. */
const PASSAGE_POLICY = { leaks: NO_LABELS, sanctioned: ALL_LABELS };

/** Labels that leak at a kind of sink, and those that may arrive there. Taint policy, section 5. */
export function sinkPolicy(kind: SinkKind): { readonly leaks: LabelSet; readonly sanctioned: LabelSet } {
  if (kind === 'message') return { leaks: ALL_LABELS & ~MESSAGE_SANCTIONED, sanctioned: MESSAGE_SANCTIONED };
  if (kind === 'data-action') return { leaks: ALL_LABELS & ~DATA_ACTION_EXEMPT, sanctioned: NO_LABELS };
  return { leaks: ALL_LABELS, sanctioned: NO_LABELS };
}

/** Turns one flow into what the engine runs: cells, and per node its sinks, calls and writes. */
export class FlowCompiler {
  readonly context: TaintContext;
  readonly index: number;
  readonly flow: Flow;
  readonly facts: LocalFacts;
  readonly scope: Scope;
  readonly code: (NodeCode | undefined)[];
  /** By container, the flow's own first. */
  readonly #termContexts: (TermContext | undefined)[] = [];

  constructor(context: TaintContext, index: number) {
    this.context = context;
    this.index = index;
    this.flow = context.units[index]!.flow;
    this.facts = context.factsOf(this.flow.uri);
    this.scope = new Scope(context, this.flow);
    context.scopes.push(this.scope);
    this.code = new Array<NodeCode | undefined>(context.units[index]!.graph.nodeCount).fill(undefined);
  }

  /** First pass: everything but what other flows decide. Calls are linked when all flows have been through it. */
  compile(): void {
    const { flow, context } = this;
    const { graph } = context.units[this.index]!;
    if (flow.containers[0]?.kind === 'script') this.#addParts();
    for (const action of flow.actions) if (graph.reachable[action.index]) new ActionCompiler(this, action).compile();
    const menuSinks = sinksOf('menu');
    for (const container of flow.containers) {
      if (container.kind !== 'menu') continue;
      const { sinks } = this.at(entryNode(flow, container.index));
      for (const slot of container.slots) this.#say(menuSinks, slot, container.index, sinks);
    }
    const root = graph.roots[0];
    const flowSinks = sinksOf('flow');
    for (const slot of flow.slots) {
      if (flowSinks.get(slot.role)?.when === 'start' && root !== undefined) {
        this.#say(flowSinks, slot, -1, this.at(entryNode(flow, root)).sinks);
      }
    }
  }

  #addParts(): void {
    for (const { slots } of this.flow.actions) {
      for (const { target } of slots) {
        if (target?.part !== undefined) this.scope.addPart(target.name, target.part, target.span);
      }
    }
  }

  /** Second pass, once it is known who passes values in. */
  finish(): FlowProgram {
    const { flow } = this;
    const anyTimeSinks = this.#anyTimeSinks(sinksOf('flow'));
    this.#setInitials();
    return {
      index: this.index,
      flow,
      graph: this.context.units[this.index]!.graph,
      code: this.code,
      cells: this.scope.cells,
      flowCells: this.scope.flowCells,
      localCells: flow.containers.map(({ index }) => this.scope.localCells(index)),
      sharedCells: [],
      anyTimeSinks,
    };
  }

  /** The code of a node, created on first use. */
  at(node: number): NodeCode {
    const known = this.code[node];
    if (known) return known;
    const added: NodeCode = { sinks: [], channels: [], calls: [], writes: [] };
    this.code[node] = added;
    return added;
  }

  terms(value: Value | undefined, container: number): Term {
    if (!value?.expression) return NOTHING;
    let context = this.#termContexts[container + 1];
    if (!context) {
      context = this.#termContext(container);
      this.#termContexts[container + 1] = context;
    }
    return termsOf(value, context);
  }

  #termContext(container: number): TermContext {
    const { context, flow, scope } = this;
    const { ignored } = context;
    const partsOf = (name: string, property?: string) => {
      const cells = property === undefined ? scope.partsOf(name) : [scope.part(name, property)];
      return cells.flatMap((cell) => (cell ? cell.id : []));
    };
    return {
      ...(scope.hasParts ? { partsOf } : {}),
      ...(ignored
        ? { passes: (cut, span) => noteCut(context.atoms.pieces, ignored, cut, { uri: flow.uri, span }) }
        : {}),
      pieces: context.atoms.pieces,
      cellOf: (name) => scope.known(name, container)?.id ?? -1,
      newCell: (name, span) => scope.find(name, container, span)?.id ?? -1,
      classify: (name) => classifyWith(this.facts, name),
      propertySite: (name, span) => context.propertySite(flow.uri, name, span),
    };
  }

  /** Adds a sink; nothing when no variable and no constant can ever reach it. */
  addSink(list: SinkSite[], sink: Omit<SinkSite, 'id' | 'flow' | 'leaks' | 'sanctioned'>): void {
    if (isNothing(sink.term) && sink.constant === EMPTY) return;
    const { container, action, kind, place, term, constant, role, name, passage } = sink;
    const { leaks, sanctioned } = passage ? PASSAGE_POLICY : sinkPolicy(kind);
    const id = this.context.sinks.length;
    const site = {
      id,
      flow: this.index,
      container,
      action,
      kind,
      leaks,
      sanctioned,
      place,
      term,
      constant,
      role,
      name,
      ...(passage ? { passage } : {}),
    };
    this.context.sinks.push(site);
    list.push(site);
  }

  /** 'customer' sinks are heard in voice flows and read in the others. Settled question 7. */
  sinkKind(row: SinkRow): SinkKind {
    if (row.sink !== 'customer') return row.sink;
    return (findFlowType(this.flow.type)?.voice ?? true) ? 'speech' : 'message';
  }

  source(labels: LabelSet, confidence: 'high' | 'medium', verb: string, name: string, span: Span): SetId {
    const { atoms } = this.context;
    const place = { uri: this.flow.uri, span };
    return atoms.sourceSet(
      atoms.addSource({ labels, confidence, place, message: `${labelWords(labels)} ${verb}`, name }),
    );
  }

  #say(rows: ReadonlyMap<string, SinkRow>, slot: Slot, container: number, list: SinkSite[]): void {
    const row = rows.get(slot.role);
    if (!row || !slot.value) return;
    const term = this.terms(slot.value, container);
    const place = { uri: this.flow.uri, span: slot.value.span };
    const { role, name } = slot;
    this.addSink(list, { container, action: -1, kind: this.sinkKind(row), place, term, constant: EMPTY, role, name });
  }

  /** What the flow says when an error or an escalation happens, which may be after any action. Question 14. */
  #anyTimeSinks(rows: ReadonlyMap<string, SinkRow>): SinkSite[] {
    const sinks: SinkSite[] = [];
    for (const slot of this.flow.slots) {
      if (rows.get(slot.role)?.when === undefined) this.#say(rows, slot, -1, sinks);
    }
    return sinks;
  }

  /** What variables hold before anything ran: S1 for secure ones, S6 for inputs, else nothing. */
  #setInitials(): void {
    const { atoms } = this.context;
    for (const cell of this.scope.cells) {
      const invocation = variableKey(cell.name) === 'flow.invocationdata';
      if (invocation) cell.initial = atoms.channelSet(this.context.channel(`invocation ${this.flow.name}`));
      else if (cell.isSecure && !cell.isParameter) cell.initial = this.#declaredSecure(cell);
      else if (cell.variable?.isInput && !cell.isParameter && !this.#isCalled(cell))
        cell.initial = this.#flowInput(cell);
      else if (!cell.hasWrite && !cell.isParameter) cell.initial = this.#calledSensitive(cell);
    }
  }

  /** Callers in sight that pass nothing leave an input empty. Question 12. */
  #isCalled({ container }: Cell): boolean {
    const entered = container < 0 ? this.context.units[this.index]!.graph.roots : [container];
    return entered.some((one) => this.context.callsTo(this.index, one).length > 0);
  }

  /** S1: only a clean value that is written on every way makes a secure variable harmless. Question 3. */
  #declaredSecure({ name, place, hasWrite }: Cell): SetId {
    const { atoms } = this.context;
    const labels = classifyWith(this.facts, nameBehindScope(name)).labels || labelSet('SECURE');
    const message = `${labelWords(labels)} declared secure here`;
    const source = {
      labels,
      confidence: 'high',
      place: { uri: this.flow.uri, span: place.span },
      message,
      name,
    } as const;
    return atoms.sourceSet(atoms.addSource(hasWrite ? { ...source, isUnfilled: true } : source));
  }

  /** S7: nothing in sight fills it, and the user says what it holds. */
  #calledSensitive(cell: Cell): SetId {
    if (this.facts.names.length === 0) return EMPTY;
    const { labels, isSettled } = classifyWith(this.facts, nameBehindScope(cell.name));
    if (!isSettled || labels === NO_LABELS) return EMPTY;
    return this.source(labels, 'high', 'named so in the configuration', cell.name, cell.place.span);
  }

  #flowInput(cell: Cell): SetId {
    const { labels, isSettled } = classifyWith(this.facts, nameBehindScope(cell.name));
    if (labels === NO_LABELS) return EMPTY;
    return this.source(labels, isSettled ? 'high' : 'medium', 'passed into the flow here', cell.name, cell.place.span);
  }
}
