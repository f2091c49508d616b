import { useEffect, useRef } from 'react';
import { useWorkbench } from './use-designer.js';

/** The flow graph, which draws itself into its place. */
export function GraphPane({ isShown }: { readonly isShown: boolean }) {
  const { graph } = useWorkbench();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    return graph.mount(place.current);
  }, [graph]);
  return <div className="kd-graph" data-kd-graph ref={place} hidden={!isShown} />;
}
