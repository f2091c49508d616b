import { useCallback, useEffect, useState } from 'react';
import type { BrowserApi } from '../api.js';
import type { Shelf } from '../designer/shelf.js';

interface Counts {
  readonly copies: number;
  readonly drafts: number;
  readonly hasWorkspace: boolean;
  readonly settings: readonly string[];
  readonly tokens: readonly string[];
}

/** Everything that outlives a page, and how to be rid of it. */
export function Kept({ api, shelf }: { readonly api: BrowserApi; readonly shelf: Shelf }) {
  const [counts, setCounts] = useState<Counts>();
  const [said, setSaid] = useState('');
  const count = useCallback(async () => setCounts(await counted(api, shelf)), [api, shelf]);
  useEffect(() => {
    void count();
    const ends = [api.storage.local.onChange(() => void count()), api.storage.session.onChange(() => void count())];
    return () => {
      for (const end of ends) end();
    };
  }, [api, count]);
  const forget = async () => {
    await forgetAll(api, shelf);
    await count();
    setSaid('Everything is forgotten. Permissions stay until they are taken back above.');
  };
  return (
    <section aria-labelledby="kept">
      <h2 id="kept">What is kept in this browser</h2>
      <ul>{counts && lines(counts).map((line) => <li key={line}>{line}</li>)}</ul>
      <p>A token is kept in memory until the browser is closed, and never written to disk.</p>
      <button type="button" onClick={() => void forget()}>
        Forget everything
      </button>
      <p role="status">{said}</p>
    </section>
  );
}

function lines({ copies, drafts, hasWorkspace, settings, tokens }: Counts): string[] {
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  return [
    `${hasWorkspace ? 'The list' : 'No list'} of folders and files that were open in the full page`,
    `${count(copies, 'copy')} of files that were dropped, pasted or fetched`.replace('copys', 'copies'),
    count(drafts, 'unsaved text'),
    settings.length === 0 ? 'No settings of services' : `Settings: ${settings.join(', ')}`,
    tokens.length === 0 ? 'No token' : `Until the browser is closed: ${tokens.join(', ')}`,
  ];
}

async function counted({ storage }: BrowserApi, shelf: Shelf): Promise<Counts> {
  const names = await shelf.names();
  const starting = (prefix: string) => names.filter((name) => name.startsWith(prefix)).length;
  return {
    copies: starting('copy:'),
    drafts: starting('draft:'),
    hasWorkspace: names.includes('roots'),
    settings: await storage.local.keys(),
    tokens: await storage.session.keys(),
  };
}

async function forgetAll({ storage }: BrowserApi, shelf: Shelf): Promise<void> {
  for (const area of [storage.local, storage.session]) {
    for (const key of await area.keys()) await area.remove(key);
  }
  await shelf.remove(await shelf.names());
  localStorage.clear();
}
