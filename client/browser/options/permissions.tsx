import { useEffect, useState } from 'react';
import type { Permissions as Browser, Rights } from '../api.js';

const NOTHING: Rights = { origins: [], names: [] };

/** What is there without anybody having been asked. */
const ALWAYS = [
  'to know the address of a tab when its button is clicked there',
  'to show a side panel',
  'to keep the last workspace and these options',
];

/** What was granted, each with the way to take it back. */
export function Permissions({ permissions }: { readonly permissions: Browser }) {
  const { origins } = useGranted(permissions);
  const [said, setSaid] = useState('');
  const takeBack = async (origin: string) => {
    const isDone = await permissions.remove({ origins: [origin], names: [] });
    setSaid(
      isDone ? `${shown(origin)} is not read any more.` : `The browser keeps the permission for ${shown(origin)}.`,
    );
  };
  return (
    <section aria-labelledby="permissions">
      <h2 id="permissions">Permissions</h2>
      <p>Keytrace may always:</p>
      <ul>
        {ALWAYS.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p>
        {origins.length === 0
          ? 'It may read from no site. Sites are asked for when they are needed.'
          : 'It may read from:'}
      </p>
      <ul className="ko-rows">
        {origins.map((origin) => (
          <li key={origin}>
            <code>{shown(origin)}</code>
            <button type="button" aria-label={`Take back ${shown(origin)}`} onClick={() => void takeBack(origin)}>
              Take back
            </button>
          </li>
        ))}
      </ul>
      <p role="status">{said}</p>
    </section>
  );
}

function shown(origin: string): string {
  return origin.replace(/^https:\/\/|\/\*$/g, '');
}

function useGranted(permissions: Browser): Rights {
  const [rights, setRights] = useState(NOTHING);
  useEffect(() => {
    let isShown = true;
    const read = () =>
      void permissions.granted().then((granted) => {
        if (isShown) setRights(granted);
      });
    read();
    const end = permissions.onChange(read);
    return () => {
      isShown = false;
      end();
    };
  }, [permissions]);
  return rights;
}
