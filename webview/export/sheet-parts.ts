import { COLOURS, element, rounded, textAt, widthOf } from './markup.js';
import type { ShapeName } from './shapes.js';
import type { Outside, Process } from './sheet-plan.js';
import { iconAt } from './svg-items.js';

export const PROCESS = { width: 208, height: 58 } as const;
export const STORE = { height: 50 } as const;
export const OUTSIDE = { width: 196, height: 58 } as const;

/** How a line on a sheet is drawn; readable without colour: thick, thin or dashed. */
export type LineLook = 'value' | 'leak' | 'control';

const LOOKS: Readonly<Record<LineLook, { colour: string; width: number; dashes?: string }>> = {
  value: { colour: COLOURS.trace, width: 3 },
  leak: { colour: COLOURS.error, width: 3 },
  control: { colour: COLOURS.line, width: 1.5, dashes: '5 4' },
};

export function processMarkup(process: Process, x: number, y: number, isSink: boolean): string {
  const { width, height } = PROCESS;
  const { title, detail, icon, steps, hasKey } = process;
  const colour = isSink ? COLOURS.error : COLOURS.trace;
  const room = width - 62 - (hasKey ? 30 : 10);
  const [first] = steps;
  const number = steps.length > 1 ? `${first}-${steps.at(-1)}` : `${first}`;
  return [
    element('rect', { x, y, width, height, rx: 10, fill: COLOURS.traceSoft, stroke: colour, 'stroke-width': 2 }),
    element('rect', { x: x + 18, y: y + 15, width: 28, height: 28, rx: 8, fill: COLOURS.surface }),
    iconAt(icon, x + 24, y + 21, COLOURS.traceInk),
    textAt(x + 56, y + 26, title, { size: 13, weight: 600, width: room }),
    textAt(x + 56, y + 43, detail, { size: 12, colour: COLOURS.quiet, width: room }),
    hasKey ? iconAt('own-key', x + width - 26, y + 21, COLOURS.trace) : '',
    disc(number, x, y + height / 2, colour, 11),
  ].join('');
}

/** A number in a disc, wider for a range. */
export function disc(text: string, x: number, y: number, fill: string, radius: number): string {
  const width = Math.max(radius * 2, widthOf(text, radius + 1, 700) + radius * 0.8);
  const box = {
    x: x - width / 2,
    y: y - radius,
    width,
    height: radius * 2,
    rx: radius,
    fill,
    stroke: COLOURS.ground,
    'stroke-width': 2,
  };
  return (
    element('rect', box) +
    textAt(x, y + radius * 0.38, text, { size: radius + 1, weight: 700, colour: COLOURS.onTrace, anchor: 'middle' })
  );
}

export function outsideMarkup({ shape, title, detail, icon }: Outside, x: number, y: number): string {
  if (shape === 'store') return storeMarkup(title, detail, icon, x, y + 4);
  const { width, height } = OUTSIDE;
  return [
    element('rect', { x, y, width, height, fill: COLOURS.surface, stroke: COLOURS.quiet, 'stroke-width': 1.5 }),
    iconAt(icon, x + 14, y + 21, COLOURS.icon),
    textAt(x + 40, y + 26, title, { size: 13, weight: 600, width: width - 50 }),
    textAt(x + 40, y + 43, detail, { size: 12, colour: COLOURS.quiet, width: width - 50 }),
  ].join('');
}

