import { useDeeds, useDispatch, useGraph } from '../parts/graph-context.js';
import { FlowText } from '../parts/marks.js';
import { placeText } from '../state/sentences.js';
import { Tool } from './toolbar.js';

/** Actions of which nobody knows what they do with secure data. */
export function NotUnderstood() {
  const dispatch = useDispatch();
  const deeds = useDeeds();
  const index = useGraph((state) => state.index);
  const close = () => dispatch({ type: 'over', over: 'none' });
  const unknown = [...index.entries.values()].flatMap((entry) =>
    entry.kind === 'action' && !entry.action.isUnderstood ? entry.action : [],
  );
  return (
    <section className="kt-float kt-over" aria-label="Not understood">
      <header className="kt-over-head">
        <h2>Not understood</h2>
        <Tool shape="x" label="Close" onClick={close} />
      </header>
      <ul className="kt-rows">
        {unknown.slice(0, 200).map(({ id, title, place }) => (
          <li key={id}>
            <button
              type="button"
              className="kt-row"
              onClick={() => {
                close();
                deeds.goTo(id);
              }}
            >
              <FlowText className="kt-cut kt-main" text={title} />
              <FlowText className="kt-cut kt-at" text={placeText(place.uri, place.line)} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
