import { useState } from 'react';
import { useDeeds, useDispatch, useGraph, useGraphContext } from '../parts/graph-context.js';
import { FlowText } from '../parts/marks.js';
import { count } from '../state/sentences.js';
import { actionEntry } from '../state/view-index.js';
import { Tool } from './toolbar.js';

/** Rows that are drawn at once; the field narrows the rest. */
const MOST_ROWS = 100;

/** The cases of a large switch as a list to search in: thousands never become columns. */
export function CasesList() {
  const dispatch = useDispatch();
  const deeds = useDeeds();
  const { host } = useGraphContext();
  const action = useGraph((state) =>
    state.cases === undefined ? undefined : actionEntry(state.index, state.cases)?.action,
  );
  const [text, setText] = useState('');
  if (action === undefined) return null;
  const close = () => dispatch({ type: 'over', over: 'none' });
  const wanted = text.trim().toLowerCase();
  const outputs = action.outputs
    .map((output, at) => ({ ...output, at }))
    .filter(({ name, body }) => `${name} ${body[0]?.title ?? ''}`.toLowerCase().includes(wanted));
  return (
    <section className="kt-float kt-over kt-cases" aria-label="Cases">
      <header className="kt-over-head">
        <h2>
          <FlowText text={action.title} />, {count(action.outputs.length, 'case')}
        </h2>
        <Tool shape="x" label="Close" onClick={close} />
      </header>
      <input
        // The list opens because somebody has asked for it.
        // biome-ignore lint/a11y/noAutofocus: see above
        autoFocus
        className="kt-field"
        aria-label="Find a case"
        placeholder="Find a case"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') close();
        }}
      />
      <ul className="kt-rows">
        {outputs.slice(0, MOST_ROWS).map(({ name, place, body, at }) => (
          <li key={at}>
            <button
              type="button"
              className="kt-row"
              onClick={() => {
                close();
                if (body[0]) deeds.goTo(body[0].id);
                host.send({ type: 'reveal', place, keepsFocus: true });
              }}
            >
              <FlowText className="kt-cut" text={name} />
              <FlowText className="kt-cut kt-quiet" text={body[0]?.title ?? 'nothing'} />
            </button>
          </li>
        ))}
      </ul>
      {outputs.length > MOST_ROWS && <p className="kt-quiet">{outputs.length - MOST_ROWS} more</p>}
    </section>
  );
}
