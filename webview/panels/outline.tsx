import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useDeeds, useGraph } from '../parts/graph-context.js';
import { FlowText } from '../parts/marks.js';
import { type OutlineRow, outlineRows } from '../state/outline.js';

/** The graph as a tree, for those who prefer to read it: the same nodes, the same words. */
export function Outline() {
  const index = useGraph((state) => state.index);
  const focus = useGraph((state) => state.focus);
  const deeds = useDeeds();
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(index.view.flows.map(({ id }) => id)));
  const [at, setAt] = useState(focus ?? index.view.flows[0]?.id);
  const tree = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => outlineRows(index, open), [index, open]);
  const here = Math.max(
    0,
    rows.findIndex(({ id }) => id === at),
  );
  const moveTo = (row: OutlineRow | undefined) => {
    if (row === undefined) return;
    setAt(row.id);
    requestAnimationFrame(() => tree.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
  };
  const turn = (id: string, isOpen: boolean) => {
    const next = new Set(open);
    if (isOpen) next.add(id);
    else next.delete(id);
    setOpen(next);
  };
  const press = (event: KeyboardEvent) => {
    const row = rows[here];
    if (row === undefined || !isTreeKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'ArrowDown') moveTo(rows[here + 1]);
    else if (event.key === 'ArrowUp') moveTo(rows[here - 1]);
    else if (event.key === 'Home') moveTo(rows[0]);
    else if (event.key === 'End') moveTo(rows.at(-1));
    else if (event.key === 'Enter') deeds.goTo(row.node);
    else if (event.key === 'ArrowRight' && row.hasMore && !row.isOpen) turn(row.id, true);
    else if (event.key === 'ArrowRight') moveTo(rows[here + 1]);
    else if (row.isOpen) turn(row.id, false);
    else
      moveTo(
        rows
          .slice(0, here)
          .reverse()
          .find(({ level }) => level < row.level),
      );
  };
  return (
    <section className="kt-path kt-outline" aria-label="Outline">
      <h2 className="kt-side-title">Outline</h2>
      <div role="tree" aria-label="Outline of the flows" ref={tree} onKeyDown={press}>
        {rows.map((row, number) => (
          // The tree above has the keys.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          <div
            key={row.id}
            role="treeitem"
            tabIndex={number === here ? 0 : -1}
            aria-level={row.level}
            aria-selected={number === here}
            aria-label={row.label}
            {...(row.hasMore && { 'aria-expanded': row.isOpen })}
            className={`kt-tree-row kt-level-${Math.min(row.level, 12)}`}
            onClick={() => {
              setAt(row.id);
              if (row.hasMore) turn(row.id, !row.isOpen);
              deeds.goTo(row.node);
            }}
          >
            <span className="kt-twist" aria-hidden="true">
              {row.hasMore ? (row.isOpen ? '▾' : '▸') : ''}
            </span>
            <FlowText className="kt-cut" text={row.title} />
          </div>
        ))}
      </div>
    </section>
  );
}

const TREE_KEYS = new Set(['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'Enter']);

function isTreeKey(key: string): boolean {
  return TREE_KEYS.has(key);
}
