import { type MouseEvent, type RefObject, useEffect, useRef } from 'react';
import type { PlacedItem } from '../layout/placed.js';
import { useDeeds, useGraph, useScene } from '../parts/graph-context.js';
import { lookOf } from '../parts/icon.js';
import type { NodeOnPath } from '../state/lit.js';
import type { Scene } from '../state/scene.js';
import { itemLabel } from '../state/sentences.js';

/** What lit paths make of an item. */
export interface PathMarks {
  readonly onPath: NodeOnPath | undefined;
  readonly onSecond: NodeOnPath | undefined;
  readonly isStop: boolean;
  readonly isSink: boolean;
}

/** What every item has in common: its place in the order of the keyboard, its words, and what the path makes of it. */
export interface ItemLook extends PathMarks {
  readonly className: string;
  readonly target: TargetProperties;
}

export interface TargetProperties {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly role: 'button';
  readonly tabIndex: number;
  readonly 'aria-label': string;
  readonly 'aria-expanded'?: boolean;
  readonly onClick: (event: MouseEvent) => void;
  readonly onFocus: () => void;
}

/** Handlers and classes of an item, for the one element that can have the focus. */
export function useItem(item: PlacedItem): ItemLook {
  const { id } = item;
  const scene = useScene();
  const deeds = useDeeds();
  const index = useGraph((state) => state.index);
  const hasFocus = useGraph((state) => state.focus === id);
  const isCursor = useGraph((state) => state.cursor === id);
  const dims = useGraph((state) => state.switches.dimming);
  const isCurrent = useGraph(({ lit }) => lit !== undefined && isAt(scene, id, lit.step + 1));
  const ref = useFocus(hasFocus);
  const onPath = scene.onPath.get(id);
  const isStop = scene.stopAt === id;
  const isSink = onPath?.isLast === true && scene.stopAt === undefined;
  const target: TargetProperties = {
    ref,
    role: 'button',
    tabIndex: hasFocus ? 0 : -1,
    'aria-label': itemLabel(index, item, scene.onPath),
    ...(OPENS.has(item.kind) && { 'aria-expanded': item.kind === 'container' }),
    onClick: (event) => {
      event.stopPropagation();
      deeds.choose(id);
    },
    onFocus: () => deeds.focusItem(id, false),
  };
  const states = { hasFocus, isCursor, isCurrent, isDim: dims && isOff(scene, id) };
  const className = classesOf(scene, id, states);
  return { onPath, onSecond: scene.onSecond.get(id), isStop, isSink, className, target };
}

/** What can be opened, and what is open. */
const OPENS: ReadonlySet<PlacedItem['kind']> = new Set(['container', 'collapsed', 'stub']);

function isAt({ onPath }: Scene, id: string, step: number): boolean {
  return onPath.get(id)?.steps.includes(step) === true;
}

/** Off the lit path, or outside of what a filter keeps. */
function isOff({ isLit, onPath, onSecond, grounds, kept }: Scene, id: string): boolean {
  if (isLit) return !onPath.has(id) && !onSecond.has(id) && !grounds.has(id);
  return kept !== undefined && !kept.has(id);
}

type States = Record<'hasFocus' | 'isCursor' | 'isCurrent' | 'isDim', boolean>;

function classesOf(scene: Scene, id: string, { hasFocus, isCursor, isCurrent, isDim }: States): string {
  const onPath = scene.onPath.get(id);
  const isStep = onPath !== undefined && onPath.steps.length > 0;
  const isStop = scene.stopAt === id;
  const isSink = isStep && onPath.isLast && scene.stopAt === undefined;
  const names: readonly (readonly [name: string, isOn: boolean])[] = [
    ['is-selected', hasFocus],
    ['is-cursor', isCursor],
    ['is-hit', scene.hits.has(id)],
    ['is-dim', isDim],
    ['is-current', isCurrent],
    ['is-stop', isStop],
    ['is-step', isStep && !isStop],
    ['is-carrier', onPath !== undefined && !isStep],
    ['is-second', scene.onSecond.has(id) && onPath === undefined],
    ['is-sink', isSink],
    [`kt-is-${lookOf(scene.severity ?? 'error')}`, isSink],
  ];
  return names.flatMap(([name, isOn]) => (isOn ? name : [])).join(' ');
}

/** The item that gets the focus of the graph takes the real one too, when the graph has it. */
function useFocus(hasFocus: boolean): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = ref.current;
    const graph = element?.closest('.kt-graph');
    if (hasFocus && element && graph?.contains(document.activeElement)) element.focus({ preventScroll: true });
  }, [hasFocus]);
  return ref;
}
