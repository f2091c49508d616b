import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useDispatch, useGraph, useScene } from '../parts/graph-context.js';
import { around, zoomToFit } from '../state/openness.js';
import type { Scene } from '../state/scene.js';
import { itemOf } from '../state/scene.js';
import type { Camera, CameraWish } from '../state/state.js';
import type { ViewIndex } from '../state/view-index.js';

/** Milliseconds of a camera move; the only movement besides the drawing of a path. */
const MOVE = 200;

/** Space around what is walked to that counts as comfortably visible, in px of the screen. */
const COMFORT = 64;

/** The zooms between which everything happens. */
export const ZOOMS = { min: 0.02, max: 2, readable: 1 } as const;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Fulfils the wishes of the state and tells it where the camera has come to rest. */
export function CameraDriver() {
  const flow = useReactFlow();
  const store = useStoreApi();
  const scene = useScene();
  const wish = useGraph((state) => state.wish);
  const index = useGraph((state) => state.index);
  const isStill = useGraph((state) => state.settings.reducesMotion);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const done = useRef({ serial: 0, at: 0 });
  useEffect(() => {
    if (wish === undefined || width === 0 || height === 0) return;
    if (scene.placed.items.length === 0 || !isDue(wish, done.current)) return;
    done.current = {
      serial: wish.serial,
      at: wish.serial === done.current.serial ? done.current.at : performance.now(),
    };
    const [x, y, zoom] = store.getState().transform;
    const now = { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom, zoom };
    const camera = cameraFor(wish, index, scene, { width, height }, now);
    if (camera === undefined) return;
    const isInstant = isStill || matchMedia('(prefers-reduced-motion: reduce)').matches || wish.kind === 'start';
    const { x: cx, y: cy, zoom: to } = camera;
    void flow.setViewport(
      { x: width / 2 - cx * to, y: height / 2 - cy * to, zoom: to },
      isInstant ? {} : { duration: MOVE },
    );
  }, [wish, index, scene, width, height, flow, store, isStill]);
  return <RestingCamera width={width} height={height} />;
}

/** Milliseconds in which a list may still open beside what was fitted; it is then fitted to what is left. */
const SETTLING = 600;

function isDue({ serial, kind }: CameraWish, done: { readonly serial: number; readonly at: number }): boolean {
  if (serial !== done.serial) return true;
  return (kind === 'fit' || kind === 'fit-nodes' || kind === 'start') && performance.now() - done.at < SETTLING;
}

/** Said only when the camera rests: the state is no place for sixty changes a second. */
function RestingCamera({ width, height }: Size) {
  const dispatch = useDispatch();
  const store = useStoreApi();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = store.subscribe(({ transform: [x, y, zoom] }, before) => {
      if (before.transform[0] === x && before.transform[1] === y && before.transform[2] === zoom) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        dispatch({ type: 'camera', camera: { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom, zoom } });
      }, 150);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [store, dispatch, width, height]);
  return null;
}

/** Where the camera has to go; undefined when it is there. */
export function cameraFor(
  wish: CameraWish,
  index: ViewIndex,
  scene: Scene,
  size: Size,
  now: Camera,
): Camera | undefined {
  switch (wish.kind) {
    case 'go':
      return wish.camera;
    case 'zoom':
      return { ...now, zoom: clamp(now.zoom * wish.factor) };
    case 'fit':
      return fitted({ x: 0, y: 0, width: scene.placed.width, height: scene.placed.height }, size);
    case 'start':
      return started(scene, size);
    case 'fit-nodes': {
      const box = around(boxesOf(index, scene, wish.nodes));
      return box && fitted(box, size);
    }
    case 'show':
      return shown(index, scene, wish.node, size, now);
  }
}

function boxesOf(index: ViewIndex, scene: Scene, nodes: readonly string[]) {
  return nodes.flatMap((node) => {
    const item = itemOf(index, scene.ways, node) ?? (scene.ways.items.has(node) ? node : undefined);
    const placed = item === undefined ? undefined : scene.ways.items.get(item);
    if (placed === undefined) return [];
    // Of an open container only the header is a step.
    return [placed.kind === 'container' || placed.kind === 'loop' ? { ...placed, height: 40 } : placed];
  });
}

const MARGIN = 48;

/** The zoom from which on titles can be read. */
const TITLES = 0.6;

/** All of it when its titles can then be read; else its beginning, with the rest in the minimap. */
function started(scene: Scene, size: Size): Camera {
  const { width, height, items } = scene.placed;
  const all = fitted({ x: 0, y: 0, width, height }, size);
  const [first] = items;
  if (all.zoom >= TITLES || first === undefined) return all;
  const top = TOP_FLOATS / TITLES;
  return { x: first.x - MARGIN + size.width / 2 / TITLES, y: first.y - top + size.height / 2 / TITLES, zoom: TITLES };
}

/** Px of the screen that breadcrumb and toolbar take. */
const TOP_FLOATS = 72;

/** Never larger than the text is meant to be, below what floats at the top. */
function fitted(box: { x: number; y: number; width: number; height: number }, size: Size): Camera {
  const free = { width: size.width, height: Math.max(size.height - BELOW_FLOATS, size.height / 2) };
  const zoom = clamp(Math.min(ZOOMS.readable, zoomToFit(box, free, MARGIN)));
  const shift = (size.height - free.height) / 2 / zoom;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 - shift, zoom };
}

/** Px of the screen by which breadcrumb and toolbar reach below the margin. */
const BELOW_FLOATS = 36;

function shown(index: ViewIndex, scene: Scene, node: string, size: Size, now: Camera): Camera | undefined {
  const box = around(boxesOf(index, scene, [node]));
  if (box === undefined) return undefined;
  const left = (box.x - now.x) * now.zoom + size.width / 2;
  const top = (box.y - now.y) * now.zoom + size.height / 2;
  const isIn =
    left >= COMFORT &&
    top >= COMFORT &&
    left + box.width * now.zoom <= size.width - COMFORT &&
    top + box.height * now.zoom <= size.height - COMFORT;
  return isIn ? undefined : { x: box.x + box.width / 2, y: box.y + box.height / 2, zoom: now.zoom };
}

function clamp(zoom: number): number {
  return Math.min(ZOOMS.max, Math.max(ZOOMS.min, zoom));
}
