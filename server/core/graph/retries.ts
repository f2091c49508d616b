import { loopCountOf } from '../catalog/steps.js';
import { type ControlGraph, containerOf, type Edge } from './control-graph.js';
import { type Counter, countersOf } from './counters.js';
import { factSteps, followFacts } from './path-facts.js';

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

/** As many facts as are followed at once, by how many each attempt takes. */
const AT_ONCE = 32;

/** The attempts that are made again, each with what bounds it. Loops that go round a fixed number of times end by themselves. */
export function retriesOf(graph: ControlGraph, attempts: readonly Attempt[], isOver: Ending): Retry[] {
  const retries: Retry[] = [];
  for (let at = 0; at < attempts.length; at += AT_ONCE / 2) {
    retries.push(...judge(graph, attempts.slice(at, at + AT_ONCE / 2), isOver));
  }
  return retries;
}

/** Attempts that are made again with nothing that takes time in between. */
export function hurriedRetries(graph: ControlGraph, attempts: readonly Attempt[], isOver: Ending): number[] {
  const hurried: number[] = [];
  for (let at = 0; at < attempts.length; at += AT_ONCE) {
    const some = attempts.slice(at, at + AT_ONCE);
    const facts = followFacts(
      graph,
      factSteps(0, (node, edge) => ({ gives: failing(some, node, edge), takes: isOver(node, edge) ? -1 : 0 })),
    );
    some.forEach(({ action }, place) => {
      if (facts[action]! & (1 << place)) hurried.push(action);
    });
  }
  return hurried;
}

function failing(attempts: readonly Attempt[], node: number, edge: Edge): number {
  let mask = 0;
  attempts.forEach((attempt, place) => {
    if (attempt.action === node && attempt.isFailure(edge)) mask |= 1 << place;
  });
  return mask;
}

function judge(graph: ControlGraph, attempts: readonly Attempt[], isOver: Ending): Retry[] {
  const ends = (node: number, edge: Edge) => (isOver(node, edge) ? -1 : roundsOf(graph, attempts, node, edge));
  const since = followFacts(
    graph,
    factSteps(0, (node, edge) => ({ gives: failing(attempts, node, edge), takes: ends(node, edge) })),
  );
  const again = attempts.filter(({ action }, place) => (since[action]! & (1 << place)) !== 0);
  if (again.length === 0) return [];
  const counters = countersOf(graph);
  const judged = again.map((attempt) => {
    const bit = 1 << attempts.indexOf(attempt);
    const running = counters.filter(({ steps }) => [...steps].some((node) => since[node]! & bit));
    return { attempt, running, good: running.filter((counter) => !beginsAgain(graph, counter, since, bit)) };
  });
  const uncounted = followFacts(
    graph,
    factSteps(0, (node, edge) => {
      let gives = 0;
      let takes = 0;
      judged.forEach(({ attempt, good }, place) => {
        const both = 0b11 << (place * 2);
        if (attempt.action === node && attempt.isFailure(edge)) gives |= both;
        if (isOver(node, edge) || roundsOf(graph, [attempt], node, edge) !== 0) takes |= both;
        if (good.some(({ tests }) => tests.has(node))) takes |= 0b01 << (place * 2);
        if (good.some(({ steps }) => steps.has(node))) takes |= 0b10 << (place * 2);
      });
      return { gives, takes };
    }),
  );
  return judged.map(({ attempt: { action }, running, good }, place): Retry => {
    const isFree = (uncounted[action]! & (0b11 << (place * 2))) !== 0;
    const endless = !isFree
      ? undefined
      : good.length > 0
        ? 'counter is passed by'
        : running.length > 0
          ? 'counter begins again'
          : 'no counter';
    return { action, endless, counters: good.filter(({ tests }) => tests.size > 0) };
  });
}

/** The attempts that a loop around them makes only so many times. A loop elsewhere may call the task that they stand in. */
function roundsOf({ flow }: ControlGraph, attempts: readonly Attempt[], node: number, edge: Edge): number {
  const action = flow.actions[node];
  if (!action || edge.output !== 'loop' || loopCountOf(action.kind) === undefined) return 0;
  let mask = 0;
  attempts.forEach((attempt, place) => {
    const own = flow.actions[attempt.action]!;
    if (own.container !== action.container || enclosingLoops(flow, own.index).includes(node)) mask |= 1 << place;
  });
  return mask;
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
function beginsAgain({ flow, edges }: ControlGraph, counter: Counter, since: Int32Array, bit: number): boolean {
  for (const node of counter.resets) if (since[node]! & bit) return true;
  if (counter.bornIn < 0) return false;
  return flow.actions.some(({ index }) => {
    const isLater = (since[index]! & bit) !== 0;
    return isLater && edges[index]!.some(({ kind, to }) => kind === 'jump' && containerOf(flow, to) === counter.bornIn);
  });
}
