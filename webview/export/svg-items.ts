import type { ActionView, ContainerView, GraphView, KeyView } from '../../server/core/ide/graph-view/graph-view.js';
import type { PlacedItem } from '../layout/placed.js';
import { CONTAINER } from '../layout/sizes.js';
import type { NodeOnPath } from '../state/lit.js';
import { COLOURS, element, textAt, WIDER, widthOf } from './markup.js';
import { SHAPES, type ShapeName } from './shapes.js';
import type { Subject } from './svg.js';

/** One item with everything that stands on it. */
export function itemMarkup(
  view: GraphView,
  item: PlacedItem,
  { flow, container, action }: Subject,
  steps: NodeOnPath | undefined,
  severity: string | undefined,
): string {
  switch (item.kind) {
    case 'frame':
      return ground(item, flow?.name ?? '', flow?.kind ?? '', flow?.isSecure ? 'key' : 'flow', 44, flow?.isSecure);
    case 'container':
      return containerMarkup(item, container) + number(item, steps, severity, 20);
    case 'loop':
      return (
        ground(item, action?.title ?? '', action?.summary ?? '', 'loops', 40) +
        element('rect', { x: item.x, y: item.y + 8, width: 3, height: item.height - 16, fill: COLOURS.line }) +
        number(item, steps, severity, 20)
      );
    case 'collapsed':
      return container ? collapsed(item, container) + number(item, steps, severity, 38) : '';
    case 'action':
      return action ? node(view, item, action, steps) + number(item, steps, severity, 28) : '';
    default:
      return pill(item);
  }
}

export function iconAt(name: ShapeName, x: number, y: number, colour: string, size = 16): string {
  const { lines, fills } = SHAPES[name];
  const drawn = [
    lines === ''
      ? ''
      : element('path', {
          d: lines,
          fill: 'none',
          stroke: colour,
          'stroke-width': 1.5,
          'stroke-linecap': 'round',
          'stroke-linejoin': 'round',
        }),
    fills === '' ? '' : element('path', { d: fills, fill: colour, 'fill-rule': 'evenodd' }),
  ];
  const scale = size === 16 ? '' : ` scale(${size / 16})`;
  return element(
    'g',
    { transform: `translate(${Math.round(x * 10) / 10},${Math.round(y * 10) / 10})${scale}` },
    drawn.join(''),
  );
}

function ground(
  item: PlacedItem,
  name: string,
  kind: string,
  icon: ShapeName,
  header: number,
  isSecure = false,
): string {
  const { x, y, width, height } = item;
  const title = textAt(x + 44, y + header / 2 + 5, name, { size: 13, weight: 600, width: width - 150 });
  const nameWidth = Math.min(widthOf(name, 13, 600), width - 150);
  return [
    element('rect', {
      x,
      y,
      width,
      height,
      rx: header === 44 ? 18 : 14,
      fill: header === 44 ? COLOURS.canvas : COLOURS.frame,
      stroke: isSecure ? COLOURS.trace : COLOURS.line,
      'stroke-dasharray': isSecure ? '7 4' : undefined,
    }),
    iconAt(icon, x + 16, y + header / 2 - 8, isSecure ? COLOURS.trace : COLOURS.icon),
    title,
    textAt(x + 54 + nameWidth, y + header / 2 + 5, kind, {
      size: 12,
      colour: COLOURS.quiet,
      width: width - nameWidth - 70,
    }),
  ].join('');
}

function containerMarkup(item: PlacedItem, container: ContainerView | undefined): string {
  if (!container) return '';
  const { x, y, width } = item;
  const kind = container.isReachable ? container.kind : `${container.kind}, unreachable: nothing calls it`;
  return [
    ground(item, container.name, kind, iconOf(container), 40),
    element('path', { d: `M${x},${y + 40}h${width}`, stroke: COLOURS.hairline }),
    element('circle', {
      cx: x + CONTAINER.entryX * WIDER,
      cy: y + CONTAINER.entryY - 5,
      r: 4,
      fill: COLOURS.surface,
      stroke: COLOURS.line,
      'stroke-width': 2,
    }),
  ].join('');
}

function iconOf({ kind }: ContainerView): ShapeName {
  return kind === 'menu' || kind === 'bot' || kind === 'state' ? kind : kind === 'startup' ? 'flow' : 'task';
}

function collapsed(item: PlacedItem, container: ContainerView): string {
  const { x, y, width, height } = item;
  const { counts, name, kind, isStart, isReachable } = container;
  const actions = counts.actions === 1 ? '1 action' : `${counts.actions} actions`;
  const problems = [counted(counts.errors, 'error'), counted(counts.warnings, 'warning')].filter((text) => text !== '');
  const line = isReachable ? [actions, ...problems].join(', ') : 'Unreachable: nothing calls it';
  return [
    element('rect', { x, y: y + 4, width, height, rx: 12, fill: COLOURS.surface, stroke: COLOURS.hairline }),
    card(item, 12, COLOURS.surface, COLOURS.line, container.isReachable ? undefined : '4 3'),
    iconAt(iconOf(container), x + 18, y + 18, COLOURS.icon),
    textAt(x + 50, y + 26, name, { size: 13, weight: 600, width: width - 110 }),
    textAt(x + 50, y + 42, isStart ? `${kind}, start` : kind, { size: 11.5, colour: COLOURS.quiet }),
    textAt(x + 12, y + 65, line, { size: 11.5, colour: COLOURS.quiet, width: width - 24 }),
    keyMark(container.key && { ...container.key, isOwn: false, beneath: counts.withSecureData }, x + width, y + 18),
  ].join('');
}