/** Two lines and a compartment. */
export function storeMarkup(title: string, detail: string, icon: ShapeName, x: number, y: number): string {
  const { width } = OUTSIDE;
  const line = { stroke: COLOURS.quiet, 'stroke-width': 1.8, fill: 'none' };
  return [
    element('rect', { x, y, width, height: STORE.height, fill: COLOURS.surface }),
    element('path', { d: `M${rounded(x)},${rounded(y)}h${width}m${-width},${STORE.height}h${width}`, ...line }),
    element('path', { d: `M${rounded(x + 40)},${rounded(y)}v${STORE.height}`, ...line, 'stroke-width': 1 }),
    iconAt(icon, x + 12, y + 17, COLOURS.icon),
    textAt(x + 52, y + 22, title, { size: 13, weight: 600, width: width - 60 }),
    textAt(x + 52, y + 39, detail, { size: 12, colour: COLOURS.quiet, width: width - 60 }),
  ].join('');
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A line of right angles with an arrow at its end. */
export function lineMarkup(points: readonly Spot[], look: LineLook): string {
  const { colour, width, dashes } = LOOKS[look];
  const last = points.at(-1)!;
  const before = points.at(-2) ?? last;
  const [dx, dy] = [Math.sign(last.x - before.x), Math.sign(last.y - before.y)];
  const size = look === 'control' ? 7 : 11;
  const end = { x: last.x - dx * size, y: last.y - dy * size };
  const path = [...points.slice(0, -1), end].map(
    ({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${rounded(x)},${rounded(y)}`,
  );
  const half = size * 0.55;
  const corner = (side: number) => `${rounded(end.x + dy * half * side)},${rounded(end.y + dx * half * side)}`;
  return [
    element('path', {
      d: path.join(''),
      fill: 'none',
      stroke: colour,
      'stroke-width': width,
      'stroke-linejoin': 'round',
      'stroke-dasharray': dashes,
    }),
    element('path', { d: `M${corner(1)}L${corner(-1)}L${rounded(last.x)},${rounded(last.y)}z`, fill: colour }),
  ].join('');
}

/** What passes, with a ground of its own so that a line behind it does not strike it through. */
export function lineLabel(text: string, x: number, y: number, look: LineLook, width: number): string {
  if (text === '') return '';
  const own = Math.min(width, widthOf(text, 11.5, 600)) + 8;
  const ground = { x: x - own / 2, y: y - 12, width: own, height: 16, rx: 3, fill: COLOURS.ground };
  const colour = look === 'leak' ? COLOURS.error : look === 'value' ? COLOURS.traceInk : COLOURS.quiet;
  return (
    element('rect', ground) +
    textAt(x, y, text, { size: 11.5, weight: look === 'control' ? 400 : 600, colour, anchor: 'middle', width })
  );
}

export function zoneMarkup(
  title: string,
  kind: string,
  isSecure: boolean,
  box: { x: number; y: number; width: number; height: number },
): string {
  const { x, y, width } = box;
  const look = isSecure
    ? { stroke: COLOURS.trace, 'stroke-width': 1.6, 'stroke-dasharray': '7 4' }
    : { stroke: COLOURS.line, 'stroke-width': 1 };
  const left = x + (isSecure ? 36 : 16);
  const name = Math.min(widthOf(title, 13, 600), width * 0.6);
  return [
    element('rect', { ...box, rx: 14, fill: COLOURS.canvas, ...look }),
    isSecure ? iconAt('key', x + 15, y + 8, COLOURS.trace) : '',
    textAt(left, y + 21, title, { size: 13, weight: 600, width: width * 0.6 }),
    textAt(left + name + 10, y + 21, kind, { size: 12, colour: COLOURS.quiet, width: width * 0.3 }),
  ].join('');
}

/** Where a finding crosses a boundary. */
export function diamond(text: string, x: number, y: number): string {
  const shape = `M${rounded(x)},${rounded(y - 14)}L${rounded(x + 17)},${rounded(y)}L${rounded(x)},${rounded(y + 14)}L${rounded(x - 17)},${rounded(y)}z`;
  return (
    element('path', { d: shape, fill: COLOURS.error, stroke: COLOURS.ground, 'stroke-width': 2.5 }) +
    textAt(x, y + 4, text, { size: 11, weight: 700, colour: COLOURS.onTrace, anchor: 'middle' })
  );
}
