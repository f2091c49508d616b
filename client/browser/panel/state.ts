import type { FindingView } from '../../../server/core/ide/graph-view/graph-view.js';
import type { Changes } from '../../changes.js';
import type { DoorProblemKind, Fetched, WebPlace } from '../doors/door.js';
import type { Analysed } from './analysis.js';

/** What the address of the tab in front tells. */
export type Seen =
  | { readonly kind: 'unknown' }
  /** The browser does not tell it. */
  | { readonly kind: 'hidden' }
  /** No page with flows. */
  | { readonly kind: 'other' }
  | { readonly kind: 'place'; readonly place: WebPlace; readonly isPasted: boolean };

export interface Problem {
  /** 'left': the tab was closed or shows something else; 'server': the analysis itself has failed. */
  readonly kind: DoorProblemKind | 'left' | 'server';
  readonly message: string;
  /** When to try again, in milliseconds since 1970; undefined when nobody has said. */
  readonly until: number | undefined;
}

/** What is being done about a place. */
export type Task =
  | { readonly kind: 'none' }
  /** The browser asks whether the hosts may be read. */
  | { readonly kind: 'asking'; readonly place: WebPlace }
  | { readonly kind: 'fetching'; readonly place: WebPlace; readonly done: number; readonly total: number }
  | { readonly kind: 'reading'; readonly place: WebPlace; readonly files: number }
  | { readonly kind: 'failed'; readonly place: WebPlace; readonly problem: Problem };

export interface Result {
  /** Another one for every analysis. */
  readonly number: number;
  readonly place: WebPlace;
  readonly fetched: Fetched;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly after: Analysed;
  /** For changes. */
  readonly before: Analysed | undefined;
  readonly changes: Changes<FindingView> | undefined;
}

export interface PanelState {
  readonly seen: Seen;
  readonly task: Task;
  /** The number of the newest task; what an older one still says is not heard. */
  readonly run: number;
  /** The last one that came to its end; it stays while another one is made, and when that fails. */
  readonly result: Result | undefined;
}

export type PanelEvent =
  | { readonly type: 'seen'; readonly seen: Seen }
  | { readonly type: 'wanted'; readonly run: number; readonly place: WebPlace }
  | { readonly type: 'allowed'; readonly run: number }
  | { readonly type: 'progress'; readonly run: number; readonly done: number; readonly total: number }
  | { readonly type: 'fetched'; readonly run: number; readonly files: number }
  | { readonly type: 'finished'; readonly run: number; readonly result: Omit<Result, 'number'> }
  | { readonly type: 'failed'; readonly run: number; readonly problem: Problem };

export const INITIAL: PanelState = { seen: { kind: 'unknown' }, task: { kind: 'none' }, run: 0, result: undefined };

/** The whole behaviour of the panel: nothing is ever lost but by a newer result. */
export function reduce(state: PanelState, event: PanelEvent): PanelState {
  if (event.type === 'seen') return withSeen(state, event.seen);
  if (event.type === 'wanted') return { ...state, run: event.run, task: { kind: 'asking', place: event.place } };
  const { task } = state;
  // A task that has failed or was replaced says nothing any more.
  if (event.run !== state.run || task.kind === 'none' || task.kind === 'failed') return state;
  const { place } = task;
  switch (event.type) {
    case 'allowed':
      return { ...state, task: { kind: 'fetching', place, done: 0, total: 0 } };
    case 'progress':
      return task.kind === 'fetching' ? { ...state, task: { ...task, done: event.done, total: event.total } } : state;
    case 'fetched':
      return { ...state, task: { kind: 'reading', place, files: event.files } };
    case 'finished':
      return { ...state, task: { kind: 'none' }, result: { ...event.result, number: event.run } };
    case 'failed':
      return { ...state, task: failedTask(state, place, event.problem) };
  }
}

/** Whoever has gone on to another page with flows is offered that one. */
function failedTask({ seen }: PanelState, place: WebPlace, problem: Problem): Task {
  const isElsewhere = seen.kind === 'place' && seen.place.key !== place.key;
  return problem.kind === 'left' && isElsewhere ? { kind: 'none' } : { kind: 'failed', place, problem };
}

function withSeen(state: PanelState, seen: Seen): PanelState {
  // What somebody has pasted counts until a tab shows flows.
  if (seen.kind !== 'place' && state.seen.kind === 'place' && state.seen.isPasted) return state;
  const isSame = keyOf(seen) === keyOf(state.seen) && seen.kind === state.seen.kind;
  if (isSame) return state;
  // A failure is about a page; on another one it is no news.
  const isOver = state.task.kind === 'failed' && keyOf(seen) !== undefined && keyOf(seen) !== state.task.place.key;
  return { ...state, seen, task: isOver ? { kind: 'none' } : state.task };
}

function keyOf(seen: Seen): string | undefined {
  return seen.kind === 'place' ? seen.place.key : undefined;
}

/** Somebody waits for something. */
export function isBusy({ task }: PanelState): boolean {
  return task.kind === 'asking' || task.kind === 'fetching' || task.kind === 'reading';
}

/** The result is not what the page in front would give now, as far as anybody knows. */
export function isOfThen({ seen, task, result }: PanelState): boolean {
  if (result === undefined) return false;
  if (task.kind !== 'none' && task.place.key === result.place.key) return true;
  return keyOf(seen) !== result.place.key;
}
