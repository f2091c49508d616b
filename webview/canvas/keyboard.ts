import type { KeyboardEvent } from 'react';
import type { GraphContext } from '../parts/graph-context.js';
import { type Direction, step } from '../state/navigation.js';
import type { Scene } from '../state/scene.js';
import type { SwitchName } from '../state/state.js';

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ['ArrowDown', 'down'],
  ['ArrowUp', 'up'],
  ['ArrowRight', 'right'],
  ['ArrowLeft', 'left'],
  ['Home', 'first'],
  ['End', 'last'],
]);

const SWITCHES: ReadonlyMap<string, SwitchName> = new Map([
  ['d', 'dimming'],
  ['l', 'legend'],
  ['m', 'minimap'],
]);

/** One press of a key while the graph has the focus; true when it meant something. */
export function press(event: KeyboardEvent, context: GraphContext, scene: Scene): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const direction = DIRECTIONS.get(event.key);
  if (direction) return move(context, scene, direction);
  if (event.key === 'Enter' || event.key === ' ') return enter(event, context);
  if (event.key === 'Escape') return back(context);
  return context.store.get().settings.hasLetterKeys && letter(event.key, context);
}

function move({ store, deeds }: GraphContext, scene: Scene, direction: Direction): boolean {
  const { focus } = store.get();
  const known = focus !== undefined && scene.ways.items.has(focus);
  const next = known ? step(scene.ways, focus, direction) : firstItem(scene);
  if (next !== undefined) deeds.focusItem(next, true);
  return true;
}

export function firstItem({ placed }: Scene): string | undefined {
  return placed.items.find(({ kind }) => kind !== 'frame')?.id;
}

function enter(event: KeyboardEvent, { store, deeds }: GraphContext): boolean {
  const { focus } = store.get();
  if (focus === undefined) return false;
  if (event.shiftKey) deeds.pinAt(focus);
  else deeds.activate(focus);
  return true;
}

/** Leaves the path, then the details, then closes the container in which the focus is. */
export function back({ store, deeds }: GraphContext): boolean {
  const { over, lit, side, focus, index } = store.get();
  if (over !== 'none') store.dispatch({ type: 'over', over: 'none' });
  else if (side === 'details') store.dispatch({ type: 'details', node: undefined });
  else if (lit !== undefined) deeds.leave();
  else if (side !== 'none') store.dispatch({ type: 'side', side: 'none' });
  else {
    const entry = focus === undefined ? undefined : index.entries.get(focus);
    if (entry?.kind !== 'action') return false;
    store.dispatch({ type: 'toggle', container: entry.container.id, isOpen: false });
  }
  return true;
}

function letter(key: string, context: GraphContext): boolean {
  const name = SWITCHES.get(key);
  if (name) context.store.dispatch({ type: 'switch', name });
  const command = LETTERS.get(key);
  command?.(context);
  return name !== undefined || command !== undefined;
}

const LETTERS: ReadonlyMap<string, (context: GraphContext) => void> = new Map([
  ['n', ({ deeds }: GraphContext) => deeds.walk(1)],
  ['p', ({ deeds }: GraphContext) => deeds.walk(-1)],
  [']', ({ deeds }: GraphContext) => deeds.changePath(1)],
  ['[', ({ deeds }: GraphContext) => deeds.changePath(-1)],
  ['/', ({ store }: GraphContext) => store.dispatch({ type: 'over', over: 'search' })],
  ['?', ({ store }: GraphContext) => store.dispatch({ type: 'over', over: 'keys' })],
  ['f', fitDrawn],
  ['0', ({ store }: GraphContext) => store.dispatch({ type: 'scope', scope: 'all' })],
  ['+', ({ store }: GraphContext) => store.dispatch({ type: 'wish', wish: { kind: 'zoom', factor: 1.25 } })],
  ['-', ({ store }: GraphContext) => store.dispatch({ type: 'wish', wish: { kind: 'zoom', factor: 0.8 } })],
  ['e', toSource],
  ['i', toDetails],
  ['o', ({ store }: GraphContext) => store.dispatch({ type: 'side', side: 'outline' })],
]);

/** The lit path when there is one, else everything that is drawn. */
export function fitDrawn({ store }: Pick<GraphContext, 'store'>): void {
  const { lit, index } = store.get();
  const steps = lit && (lit.kind === 'path' ? index.view.paths : index.view.stops)[lit.index]?.steps;
  const wish = steps
    ? ({ kind: 'fit-nodes', nodes: steps.map(({ node }) => node) } as const)
    : ({ kind: 'fit' } as const);
  store.dispatch({ type: 'wish', wish });
}

function toSource({ store, deeds }: GraphContext): void {
  const { focus } = store.get();
  if (focus !== undefined) deeds.reveal(focus, false);
}

function toDetails({ store }: GraphContext): void {
  const { focus, index } = store.get();
  if (focus !== undefined && index.entries.has(focus)) store.dispatch({ type: 'details', node: focus });
}
