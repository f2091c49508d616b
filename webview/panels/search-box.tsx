import { type KeyboardEvent, useMemo, useState } from 'react';
import { useDeeds, useDispatch, useGraph } from '../parts/graph-context.js';
import { Icon } from '../parts/icon.js';
import { FlowText } from '../parts/marks.js';
import { search } from '../state/search.js';
import { count } from '../state/sentences.js';
import { flowOf } from '../state/view-index.js';

/** Finds names, kinds, variables and text; Enter goes there and the hits are ringed. */
export function SearchBox() {
  const index = useGraph((state) => state.index);
  const query = useGraph((state) => state.query);
  const dispatch = useDispatch();
  const deeds = useDeeds();
  const [at, setAt] = useState(0);
  const hits = useMemo(() => search(index, query), [index, query]);
  const chosen = hits[Math.min(at, hits.length - 1)];
  const go = (node: string) => {
    dispatch({ type: 'over', over: 'none' });
    deeds.goTo(node);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = at + (event.key === 'ArrowDown' ? 1 : -1);
      setAt(Math.max(0, Math.min(hits.length - 1, next)));
    } else if (event.key === 'Enter' && chosen) go(chosen.node);
    else if (event.key === 'Escape') dispatch({ type: 'over', over: 'none' });
    event.stopPropagation();
  };
  return (
    <search className="kt-float kt-over kt-search">
      <div className="kt-search-field">
        <Icon name="find" />
        <input
          // The box opens because somebody has asked for it.
          // biome-ignore lint/a11y/noAutofocus: see above
          autoFocus
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls="kt-hits"
          aria-activedescendant={chosen && `kt-hit-${hits.indexOf(chosen)}`}
          aria-label="Find an action, variable or text"
          placeholder="Find an action, variable or text"
          value={query}
          maxLength={200}
          onChange={(event) => {
            setAt(0);
            dispatch({ type: 'over', over: 'search', query: event.target.value });
          }}
          onKeyDown={press}
        />
        <span className="kt-quiet">{query.trim() === '' ? '' : count(hits.length, 'hit')}</span>
      </div>
      <div className="kt-hits" id="kt-hits" role="listbox" aria-label="Hits">
        {hits.slice(0, 50).map(({ node, title, found }, row) => (
          // The field above has the keys.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          <div
            key={node}
            id={`kt-hit-${row}`}
            role="option"
            tabIndex={-1}
            aria-selected={row === at}
            className={row === at ? 'kt-hit kt-on' : 'kt-hit'}
            onClick={() => go(node)}
          >
            <FlowText className="kt-cut" text={title} />
            <FlowText className="kt-cut kt-mono kt-quiet" text={found} />
            <FlowText className="kt-cut kt-quiet" text={flowOf(index, node)?.name ?? ''} />
          </div>
        ))}
      </div>
    </search>
  );
}
