import { useStore } from '@xyflow/react';
import { type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { useDeeds, useGraph, useScene } from '../parts/graph-context.js';
import type { Scene } from '../state/scene.js';
import { shownText } from '../state/shown-text.js';
import { partOf, titleOf, type ViewIndex } from '../state/view-index.js';
import { drawOverview, type OverviewInput, type Palette } from './draw-overview.js';

/** Everything at once on one canvas, when nothing could be read anyway. */
export function Overview() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useScene();
  const deeds = useDeeds();
  const index = useGraph((state) => state.index);
  const theme = useGraph((state) => state.theme);
  const focus = useGraph((state) => state.focus);
  const [x, y, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const marks = useMemo(() => marksOf(scene, index), [scene, index]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are other ones with every theme
  const palette = useMemo(() => (canvas.current ? paletteOf(canvas.current) : undefined), [theme, canvas.current]);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const ratio = devicePixelRatio;
    if (element.width !== width * ratio) element.width = width * ratio;
    if (element.height !== height * ratio) element.height = height * ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawOverview(context, { scene, focus, ...marks }, { x, y, zoom, width, height }, palette ?? paletteOf(element));
  }, [scene, marks, focus, x, y, zoom, width, height, palette]);
  const choose = (event: MouseEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const item = itemAt(scene, (event.clientX - left - x) / zoom, (event.clientY - top - y) / zoom);
    if (item !== undefined) deeds.goTo(item);
  };
  return (
    // Whoever has no pointer walks with the keys of the graph, which work here as well.
    <div className="kt-overview" aria-hidden="true" onClick={choose}>
      <canvas ref={canvas} style={{ width, height }} />
    </div>
  );
}

function marksOf({ placed }: Scene, index: ViewIndex): Pick<OverviewInput, 'secure' | 'names'> {
  const secure = new Set<string>();
  const names = new Map<string, string>();
  for (const { id, kind } of placed.items) {
    const entry = index.entries.get(id);
    if (entry === undefined) continue;
    if (partOf(entry).key) secure.add(id);
    if (kind === 'container' || kind === 'collapsed' || kind === 'frame') names.set(id, shownText(titleOf(entry)));
  }
  return { secure, names };
}

function itemAt({ placed }: Scene, x: number, y: number): string | undefined {
  const hit = [...placed.items].reverse().find((item) => {
    return x >= item.x && y >= item.y && x <= item.x + item.width && y <= item.y + item.height;
  });
  return hit?.id;
}

function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--kt-${name}`).trim();
  return {
    block: colour('line-dim'),
    line: colour('line-dim'),
    // Mixed colours are no value that a canvas knows.
    ground: colour('surface'),
    trace: colour('trace'),
    error: colour('error'),
    text: colour('text'),
    focus: colour('focus'),
  };
}
