import { containerOf, entryNode } from '../../graph/control-graph.js';
import type { Container } from '../../model/flow.js';
import type { CheckedFlow, CheckedWorkspace } from '../../rules/rule.js';
import { addTo } from '../group.js';
import { shownName } from '../shown-name.js';
import { type ActionFindings, actionViewsOf } from './action-views.js';
import type { ActionView, BrokenView, CallView, ContainerView, CountsView, FlowView } from './graph-view.js';
import { idsOf } from './ids.js';
import { Keys } from './keys.js';
import type { Places } from './places.js';
import { shownMessage } from './shown-texts.js';
import { nodeOf, type Spots } from './spots.js';
import { flowKindName } from './words.js';

/** What was found out about one flow, beside what its text says. */
export interface FlowFindings extends ActionFindings {
  /** Errors and warnings by container; -1 for those of the flow itself. */
  readonly errors: ReadonlyMap<number, number>;
  readonly warnings: ReadonlyMap<number, number>;
  /** Places where values enter, by container. */
  readonly sourcesIn: ReadonlyMap<number, number>;
  readonly sinksIn: ReadonlyMap<number, number>;
}

export function flowViewOf(
  file: CheckedFlow,
  workspace: CheckedWorkspace,
  places: Places,
  spots: Spots,
  found: FlowFindings,
): FlowView {
  const { flow, graph } = file;
  const ids = idsOf(flow);
  const keys = new Keys(flow);
  const actions = actionViewsOf(file, workspace, keys, places, found);
  const counts = countsOf(file, keys, found);
  const depths = depthsOf(file);
  const containers = flow.containers.map((container): ContainerView => {
    const own = counts.of(container.index);
    const key = keys.ofContainer(container.index, own.withSecureData);
    return {
      id: ids.containers[container.index]!,
      place: places.of(file, container.span),
      kind: container.kind,
      name: containerName(container),
      isStart: graph.roots.includes(container.index),
      isReachable: graph.reachable[entryNode(flow, container.index)] === 1,
      ...(key ? { key } : {}),
      counts: own,
      body: bodyOf(container, actions),
      inputs: inputsOf(file, container.index),
      depth: depths[container.index]!,
    };
  });
  const total = counts.total();
  const key = keys.ofFlow(total.withSecureData);
  return {
    id: ids.flow,
    place: places.of(file, flow.nameSpan),
    name: shownName(flow.name) || flowKindName(flow.type),
    kind: flowKindName(flow.type),
    isSecure: flow.type === 'securecall',
    ...(key ? { key } : {}),
    containers,
    counts: total,
    broken: brokenOf(file, places, spots),
    calls: callsOf(file),
  };
}

export function containerName({ name, id, kind }: Container): string {
  return shownName(name) || shownName(id) || kind;
}

/** What the format lists but nothing leads to stands behind the rest. */
function bodyOf({ body, detached }: Container, actions: readonly ActionView[]): ActionView[] {
  return [...body, ...detached].flatMap((index) => actions[index] ?? []);
}

function inputsOf({ flow }: CheckedFlow, container: number): string[] {
  return flow.variables
    .filter((variable) => variable.isInput && variable.container === container)
    .map(({ name }) => shownName(name));
}

function brokenOf(file: CheckedFlow, places: Places, spots: Spots): BrokenView[] {
  return file.problems
    .filter(({ severity }) => severity === 'error')
    .map(({ span, message }) => {
      const spot = spots.at({ uri: file.uri, span });
      const node = spot && (spot.action >= 0 || spot.container >= 0) ? { node: nodeOf(spot) } : {};
      return { place: places.of(file, span), message: shownMessage(message), ...node };
    });
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Counter {
  of(container: number): CountsView;
  total(): CountsView;
}

/** Counts by container in one go; -1 counts what belongs to the flow itself. */
function countsOf({ flow }: CheckedFlow, keys: Keys, found: FlowFindings): Counter {
  const own = new Map<number, Mutable<CountsView>>();
  const at = (container: number) => {
    const known = own.get(container);
    if (known) return known;
    const counts = {
      actions: 0,
      withSecureData: 0,
      notUnderstood: 0,
      errors: found.errors.get(container) ?? 0,
      warnings: found.warnings.get(container) ?? 0,
      sources: found.sourcesIn.get(container) ?? 0,
      sinks: found.sinksIn.get(container) ?? 0,
    };
    own.set(container, counts);
    return counts;
  };
  for (const { index, container, known } of flow.actions) {
    const counts = at(container);
    counts.actions++;
    if (keys.isOwn(index)) counts.withSecureData++;
    if (!known) counts.notUnderstood++;
  }
  const total = () => [-1, ...flow.containers.map(({ index }) => index)].map(at).reduce(sum);
  return { of: at, total };
}

function sum(a: CountsView, b: CountsView): CountsView {
  return {
    actions: a.actions + b.actions,
    withSecureData: a.withSecureData + b.withSecureData,
    notUnderstood: a.notUnderstood + b.notUnderstood,
    errors: a.errors + b.errors,
    warnings: a.warnings + b.warnings,
    sources: a.sources + b.sources,
    sinks: a.sinks + b.sinks,
  };
}

/** Calls and jumps between containers, by the action that makes them. */
function callsOf({ flow, graph }: CheckedFlow): CallView[] {
  const { actions, containers } = idsOf(flow);
  return flow.actions.flatMap(({ index }) =>
    leavingFrom({ flow, graph }, index).map(
      ({ kind, to }): CallView => ({ kind, from: actions[index]!, to: containers[to]! }),
    ),
  );
}

function leavingFrom(
  { flow, graph }: Pick<CheckedFlow, 'flow' | 'graph'>,
  action: number,
): { kind: CallView['kind']; to: number }[] {
  const callee = graph.callee[action]!;
  const calls = callee >= 0 ? [{ kind: 'call' as const, to: callee }] : [];
  const jumps = graph.edges[action]!.filter(({ kind }) => kind === 'jump').map(({ to }) => ({
    kind: 'jump' as const,
    to: containerOf(flow, to),
  }));
  return [...calls, ...jumps];
}

/** Calls between the start and each container; -1 where no chain of calls leads to. */
function depthsOf({ flow, graph }: CheckedFlow): number[] {
  const called = new Map<number, number[]>();
  for (const { index, container, enabled } of flow.actions) {
    if (enabled) for (const { to } of leavingFrom({ flow, graph }, index)) addTo(called, container, to);
  }
  const depths = flow.containers.map(() => -1);
  let wave: readonly number[] = startsOf({ flow, graph });
  for (let depth = 0; wave.length > 0; depth++) {
    const fresh = wave.filter((container) => depths[container] === -1);
    for (const container of fresh) depths[container] = depth;
    wave = fresh.flatMap((container) => called.get(container) ?? []);
  }
  return depths;
}

/** Where the flow starts; of one that does not say it, what nothing else leads to. */
function startsOf({ flow, graph }: Pick<CheckedFlow, 'flow' | 'graph'>): readonly number[] {
  if (graph.roots.length < 2) return graph.roots;
  const called = new Set<number>();
  for (const { index, container } of flow.actions) {
    for (const { to } of leavingFrom({ flow, graph }, index)) if (to !== container) called.add(to);
  }
  const free = graph.roots.filter((root) => !called.has(root));
  return free.length > 0 ? free : graph.roots.slice(0, 1);
}
