import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../../../webview/parts/icon.js';
import { FlowText } from '../../../webview/parts/marks.js';
import { clock, usePanel, usePanelState } from './use-panel.js';
import { type Card, cardOf, type Deed } from './words.js';

/** The element that the result is in. */
export const RESULT = 'kp-result';

/** What is to be said about the page in front, with the ways on; nothing when the result says it all. */
export function PageCard({ tell }: { readonly tell: (text: string) => void }) {
  const state = usePanelState((all) => all);
  const card = cardOf(state, clock);
  const title = useRef<HTMLHeadingElement>(null);
  useKeptFocus(card, title);
  if (!card) return null;
  return (
    <section className={`kp-card kp-${card.look}`} aria-labelledby="kp-card-title">
      <h2 id="kp-card-title" tabIndex={-1} ref={title}>
        {card.look === 'problem' && <Icon name="err" className="kt-error" />}
        <FlowText text={card.title} />
      </h2>
      {card.text !== '' && (
        <p>
          <FlowText text={card.text} />
        </p>
      )}
      {card.progress && <Progress {...card.progress} />}
      {card.takesAddress && <AddressField />}
      <Buttons card={card} tell={tell} />
    </section>
  );
}

/** A button that goes away takes the focus with it; it then stands on the title of what has come, or on the result. */
function useKeptFocus(card: Card | undefined, title: { readonly current: HTMLElement | null }): void {
  const said = card && `${card.look} ${card.buttons.map(({ deed }) => deed).join()}`;
  const before = useRef(said);
  useEffect(() => {
    if (before.current === said) return;
    before.current = said;
    const isLost = document.activeElement === document.body || document.activeElement === null;
    // Nobody who reads the page beside is called away from it.
    if (isLost && document.hasFocus()) (title.current ?? document.getElementById(RESULT))?.focus();
  }, [said, title]);
}

function Progress({ done, total }: { readonly done: number; readonly total: number }) {
  return <progress aria-label="Files read" {...(total === 0 ? {} : { value: done, max: total })} />;
}

interface ButtonsProperties {
  readonly card: Card;
  readonly tell: (text: string) => void;
}

function Buttons({ card, tell }: ButtonsProperties) {
  const deeds = useDeeds(tell);
  return (
    <div className="kp-buttons">
      {card.buttons.map(({ deed, label }, at) => (
        <button
          type="button"
          key={deed}
          className={`kt-btn ${at === 0 && deed !== 'stop' && deed !== 'designer' ? 'kt-pri' : ''}`}
          onClick={deeds[deed]}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** What buttons do. None of them waits before it asks for a permission. */
function useDeeds(tell: (text: string) => void): Record<Deed, () => void> {
  const { session, parts, openFully, follow } = usePanel();
  const failed = () => tell('That did not work.');
  const analyse = () => {
    const { seen } = session.store.get();
    if (seen.kind === 'place') void session.analyse(seen.place);
  };
  return {
    analyse,
    again() {
      const { task } = session.store.get();
      if (task.kind === 'failed') void session.analyse(task.place);
      else analyse();
    },
    stop: () => session.stop(),
    options() {
      const { task } = session.store.get();
      // To the part of the page that the trouble is about.
      const part = task.kind === 'none' ? '' : `#${task.place.door}`;
      void parts.api.tabs.open(parts.api.runtime.address(`options.html${part}`)).catch(failed);
    },
    designer: () => void openFully(undefined).catch(failed),
    follow: () => void follow().catch(failed),
  };
}

/** Asks for an address although the panel shows something. */
export function AddressCard({ close }: { readonly close: () => void }) {
  return (
    <section className="kp-card kp-plain" aria-label="Address">
      <AddressField taken={close} />
      <div className="kp-buttons">
        <button type="button" className="kt-btn" onClick={close}>
          Cancel
        </button>
      </div>
    </section>
  );
}

function AddressField({ taken }: { readonly taken?: () => void }) {
  const { session } = usePanel();
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  // Somebody has just asked for it.
  useEffect(() => {
    if (taken) field.current?.focus();
  }, [taken]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isTaken = session.paste(text);
    setWrong(!isTaken);
    if (isTaken) taken?.();
  };
  return (
    <form className="kp-address" onSubmit={submit}>
      <label htmlFor={id}>Address of the page</label>
      <div>
        <input
          id={id}
          ref={field}
          type="url"
          value={text}
          placeholder="https://github.com/owner/name/pull/12"
          aria-invalid={isWrong}
          aria-describedby={`${id}-wrong`}
          onChange={({ target }) => {
            setText(target.value);
            setWrong(false);
          }}
        />
        <button type="submit" className="kt-btn" disabled={text.trim() === ''}>
          Show
        </button>
      </div>
      <p id={`${id}-wrong`} className="kp-wrong" aria-live="polite">
        {isWrong && 'This is no address of a page with flows.'}
      </p>
    </form>
  );
}
