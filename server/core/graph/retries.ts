import { loopCountOf } from '../catalog/steps.js';
import { type ControlGraph, containerOf, type Edge } from './control-graph.js';
import { type Counter, countersOf } from './counters.js';
import { FACTS_AT_ONCE, type FactStep, type Facts, followFacts } from './path-facts.js';

/** Something that may not work, and is then done again. */
export interface Attempt {
  readonly action: number;
  /** Ways out on which it did not work, or may not have. */
  isFailure(edge: Edge): boolean;
}

/** What ends a row of attempts wherever it happens: it has worked, or somebody has decided otherwise. */
export type Ending = (node: number, edge: Edge) => boolean;

/** An attempt that is made again after it has failed. */
export interface Retry {
  readonly action: number;
  /** Why it may go on without end; undefined when something ends it. */
  readonly endless: 'no counter' | 'counter begins again' | 'counter is passed by' | undefined;
  /** The counters that end it. */
  readonly counters: readonly Counter[];
}

/** The attempts that are made again, each with what bounds it. Loops that go round a fixed number of times end by themselves. */
export function retriesOf(graph: ControlGraph, attempts: readonly Attempt[], isOver: Ending): Retry[] {
  const retries: Retry[] = [];
  const some = FACTS_AT_ONCE / 2;
  for (let at = 0; at < attempts.length; at += some)
    retries.push(...judge(graph, attempts.slice(at, at + some), isOver));
  return retries;
}

/** Attempts that are made again with nothing that takes time in between. */
export function hurriedRetries(graph: ControlGraph, attempts: readonly Attempt[], isOver: Ending): number[] {
  const hurried: number[] = [];
  for (let at = 0; at < attempts.length; at += FACTS_AT_ONCE) {
    const some = attempts.slice(at, at + FACTS_AT_ONCE);
    const since = followFailures(graph, some, isOver, () => []);
    hurried.push(...some.filter(({ action }, place) => since.has(action, place)).map(({ action }) => action));
  }
  return hurried;
}

/** By attempt: it has failed, and nothing has ended the row since. */
function followFailures(
  graph: ControlGraph,
  attempts: readonly Attempt[],
  isOver: Ending,
  rounds: (node: number, edge: Edge) => readonly number[],
): Facts {
  const placeOf = new Map(attempts.map(({ action }, place) => [action, place]));
  const stepAt = (node: number, edge: Edge): FactStep => {
    const own = placeOf.get(node);
    const gives = own !== undefined && attempts[own]!.isFailure(edge) ? [own] : [];
    return { gives, takes: isOver(node, edge) ? 'all' : rounds(node, edge) };
  };
  return followFacts(graph, { count: attempts.length, start: 'none', stepAt });
}

interface Judged {
  readonly attempt: Attempt;
  /** Counters that go on while it is made again, and those of them that do not begin anew. */
  readonly running: readonly Counter[];
  readonly good: readonly Counter[];
}

function judge(graph: ControlGraph, attempts: readonly Attempt[], isOver: Ending): Retry[] {
  const since = followFailures(graph, attempts, isOver, (node, edge) => roundsOf(graph, attempts, node, edge));
  const again = attempts.flatMap((attempt, place) => (since.has(attempt.action, place) ? [{ attempt, place }] : []));
  if (again.length === 0) return [];
  const counters = countersOf(graph);
  const judged = again.map(({ attempt, place }): Judged => {
    const running = counters.filter(({ steps }) => [...steps].some((node) => since.has(node, place)));
    return { attempt, running, good: running.filter((counter) => !beginsAgain(graph, counter, since, place)) };
  });
  const uncounted = followUncounted(graph, judged, isOver);
  return judged.map(({ attempt: { action }, running, good }, place): Retry => {
    const isFree = uncounted.has(action, place * 2) || uncounted.has(action, place * 2 + 1);
    const reason =
      good.length > 0 ? 'counter is passed by' : running.length > 0 ? 'counter begins again' : 'no counter';
    const endless = isFree ? reason : undefined;
    return { action, endless, counters: good.filter(({ tests }) => tests.size > 0) };
  });
}

/** Two facts for each attempt since it has failed: no counter was compared, and none has gone on. */
function followUncounted(graph: ControlGraph, judged: readonly Judged[], isOver: Ending): Facts {
  const attempts = judged.map(({ attempt }) => attempt);
  const placeOf = new Map(attempts.map(({ action }, place) => [action, place]));
  const settled = new Map<number, Set<number>>();
  const settle = (node: number, fact: number) => settled.set(node, (settled.get(node) ?? new Set()).add(fact));
  judged.forEach(({ good }, place) => {
    for (const { tests, steps } of good) {
      for (const node of tests.keys()) settle(node, place * 2);
      for (const node of steps) settle(node, place * 2 + 1);
    }
  });
  const both = (place: number) => [place * 2, place * 2 + 1];
  const stepAt = (node: number, edge: Edge): FactStep => {
    const own = placeOf.get(node);
    const gives = own !== undefined && attempts[own]!.isFailure(edge) ? both(own) : [];
    if (isOver(node, edge)) return { gives, takes: 'all' };
    return { gives, takes: [...(settled.get(node) ?? []), ...roundsOf(graph, attempts, node, edge).flatMap(both)] };
  };
  return followFacts(graph, { count: judged.length * 2, start: 'none', stepAt });
}

/** The attempts that a loop around them makes only so many times. A loop elsewhere may call the task that they stand in. */
function roundsOf({ flow }: ControlGraph, attempts: readonly Attempt[], node: number, edge: Edge): readonly number[] {
  const action = flow.actions[node];
  if (!action || edge.output !== 'loop' || loopCountOf(action.kind) === undefined) return [];
  return attempts.flatMap((attempt, place) => {
    const own = flow.actions[attempt.action]!;
    return own.container !== action.container || enclosingLoops(flow, own.index).includes(node) ? [place] : [];
  });
}

/** The loops around an action, innermost first. */
export function enclosingLoops({ actions }: ControlGraph['flow'], action: number): number[] {
  const loops: number[] = [];
  for (let at = actions[action]!.parent; at >= 0; at = actions[at]!.parent) {
    if (loopCountOf(actions[at]!.kind) !== undefined) loops.push(at);
  }
  return loops;
}

/** It is set anew, or declared anew by a jump, after an attempt has failed. */
function beginsAgain({ flow, edges }: ControlGraph, counter: Counter, since: Facts, place: number): boolean {
  for (const node of counter.resets) if (since.has(node, place)) return true;
  if (counter.bornIn < 0) return false;
  return flow.actions.some(({ index }) => {
    return (
      since.has(index, place) &&
      edges[index]!.some(({ kind, to }) => kind === 'jump' && containerOf(flow, to) === counter.bornIn)
    );
  });
}
