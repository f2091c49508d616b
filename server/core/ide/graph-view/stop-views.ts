import type { CheckedWorkspace } from '../../rules/rule.js';
import type { Stop } from '../../taint/survey.js';
import type { NodeId, StopView } from './graph-view.js';
import type { Places } from './places.js';
import { shortText, shownValue } from './shown-texts.js';
import type { Spots } from './spots.js';
import { drawSteps } from './step-views.js';
import { joined, labelNames } from './words.js';

/** Where values stopped being secret; one per source and barrier, with everything that uses what is left. */
export function stopViewsOf(
  stops: readonly Stop[],
  workspace: CheckedWorkspace,
  places: Places,
  spots: Spots,
): StopView[] {
  const merged = new Map<string, { view: StopView; usedAt: Set<NodeId> }>();
  for (const stop of stops) {
    const { source, barrier } = stop;
    const drawn = drawSteps({ ...stop, sink: stop.sink.kind }, workspace, places);
    const upTo = drawn.filter(({ of }) => of <= stop.at).map(({ view }) => view);
    const behind = drawn.slice(upTo.length).map(({ view }) => view.node);
    const key = `${source.id} ${barrier.place.span.start} ${barrier.place.uri}`;
    const known = merged.get(key);
    if (known) for (const node of behind) known.usedAt.add(node);
    else {
      const view = stopView(stop, upTo, places, spots);
      if (view) merged.set(key, { view, usedAt: new Set(behind) });
    }
  }
  return [...merged.values()].map(({ view, usedAt }) => ({
    ...view,
    usedAt: [...usedAt].filter((node) => node !== view.node),
  }));
}

function stopView(stop: Stop, steps: StopView['steps'], places: Places, spots: Spots): StopView | undefined {
  const { barrier, labels } = stop;
  const file = spots.file(barrier.place.uri);
  const last = steps.at(-1);
  if (!file || !last) return undefined;
  const message = messageOf(stop, file.text, last.title);
  return {
    node: last.node,
    place: places.of(file, barrier.place.span),
    label: joined(labelNames(labels)),
    barrier: barrier.barrier,
    message,
    steps: [...steps.slice(0, -1), { ...last, clause: `Stopped: ${message} (barrier ${barrier.barrier})` }],
    usedAt: [],
  };
}

function messageOf({ barrier: { cut, place, barrier } }: Stop, text: string, title: string): string {
  const { start, end } = place.span;
  const written = shortText(shownValue('', text.slice(start, end)), 60);
  if (cut) {
    const count = cut.to - cut.from;
    const which = cut.from > 0 ? '' : cut.anchor === 'end' ? 'the last ' : 'the first ';
    return `${written} leaves ${which}${NUMBERS[count] ?? count} digit${count === 1 ? '' : 's'}`;
  }
  return barrier === 'B2'
    ? `${title} gives back an encrypted value in ${written}`
    : `${title} gives back ${written} in place of what it took`;
}

const NUMBERS: readonly string[] = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];
