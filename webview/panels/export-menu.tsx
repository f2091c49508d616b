import { useDispatch } from '../parts/graph-context.js';
import { Tool } from './toolbar.js';

export function ExportMenu() {
  const dispatch = useDispatch();
  return (
    <section className="kt-float kt-over" aria-label="Export">
      <header className="kt-over-head">
        <h2>Export</h2>
        <Tool shape="x" label="Close" onClick={() => dispatch({ type: 'over', over: 'none' })} />
      </header>
    </section>
  );
}
