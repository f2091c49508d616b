import type { ActionView, GraphView } from '../../server/core/ide/graph-view/graph-view.js';
import type { Openness, Placed, PlacedEdge, PlacedItem } from '../layout/placed.js';

export function layoutOf(view: GraphView, open: Openness): Placed {
  const items: PlacedItem[] = [];
  const edges: PlacedEdge[] = [];
  let cx = 0;
  for (const flow of view.flows.filter(({ id }) => open.flows.includes(id))) {
    for (const c of flow.containers) {
      if (!open.containers.has(c.id)) {
        items.push({ id: c.id, kind: 'collapsed', x: cx, y: 0, width: 224, height: 76, flow: flow.id });
        cx += 308;
        continue;
      }
      const inside: PlacedItem[] = [];
      let y = 80;
      let right = 0;
      const place = (
        actions: readonly ActionView[],
        x: number,
        from: string,
        kind: 'entry' | 'control',
        label?: string,
      ) => {
        let before = from;
        actions.forEach((a, at) => {
          inside.push({ id: a.id, kind: 'action', x, y, width: 224, height: 56, flow: flow.id, container: c.id });
          edges.push({
            id: `${before}>${a.id}`,
            kind: at === 0 ? kind : 'control',
            from: before,
            to: a.id,
            points: [
              { x: x + 26, y: y - 48 },
              { x: x + 26, y: y },
            ],
            isDisabled: false,
            ...(at === 0 && label ? { label: { text: label, at: { x: x + 32, y: y - 27 } } } : {}),
          });
          right = Math.max(right, x + 224);
          before = a.id;
          y += 104;
          a.outputs.forEach((o, n) => place(o.body, x + n * 40, a.id, 'control', o.name));
        });
      };
      place(c.body, cx + 16, c.id, 'entry');
      items.push({
        id: c.id,
        kind: 'container',
        x: cx,
        y: 0,
        width: Math.max(right - cx, 224) + 16,
        height: y,
        flow: flow.id,
      });
      items.push(...inside);
      cx = Math.max(right, cx + 240) + 100;
    }
    for (const call of flow.calls)
      edges.push({
        id: `${call.from}>>${call.to}`,
        kind: call.kind,
        from: call.from,
        to: call.to,
        points: [],
        isDisabled: false,
      });
  }
  const order = [...items].sort((a, b) => Number(a.kind !== 'container') - Number(b.kind !== 'container'));
  return { width: cx, height: 2000, items: order, edges };
}
