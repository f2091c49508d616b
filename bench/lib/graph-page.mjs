// The graph in a page of its own, and what a person feels of it: the first picture, and frames while panning.
import { readFileSync } from 'node:fs';
import { launchChromium } from '../../scripts/hosts/chromium.mjs';
import { serveWebview } from '../../scripts/hosts/webview-server.mjs';
import { placedOf, viewOf } from '../../scripts/hosts/webview-views.mjs';

const SIZE = { width: 1280, height: 800 };

/** Frames of one pan; 5 % of them are 6. */
const FRAMES = 120;

/** A browser with the view of one flow; `close` ends it. */
export async function openBench(path) {
  const view = await viewOf([{ uri: 'file:///bench.yaml', text: readFileSync(path, 'utf8') }]);
  // A text: the driver of the browser takes many seconds for as many objects.
  const json = JSON.stringify(view);
  const placed = await placedOf(view);
  const server = await serveWebview();
  const { page: first, close } = await launchChromium({ viewport: SIZE });
  const context = first.context();
  const onPage = async (work) => {
    const page = await context.newPage();
    await page.setViewportSize(SIZE);
    try {
      await page.goto(server.url);
      return await work(page);
    } finally {
      await page.close();
    }
  };
  return {
    actions: view.flows[0].counts.actions,
    containers: view.flows[0].containers.length,
    firstPaint: () => onPage((page) => page.evaluate(paintGraph, json)),
    firstPaintOfCanvas: () => onPage((page) => page.evaluate(paintCanvas, boxesOf(placed.closed))),
    pan: (zoom) => onPage((page) => panGraph(page, json, placed.open, zoom)),
    panCanvas: (zoom) =>
      onPage((page) => page.evaluate(panCanvas, { boxes: boxesOf(placed.open), zoom, frames: FRAMES })),
    async close() {
      await close();
      await server.stop();
    },
  };
}

function boxesOf({ items, width, height }) {
  return { width, height, items: items.map(({ x, y, width: wide, height: high, title }) => [x, y, wide, high, title]) };
}

/** Milliseconds from the message of the host to the second frame in which a container is there. */
async function paintGraph(json) {
  const view = JSON.parse(json);
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  const start = performance.now();
  window.host.post({ type: 'view', version: 1, view });
  while (!document.querySelector('.kt-cc')) await frame();
  await frame();
  return performance.now() - start;
}

/** Everything is opened, the camera stands in the middle; then the ground is dragged, a little every frame. */
async function panGraph(page, json, { width, height }, zoom) {
  const camera = { x: width / 2, y: height / 3, zoom };
  await page.evaluate(
    ([state, data]) => {
      window.host.post({ type: 'settings', settings: { reducesMotion: true } });
      window.host.post({ type: 'restore', state });
      window.host.post({ type: 'view', version: 1, view: JSON.parse(data) });
    },
    [{ version: 1, camera, switches: { minimap: false } }, json],
  );
  await page.getByRole('button', { name: 'Open all anyway' }).click();
  await page.waitForTimeout(1_000);
  const drawn = await page.evaluate(() => document.querySelectorAll('.kt-node').length);
  return { drawn, ...(await page.evaluate(dragGround, FRAMES)) };
}

async function dragGround(frames) {
  const pane = document.querySelector('.react-flow__pane');
  const send = (target, type, x) => {
    const options = { bubbles: true, cancelable: true, view: window, clientX: x, clientY: 500, button: 0, buttons: 1 };
    target.dispatchEvent(new MouseEvent(type, options));
  };
  const viewport = () => document.querySelector('.react-flow__viewport').style.transform;
  const before = viewport();
  send(pane, 'mousedown', 900);
  const times = [];
  let last = await new Promise(requestAnimationFrame);
  for (let at = 1; at <= frames; at++) {
    send(window, 'mousemove', 900 - at * 5);
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  send(window, 'mouseup', 900 - frames * 5);
  times.sort((a, b) => a - b);
  return { hasMoved: viewport() !== before, p50: times[frames >> 1], p95: times[Math.floor(frames * 0.95)] };
}

/** The least that could be done: the same boxes with their names on one canvas. */
async function paintCanvas({ items, width, height }) {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  const start = performance.now();
  const canvas = document.body.appendChild(document.createElement('canvas'));
  canvas.width = 1280;
  canvas.height = 800;
  const context = canvas.getContext('2d');
  const zoom = Math.min(1280 / width, 800 / height);
  for (const [x, y, wide, high] of items) context.strokeRect(x * zoom, y * zoom, wide * zoom, high * zoom);
  await frame();
  await frame();
  return performance.now() - start;
}

async function panCanvas({ boxes, zoom, frames }) {
  const canvas = document.body.appendChild(document.createElement('canvas'));
  canvas.width = 1280;
  canvas.height = 800;
  const context = canvas.getContext('2d');
  context.font = `${13 * zoom}px sans-serif`;
  const times = [];
  let last = await new Promise(requestAnimationFrame);
  for (let at = 1; at <= frames; at++) {
    const left = (boxes.width / 2) * zoom - 640 + at * 5;
    const top = (boxes.height / 3) * zoom - 400;
    context.clearRect(0, 0, 1280, 800);
    for (const [x, y, wide, high, title] of boxes.items) {
      const sx = x * zoom - left;
      const sy = y * zoom - top;
      if (sx > 1280 || sy > 800 || sx + wide * zoom < 0 || sy + high * zoom < 0) continue;
      context.strokeRect(sx, sy, wide * zoom, high * zoom);
      if (zoom >= 0.55) context.fillText(title, sx + 50 * zoom, sy + 24 * zoom);
    }
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  times.sort((a, b) => a - b);
  return { p50: times[frames >> 1], p95: times[Math.floor(frames * 0.95)] };
}
