import { useCallback, useEffect, useId, useState } from 'react';
import { forgetEverything, type StoredThing, type Stores, storedThings } from './stored.js';

/** What is kept in this browser, and a way to be rid of it. */
export function StoredOptions({ stores }: { readonly stores: Stores }) {
  const things = useStored(stores);
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>What is stored</h2>
      <p>Everything is kept in this browser, on this computer, and nowhere else.</p>
      {things.list.length === 0 ? (
        <p>Nothing is stored.</p>
      ) : (
        <ul>
          {things.list.map(({ what, until }) => (
            <li key={what}>
              {what}, {until}
            </li>
          ))}
        </ul>
      )}
      <Forget forget={things.forget} isEmpty={things.list.length === 0} />
    </section>
  );
}

interface ForgetProperties {
  readonly isEmpty: boolean;
  readonly forget: () => Promise<void>;
}

/** Asks first: drafts that were not saved go, too. */
function Forget({ isEmpty, forget }: ForgetProperties) {
  const [isAsking, ask] = useState(false);
  const [said, say] = useState('');
  const done = async () => {
    ask(false);
    await forget().then(
      () => say('Everything was forgotten.'),
      () => say('Something could not be forgotten. Close other pages of Keytrace and try again.'),
    );
  };
  return (
    <>
      {isAsking ? (
        <p>
          What was not saved is lost.{' '}
          <button type="button" className="kt-btn" onClick={done} ref={(button) => button?.focus()}>
            Forget it all
          </button>{' '}
          <button type="button" className="kt-btn" onClick={() => ask(false)}>
            Keep it
          </button>
        </p>
      ) : (
        <p>
          <button type="button" className="kt-btn" disabled={isEmpty} onClick={() => ask(true)}>
            Forget everything
          </button>
        </p>
      )}
      <p role="status">{said}</p>
    </>
  );
}

function useStored(stores: Stores) {
  const [list, setList] = useState<readonly StoredThing[]>([]);
  const look = useCallback(async () => setList(await storedThings(stores)), [stores]);
  useEffect(() => {
    void look();
    const ends = [stores.storage.local, stores.storage.session].map((kept) => kept.onChange(() => void look()));
    return () => {
      for (const end of ends) end();
    };
  }, [stores, look]);
  const forget = async () => {
    await forgetEverything(stores).finally(look);
  };
  return { list, forget };
}
