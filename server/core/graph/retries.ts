import { loopCountOf } from '../catalog/steps.js';
import { type ControlGraph, containerOf, type Edge } from './control-graph.js';
import { type Counter, countersOf } from './counters.js';
import { nodesInCycles } from './cycles.js';
import { FactSteps } from './fact-steps.js';
import { FACTS_AT_ONCE, type Facts, followFacts } from './path-facts.js';

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
  const possible = repeatable(graph, attempts);
  const some = FACTS_AT_ONCE / 2;
  for (let at = 0; at < possible.length; at += some)
    retries.push(...judge(graph, possible.slice(at, at + some), isOver));
  return retries;
}

/** Attempts that are made again with nothing that takes time in between. */
export function hurriedRetries(graph: ControlGraph, attempts: readonly Attempt[], isOver: Ending): number[] {
  const hurried: number[] = [];
  const possible = repeatable(graph, attempts);
  for (let at = 0; at < possible.length; at += FACTS_AT_ONCE) {
    const some = possible.slice(at, at + FACTS_AT_ONCE);
    const since = followFailures(graph, some, isOver, []);
    hurried.push(...some.filter(({ action }, place) => since.has(action, place)).map(({ action }) => action));
  }
  return hurried;
}

/** Most attempts stand where nobody comes by a second time. */
function repeatable(graph: ControlGraph, attempts: readonly Attempt[]): readonly Attempt[] {
  const isInCycle = nodesInCycles(graph);
  return attempts.filter(({ action }) => isInCycle[action]);
}

/** By attempt: it has failed, and nothing has ended the row since. */
function followFailures(
  graph: ControlGraph,
  attempts: readonly Attempt[],
  isOver: Ending,
  rounds: readonly Round[],
): Facts {
  const steps = new FactSteps(graph, attempts.length);
  for (const { node, place, attempt } of rounds) steps.take(node, place, attempt);
  endRows(steps, isOver);
  giveFailures(steps, attempts, (attempt) => [attempt]);
  return followFacts(steps, 'none');
}

function endRows(steps: FactSteps, isOver: Ending): void {
  steps.graph.edges.forEach((out, node) => {
    out.forEach((edge, place) => {
      if (isOver(node, edge)) steps.takeAll(node, place);
    });
  });
}

function giveFailures(
  steps: FactSteps,
  attempts: readonly Attempt[],
  factsOf: (attempt: number) => readonly number[],
): void {
  attempts.forEach(({ action, isFailure }, attempt) => {
    steps.graph.edges[action]!.forEach((edge, place) => {
      if (isFailure(edge)) for (const fact of factsOf(attempt)) steps.give(action, place, fact);
    });
  });
}

interface Judged {
  readonly attempt: Attempt;
  /** Counters that go on while it is made again, and those of them that do not begin anew. */
  readonly running: readonly Counter[];
  readonly good: readonly Counter[];
}

function judge(graph: ControlGraph, attempts: readonly Attempt[], isOver: Ending): Retry[] {
  const rounds = roundsOf(graph, attempts);
  const since = followFailures(graph, attempts, isOver, rounds);
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
  const steps = new FactSteps(graph, judged.length * 2);
  const settle = (node: number, fact: number) => {
    for (const place of graph.edges[node]!.keys()) steps.take(node, place, fact);
  };
  judged.forEach(({ good }, place) => {
    for (const { tests, steps: ways } of good) {
      for (const node of tests.keys()) settle(node, place * 2);
      for (const node of ways) settle(node, place * 2 + 1);
    }
  });
  const both = (attempt: number) => [attempt * 2, attempt * 2 + 1];
  for (const { node, place, attempt } of roundsOf(graph, attempts)) {
    for (const fact of both(attempt)) steps.take(node, place, fact);
  }
  endRows(steps, isOver);
  giveFailures(steps, attempts, both);
  return followFacts(steps, 'none');
}

/** A loop with a fixed number of rounds goes round again: at this edge it bounds an attempt. */
interface Round {
  readonly node: number;
  readonly place: number;
  readonly attempt: number;
}

/** The attempts that a loop around them makes only so many times. A loop elsewhere may call the task that they stand in. */
function roundsOf({ flow, edges }: ControlGraph, attempts: readonly Attempt[]): Round[] {
  const rounds: Round[] = [];
  for (const { index: node, kind, container } of flow.actions) {
    if (loopCountOf(kind) === undefined) continue;
    const place = edges[node]!.findIndex(({ output }) => output === 'loop');
    if (place < 0) continue;
    attempts.forEach(({ action }, attempt) => {
      const isAround = flow.actions[action]!.container !== container || enclosingLoops(flow, action).includes(node);
      if (isAround) rounds.push({ node, place, attempt });
    });
  }
  return rounds;
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
