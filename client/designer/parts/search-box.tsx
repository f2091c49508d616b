import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Icon } from '../../../webview/parts/icon.js';
import { FlowText } from '../../../webview/parts/marks.js';
import { type Hit, search } from '../../../webview/state/search.js';
import { indexOf, partOf } from '../../../webview/state/view-index.js';
import { useDesigner, useWorkbench } from './use-designer.js';

const SHOWN = 12;

/** Finds actions, variables and texts in all flows; Enter shows the place in the text, and the graph follows. */
export function SearchBox() {
  const workbench = useWorkbench();
  const view = useDesigner((state) => state.view);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const index = useMemo(() => view && indexOf(view), [view]);
  const hits = useMemo(() => (index ? search(index, query).slice(0, SHOWN) : []), [index, query]);
  useSlashKey(input);

  const go = (hit: Hit | undefined) => {
    const entry = hit && index?.entries.get(hit.node);
    if (!entry) return;
    const { place } = partOf(entry);
    setOpen(false);
    workbench.graph.cursor(place.uri, place.start);
    void workbench.desk.reveal(place, true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setOpen(false);
    else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter') go(hits[at]);
    else return;
    event.preventDefault();
  };
  const isListed = isOpen && query.trim() !== '';
  return (
    <search className="kd-search">
      <Icon name="find" />
      <input
        ref={input}
        type="text"
        role="combobox"
        placeholder="Find an action, variable or text"
        aria-label="Find an action, variable or text"
        aria-expanded={isListed}
        aria-controls={id}
        aria-activedescendant={isListed && hits[at] ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        spellCheck={false}
        value={query}
        onChange={({ target }) => {
          setQuery(target.value);
          setAt(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <kbd>/</kbd>
      <div className="kd-popup kd-hits" id={id} role="listbox" aria-label="Places found" hidden={!isListed}>
        {hits.map((hit, row) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active row
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field
          <div
            key={hit.node}
            id={`${id}-${row}`}
            role="option"
            aria-selected={row === at}
            className="kd-item"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => go(hit)}
          >
            <FlowText text={hit.title} />
            {hit.found !== '' && <FlowText text={hit.found} className="kd-found" />}
          </div>
        ))}
        {hits.length === 0 && <p className="kd-nothing">Nothing has this name or text.</p>}
      </div>
    </search>
  );
}

/** `/` goes to the field from wherever nobody types. */
function useSlashKey(input: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const { target } = event;
      const isTyping =
        target instanceof HTMLElement && (target.isContentEditable || /^(?:input|textarea)$/i.test(target.tagName));
      const isElsewhere = target instanceof Element && target.closest('[data-kd-graph], .monaco-editor') !== null;
      if (event.key !== '/' || isTyping || isElsewhere || event.defaultPrevented) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [input]);
}
