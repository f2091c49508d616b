import type { ActionView, ContainerView, FlowView, GraphView } from '../../server/core/ide/graph-view/graph-view.js';
import { eachAction } from '../layout/board.js';
import type { Placed, PlacedEdge, PlacedItem } from '../layout/placed.js';
import { arrowData, arrowOf, middleOf, pathData } from '../state/edge-path.js';
import type { NodeOnPath } from '../state/lit.js';
import type { LitEdge } from '../state/scene.js';
import { shortLabel } from '../state/shown-text.js';
import { COLOURS, element, escaped, FONT, textAt, WIDER } from './markup.js';
import { itemMarkup } from './svg-items.js';

/** What is seen at the moment; without a path the first two are empty. */
export interface Picture {
  readonly placed: Placed;
  readonly onPath: ReadonlyMap<string, NodeOnPath>;
  readonly edges: ReadonlyMap<string, LitEdge>;
  readonly extra: readonly PlacedEdge[];
  readonly severity?: string;
}

export interface PictureWords {
  readonly title: string;
  readonly description: string;
}

const MARGIN = 24;

/** What an item of the layout is about. */
export interface Subject {
  readonly flow?: FlowView;
  readonly container?: ContainerView;
  readonly action?: ActionView;
}

/** The view as one SVG that needs nothing else: light colours, no script, no font of its own. */
export function svgOf(view: GraphView, picture: Picture, words: PictureWords): string {
  const { width, height, items } = picture.placed;
  const subjects = subjectsOf(view);
  const full = { width: width * WIDER + MARGIN * 2, height: height + MARGIN * 2 };
  const grounds = items.filter(isGround).map((item) => draw(view, subjects, picture, item));
  const rest = items.filter((item) => !isGround(item)).map((item) => draw(view, subjects, picture, item));
  const lines = [...picture.placed.edges, ...picture.extra].map(widened);
  const isLit = ({ id }: PlacedEdge) => picture.edges.get(id)?.look === 'lit';
  const ordered = [...lines.filter((edge) => !isLit(edge)), ...lines.filter(isLit)];
  const content = [
    element('title', { id: 'title' }, escaped(words.title)),
    element('desc', { id: 'description' }, escaped(words.description)),
    element('rect', { width: full.width, height: full.height, fill: COLOURS.ground }),
    element(
      'g',
      { transform: `translate(${MARGIN},${MARGIN})` },
      [
        ...grounds,
        ...ordered.map((edge) => edgeMarkup(edge, picture)),
        ...rest,
        ...ordered.map((edge) => wordsMarkup(edge, picture)),
      ].join('\n'),
    ),
  ];
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${Math.ceil(full.width)} ${Math.ceil(full.height)}`,
    width: Math.ceil(full.width),
    height: Math.ceil(full.height),
    role: 'img',
    'aria-labelledby': 'title description',
    'font-family': FONT,
  };
  return `${element('svg', root, `\n${content.join('\n')}\n`)}\n`;
}

function subjectsOf({ flows }: GraphView): ReadonlyMap<string, Subject> {
  const found = new Map<string, Subject>();
  for (const flow of flows) {
    found.set(flow.id, { flow });
    for (const container of flow.containers) {
      found.set(container.id, { flow, container });
      eachAction(container.body, (action) => {
        found.set(action.id, { flow, container, action });
      });
    }
  }
  return found;
}

function isGround({ kind }: PlacedItem): boolean {
  return kind === 'frame' || kind === 'container' || kind === 'loop';
}

function draw(
  view: GraphView,
  subjects: ReadonlyMap<string, Subject>,
  { onPath, severity }: Picture,
  item: PlacedItem,
): string {
  const wide = { ...item, x: item.x * WIDER, width: item.width * WIDER };
  return itemMarkup(view, wide, subjects.get(item.id) ?? {}, onPath.get(item.id), severity);
}

function widened(edge: PlacedEdge): PlacedEdge {
  const points = edge.points.map(({ x, y }) => ({ x: x * WIDER, y }));
  const { label } = edge;
  return label
    ? { ...edge, points, label: { ...label, at: { x: label.at.x * WIDER, y: label.at.y } } }
    : { ...edge, points };
}

function edgeMarkup(edge: PlacedEdge, { edges }: Picture): string {
  const d = pathData(edge);
  if (d === '') return '';
  const look = edges.get(edge.id)?.look;
  const isLit = look === 'lit';
  const colour = isLit || look === 'second' ? COLOURS.trace : look === 'stop' ? COLOURS.stop : COLOURS.line;
  const head = arrowOf(edge);
  const arrow = head && edge.kind !== 'stored' ? arrowData(head, isLit ? 10 : 7, isLit ? 6.5 : 4.5) : '';
  const line = {
    d,
    fill: 'none',
    stroke: colour,
    'stroke-width': isLit ? 3 : look === undefined ? 1.5 : 2,
    'stroke-dasharray': dashesOf(edge, isLit),
    'stroke-linecap': edge.kind === 'stored' || edge.isDisabled ? 'round' : undefined,
  };
  return [
    isLit ? element('path', { d, fill: 'none', stroke: COLOURS.traceHalo, 'stroke-width': 9 }) : '',
    element('path', line),
    arrow === '' ? '' : element('path', { d: arrow, fill: colour }),
  ].join('');
}

function dashesOf({ kind, isDisabled }: PlacedEdge, isLit: boolean): string | undefined {
  if (kind === 'stored') return '0.1 5';
  if (kind === 'call' || kind === 'jump' || kind === 'transfer') return isLit ? '8 6' : '5 4';
  return isDisabled ? '1 4' : undefined;
}

/** Branch names, and what carries a value in a pill. */
function wordsMarkup(edge: PlacedEdge, { edges }: Picture): string {
  const lit = edges.get(edge.id);
  const colour = lit ? COLOURS.traceInk : COLOURS.quiet;
  if (edge.kind === 'stored' || lit?.carrier !== undefined) {
    const text = lit?.carrier ?? edge.label?.text ?? '';
    const { x, y } = middleOf(edge);
    if (text === '') return '';
    const box = { x: x - 62, y: y - 10, width: 124, height: 20, rx: 10, fill: COLOURS.ground, stroke: colour };
    return element('rect', box) + textAt(x, y + 4, text, { size: 11, colour, anchor: 'middle', width: 108 });
  }
  if (!edge.label || edge.label.text === '') return '';
  const { at, text } = edge.label;
  return textAt(at.x, at.y + 12, shortLabel(text), { size: 11, colour });
}
