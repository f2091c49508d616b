import type { PlacedItem, Point } from '../layout/placed.js';
import type { Scene } from '../state/scene.js';

/** Colours of the overview, taken from the page when it is drawn. */
export interface Palette {
  readonly block: string;
  readonly line: string;
  readonly ground: string;
  readonly trace: string;
  readonly error: string;
  readonly text: string;
  readonly focus: string;
}

/** What is seen: origin in px of the screen, and the zoom. */
export interface Window {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}

export interface OverviewInput {
  readonly scene: Scene;
  /** Items that handle secure data; they are hollow. */
  readonly secure: ReadonlySet<string>;
  readonly names: ReadonlyMap<string, string>;
  readonly focus: string | undefined;
}

type Canvas = CanvasRenderingContext2D;

/** Draws everything that is seen, in one go: grounds, lines, blocks, the path, names. */
export function drawOverview(canvas: Canvas, input: OverviewInput, window: Window, palette: Palette): void {
  const { scene } = input;
  const seen = scene.placed.items.filter((item) => isSeen(item, window));
  canvas.clearRect(0, 0, window.width, window.height);
  canvas.lineWidth = 1;
  drawGrounds(canvas, seen, window, palette);
  drawLines(canvas, scene, window, palette);
  drawBlocks(canvas, input, seen, window, palette);
  drawNames(canvas, input, seen, window, palette);
}

function isSeen({ x, y, width, height }: PlacedItem, window: Window): boolean {
  const left = x * window.zoom + window.x;
  const top = y * window.zoom + window.y;
  return left < window.width && top < window.height && left + width * window.zoom > 0 && top + height * window.zoom > 0;
}

function isGround({ kind }: PlacedItem): boolean {
  return kind === 'container' || kind === 'frame' || kind === 'loop';
}

function drawGrounds(canvas: Canvas, seen: readonly PlacedItem[], window: Window, palette: Palette): void {
  canvas.fillStyle = palette.ground;
  canvas.strokeStyle = palette.line;
  for (const item of seen) {
    if (!isGround(item)) continue;
    const [x, y, width, height] = onScreen(item, window);
    canvas.fillRect(x, y, width, height);
    canvas.strokeRect(x + 0.5, y + 0.5, width, height);
  }
}

/** One screen px each, the path two; lines outside of the window cost nothing. */
function drawLines(canvas: Canvas, scene: Scene, window: Window, palette: Palette): void {
  const lit: (readonly Point[])[] = [];
  canvas.beginPath();
  for (const edge of [...scene.placed.edges, ...scene.extra]) {
    if (!touches(edge.points, window)) continue;
    if (scene.edges.get(edge.id)?.look === 'lit') lit.push(edge.points);
    else if (scene.edges.has(edge.id) || edge.kind !== 'stored') trace(canvas, edge.points, window);
  }
  canvas.lineWidth = 1;
  canvas.strokeStyle = palette.line;
  canvas.stroke();
  canvas.beginPath();
  for (const points of lit) trace(canvas, points, window);
  canvas.lineWidth = 2;
  canvas.strokeStyle = palette.trace;
  canvas.stroke();
}

function touches(points: readonly Point[], { x, y, zoom, width, height }: Window): boolean {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const point of points) {
    left = Math.min(left, point.x);
    right = Math.max(right, point.x);
    top = Math.min(top, point.y);
    bottom = Math.max(bottom, point.y);
  }
  return left * zoom + x < width && right * zoom + x > 0 && top * zoom + y < height && bottom * zoom + y > 0;
}

function trace(canvas: Canvas, points: readonly Point[], { x, y, zoom }: Window): void {
  points.forEach((point, at) => {
    const px = Math.round(point.x * zoom + x) + 0.5;
    const py = Math.round(point.y * zoom + y) + 0.5;
    if (at === 0) canvas.moveTo(px, py);
    else canvas.lineTo(px, py);
  });
}

function drawBlocks(
  canvas: Canvas,
  { scene, secure, focus }: OverviewInput,
  seen: readonly PlacedItem[],
  window: Window,
  palette: Palette,
): void {
  for (const item of seen) {
    if (isGround(item)) continue;
    const [x, y, width, height] = onScreen(item, window);
    const onPath = scene.onPath.get(item.id);
    canvas.lineWidth = 2;
    if (onPath) {
      canvas.fillStyle = onPath.isLast && scene.stopAt === undefined ? palette.error : palette.trace;
      canvas.fillRect(x, y, width, height);
    } else if (secure.has(item.id)) {
      canvas.strokeStyle = palette.trace;
      canvas.strokeRect(x + 1, y + 1, Math.max(1, width - 2), Math.max(1, height - 2));
    } else {
      canvas.fillStyle = palette.block;
      canvas.fillRect(x, y, width, height);
    }
    if (item.id !== focus) continue;
    canvas.strokeStyle = palette.focus;
    canvas.strokeRect(x - 3, y - 3, width + 6, height + 6);
  }
}

/** Names keep 12 px of the screen, and go where there is no room for them. */
function drawNames(
  canvas: Canvas,
  { names }: OverviewInput,
  seen: readonly PlacedItem[],
  window: Window,
  palette: Palette,
): void {
  canvas.font = '600 12px system-ui, sans-serif';
  canvas.textBaseline = 'bottom';
  canvas.fillStyle = palette.text;
  for (const item of seen) {
    const name = names.get(item.id);
    const [x, y, width] = onScreen(item, window);
    if (name === undefined || width < 40) continue;
    const room = Math.max(3, Math.floor(width / 7));
    canvas.fillText(name.length > room ? `${name.slice(0, room - 1)}…` : name, x, y - 2);
  }
}

function onScreen({ x, y, width, height }: PlacedItem, window: Window): [number, number, number, number] {
  const left = Math.round(x * window.zoom + window.x);
  const top = Math.round(y * window.zoom + window.y);
  return [left, top, Math.max(2, Math.round(width * window.zoom)), Math.max(2, Math.round(height * window.zoom))];
}
