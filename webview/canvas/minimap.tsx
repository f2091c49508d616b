import { useReactFlow, useStore } from '@xyflow/react';
import { type MouseEvent, useEffect, useRef } from 'react';
import { useGraph, useScene } from '../parts/graph-context.js';

const WIDTH = 178;
const HEIGHT = 96;

/** Of the float around the picture. */
const PADDING = 6;

/** From two screens up: blocks only, the path in iris, the sink in red, the view as a frame. */
export function Minimap() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useScene();
  const flow = useReactFlow();
  const theme = useGraph((state) => state.theme);
  const [x, y, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const { placed } = scene;
  const scale = Math.min((WIDTH - 8) / placed.width, (HEIGHT - 8) / placed.height);
  const left = (WIDTH - placed.width * scale) / 2;
  const top = (HEIGHT - placed.height * scale) / 2;
  const isLarge = placed.width * placed.height > 2 * width * height;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are other ones with every theme
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!isLarge || !canvas.current || !context) return;
    const style = getComputedStyle(canvas.current);
    const colour = (name: string) => style.getPropertyValue(`--kt-${name}`).trim();
    context.setTransform(2, 0, 0, 2, 0, 0);
    context.clearRect(0, 0, WIDTH, HEIGHT);
    for (const { id, kind, x: itemX, y: itemY, width: wide, height: high } of placed.items) {
      const onPath = scene.onPath.get(id);
      const isGround = kind === 'frame' || kind === 'container' || kind === 'loop';
      context.fillStyle = colour(onPath === undefined ? 'line-dim' : onPath.isLast ? 'error' : 'trace');
      context.globalAlpha = isGround ? 0.2 : 1;
      context.fillRect(left + itemX * scale, top + itemY * scale, Math.max(1, wide * scale), Math.max(1, high * scale));
    }
    context.globalAlpha = 1;
  }, [scene, scale, left, top, isLarge, theme]);
  if (!isLarge) return null;
  const frame = {
    left: left + (-x / zoom) * scale,
    top: top + (-y / zoom) * scale,
    width: (width / zoom) * scale,
    height: (height / zoom) * scale,
  };
  const go = (event: MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const to = {
      x: (event.clientX - box.left - PADDING - left) / scale,
      y: (event.clientY - box.top - PADDING - top) / scale,
    };
    void flow.setCenter(to.x, to.y, { zoom });
  };
  return (
    // A picture of what the keys reach anyway.
    <div className="kt-float kt-mini" aria-hidden="true" onClick={go}>
      <canvas ref={canvas} width={WIDTH * 2} height={HEIGHT * 2} />
      <span className="kt-mini-view" style={frame} />
    </div>
  );
}
