import { useReactFlow, useStore } from '@xyflow/react';
import { type MouseEvent, useEffect, useRef } from 'react';
import { useGraph, useScene } from '../parts/graph-context.js';

const WIDTH = 178;
const HEIGHT = 96;

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
  const isLarge = placed.width * placed.height > 2 * width * height;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are other ones with every theme
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!isLarge || !canvas.current || !context) return;
    const style = getComputedStyle(canvas.current);
    const colour = (name: string) => style.getPropertyValue(`--kt-${name}`).trim();
    context.setTransform(2, 0, 0, 2, 0, 0);
    context.clearRect(0, 0, WIDTH, HEIGHT);
    for (const { id, kind, x: left, y: top, width: wide, height: high } of placed.items) {
      const onPath = scene.onPath.get(id);
      const isGround = kind === 'frame' || kind === 'container' || kind === 'loop';
      context.fillStyle = colour(onPath === undefined ? 'line-dim' : onPath.isLast ? 'error' : 'trace');
      context.globalAlpha = isGround ? 0.2 : 1;
      context.fillRect(4 + left * scale, 4 + top * scale, Math.max(1, wide * scale), Math.max(1, high * scale));
    }
    context.globalAlpha = 1;
  }, [scene, scale, isLarge, theme]);
  if (!isLarge) return null;
  const frame = {
    left: 4 + (-x / zoom) * scale,
    top: 4 + (-y / zoom) * scale,
    width: (width / zoom) * scale,
    height: (height / zoom) * scale,
  };
  const go = (event: MouseEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const to = { x: (event.clientX - left - 4) / scale, y: (event.clientY - top - 4) / scale };
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
