import { useDesigner, useWorkbench } from './use-designer.js';

/** What can be opened, as buttons. */
export function OpeningList({ isFirstMain = false }: { readonly isFirstMain?: boolean }) {
  const { opener, store } = useWorkbench();
  const openings = useDesigner((state) => state.openings) ?? [];
  return (
    <ul className="kd-openings">
      {openings.map((opening, index) => (
        <li key={opening.id}>
          <button
            type="button"
            className={isFirstMain && index === 0 ? 'kd-button kd-main' : 'kd-button'}
            onClick={() => opener.open(opening)}
          >
            {opening.label}
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="kd-button" onClick={() => store.dispatch({ dialog: { kind: 'paste' } })}>
          Paste a flow…
        </button>
      </li>
    </ul>
  );
}