function counted(count: number, word: string): string {
  return count === 0 ? '' : count === 1 ? `1 ${word}` : `${count} ${word}s`;
}

function card(
  { x, y, width, height }: PlacedItem,
  rx: number,
  fill: string,
  stroke: string,
  dashes?: string,
  weight = 1,
): string {
  return element('rect', { x, y, width, height, rx, fill, stroke, 'stroke-width': weight, 'stroke-dasharray': dashes });
}

function node(view: GraphView, item: PlacedItem, action: ActionView, steps: NodeOnPath | undefined): string {
  const { x, y, width } = item;
  const isStep = steps !== undefined && steps.steps.length > 0;
  const isPlain = action.isEnabled && action.isUnderstood;
  const stroke = steps ? COLOURS.trace : isPlain ? COLOURS.hairline : COLOURS.line;
  const room = width - 52 - (action.key ? 44 : 14);
  const state = !action.isEnabled
    ? 'Disabled'
    : !action.isReachable
      ? 'Unreachable'
      : action.isUnderstood
        ? ''
        : 'Not understood';
  return [
    card(
      item,
      10,
      isStep ? COLOURS.traceSoft : COLOURS.surface,
      stroke,
      isPlain && action.isReachable ? undefined : '4 3',
      isStep ? 2 : 1,
    ),
    element('rect', {
      x: x + 12,
      y: y + 14,
      width: 28,
      height: 28,
      rx: 8,
      fill: isStep ? COLOURS.surface : COLOURS.iconGround,
    }),
    iconAt(action.icon, x + 18, y + 20, isStep ? COLOURS.traceInk : COLOURS.icon),
    textAt(x + 50, y + 24, action.title, { size: 13, weight: 600, width: room, isStruck: !action.isEnabled }),
    textAt(x + 50, y + 41, action.summary, { size: 11.5, colour: COLOURS.quiet, width: room }),
    keyMark(action.key, x + width, y + 20),
    action.source ? tag(`Source \u00b7 ${action.source.join(', ')}`, x + width - 14, y - 9, COLOURS.trace) : '',
    state === '' ? sinkTag(view, item, action) : tag(state, x + width - 14, y + 47, COLOURS.line),
  ].join('');
}

/** At rest a sink is tagged only where something was found. */
function sinkTag({ findings }: GraphView, { x, y, width }: PlacedItem, { sink, findings: own }: ActionView): string {
  const found = own.flatMap((at) => findings[at] ?? []).filter(({ isSuppressed }) => !isSuppressed);
  const worst = SEVERITIES.find((severity) => found.some((one) => one.severity === severity));
  if (sink === undefined || worst === undefined) return '';
  return tag(`Sink \u00b7 ${sink}`, x + width - 14, y + 47, COLOURS[worst]);
}

const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;

function tag(text: string, right: number, y: number, colour: string): string {
  const width = Math.min(190, widthOf(text, 11, 600) + 18);
  return (
    element('rect', {
      x: right - width,
      y,
      width,
      height: 18,
      rx: 9,
      fill: colour,
      stroke: COLOURS.ground,
      'stroke-width': 1.5,
    }) + textAt(right - width + 9, y + 13, text, { size: 11, weight: 600, colour: COLOURS.onTrace, width: width - 16 })
  );
}

function keyMark(key: KeyView | undefined, right: number, y: number): string {
  if (!key) return '';
  if (key.isOwn) return iconAt('own-key', right - 30, y, COLOURS.trace);
  return (
    iconAt('key', right - 42, y, COLOURS.trace) +
    textAt(right - 12, y + 12, String(key.beneath), {
      size: 11.5,
      weight: 600,
      colour: COLOURS.traceInk,
      anchor: 'end',
    })
  );
}

/** Steps of a path are numbered at the left, a range where several are in one. The last has the colour of the finding. */
function number(
  { x, y }: PlacedItem,
  steps: NodeOnPath | undefined,
  severity: string | undefined,
  middle: number,
): string {
  const [first] = steps?.steps ?? [];
  const last = steps?.steps.at(-1);
  if (!steps || first === undefined || last === undefined) return '';
  const text = first === last ? String(first) : `${first}-${last}`;
  const worst = SEVERITIES.find((one) => one === severity);
  const fill = steps.isLast && worst ? COLOURS[worst] : COLOURS.trace;
  const width = Math.max(22, widthOf(text, 12) + 12);
  const box = {
    x: x - width / 2,
    y: y + middle - 11,
    width,
    height: 22,
    rx: 11,
    fill,
    stroke: COLOURS.ground,
    'stroke-width': 2,
  };
  return (
    element('rect', box) +
    textAt(x, y + middle + 4, text, { size: 12, weight: 700, colour: COLOURS.onTrace, anchor: 'middle' })
  );
}

function pill(item: PlacedItem): string {
  const { x, y, width, height, kind, text = '' } = item;
  const isPortal = kind === 'portal';
  return [
    card(item, height / 2, COLOURS.surface, isPortal ? COLOURS.line : COLOURS.hairline),
    iconAt(isPortal ? 'flow' : 'plus', x + 9, y + height / 2 - (isPortal ? 8 : 6), COLOURS.icon, isPortal ? 16 : 12),
    textAt(x + (isPortal ? 31 : 26), y + height / 2 + 4, text, {
      size: isPortal ? 12 : 11.5,
      weight: isPortal ? 600 : 400,
      width: width - 34,
    }),
  ].join('');
}
