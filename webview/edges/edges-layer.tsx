import { useStore, ViewportPortal } from '@xyflow/react';
import { useMemo } from 'react';
import type { PlacedEdge } from '../layout/placed.js';
import { useGraph, useScene } from '../parts/graph-context.js';
import { type Area, areaSeen, isLong, isSeen } from '../state/culling.js';
import { arrowOf } from '../state/edge-path.js';
import type { EdgeLook, Scene } from '../state/scene.js';
import { EdgeWords } from './edge-words.js';
import { FlowEdge } from './flow-edge.js';

/** The layers of lines, from below; lit lines lie above all others and below the nodes. */
const LAYERS = ['rest', 'beside', 'lit'] as const;

type Layer = (typeof LAYERS)[number];

interface Drawn {
  readonly edge: PlacedEdge;
  readonly look: EdgeLook;
  readonly area?: Area;
}

/**
 * The lines, drawn by us in React Flow's viewport and not as its edges: those want handles in the page that are measured,
 * and are found by where their nodes stand, while a line back over the top stands elsewhere.
 */
export function EdgesLayer() {
  const scene = useScene();
  const dims = useGraph((state) => state.switches.dimming);
  const area = useArea();
  const drawn = useMemo(() => drawnIn(scene, dims, area), [scene, dims, area]);
  const calls = drawn.filter(({ edge }) => edge.kind === 'call').length;
  const many = calls > MOST_DASHED ? ' kt-many' : '';
  return (
    <ViewportPortal>
      {LAYERS.map((layer) => (
        <svg key={layer} className={`kt-edges kt-edges-${layer}${many}`} width="1" height="1" aria-hidden="true">
          {drawn.map(
            ({ edge, look, area: clip }) =>
              layerOf(look) === layer && <FlowEdge key={edge.id} edge={edge} look={look} area={clip} />,
          )}
        </svg>
      ))}
      {drawn.map(({ edge, look }) => (
        <EdgeWords key={edge.id} edge={edge} lit={scene.edges.get(edge.id)} look={look} />
      ))}
    </ViewportPortal>
  );
}

/** Calls in sight above which their dashes are a grey area: they are drawn as thin lines then, but for the lit ones. */
const MOST_DASHED = 60;

function layerOf(look: EdgeLook): Layer {
  if (look === 'lit') return 'lit';
  return look === 'second' || look === 'stop' ? 'beside' : 'rest';
}

/** What is seen, in steps: between two of them nothing has to be drawn anew. */
function useArea(): Area {
  const key = useStore(({ transform: [x, y, zoom], width, height }) => areaSeen(x, y, zoom, width, height).join(' '));
  return useMemo(() => {
    const [left = 0, top = 0, right = 0, bottom = 0] = key.split(' ').map(Number);
    return [left, top, right, bottom] as const;
  }, [key]);
}

function drawnIn(scene: Scene, dims: boolean, area: Area): readonly Drawn[] {
  const { placed, extra, edges, kept, isLit } = scene;
  const isOff = ({ from, to }: PlacedEdge) => isLit || (kept !== undefined && !(kept.has(from) && kept.has(to)));
  const drawn: Drawn[] = [];
  for (const edge of [...placed.edges, ...extra]) {
    if (edge.points.length < 2 || !isSeen(edge.points, area)) continue;
    const look = edges.get(edge.id)?.look ?? (dims && isOff(edge) ? 'dim' : 'rest');
    const shown = look === 'lit' ? beforeNumber(scene, edge) : edge;
    drawn.push({ edge: shown, look, ...(isLong(edge.points, area) && { area }) });
  }
  return drawn;
}

/** Half a number: a lit line that arrives from the left ends before the number that stands on the border there. */
const NUMBER = 12;

function beforeNumber({ ways, onPath }: Scene, edge: PlacedEdge): PlacedEdge {
  const end = edge.points.at(-1);
  const isCollapsed = ways.items.get(edge.to)?.kind === 'collapsed';
  if (end === undefined || isCollapsed || !onPath.get(edge.to)?.steps.length || arrowOf(edge)?.dx !== 1) return edge;
  return { ...edge, points: [...edge.points.slice(0, -1), { x: end.x - NUMBER, y: end.y }] };
}
