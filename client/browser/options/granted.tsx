import { useEffect, useId, useState } from 'react';
import type { BrowserApi } from '../api.js';

/** What the browser allows the extension to read, each with a button to take it back. */
export function GrantedOptions({ api }: { readonly api: BrowserApi }) {
  const origins = useOrigins(api);
  const [said, say] = useState('');
  const heading = useId();
  const takeBack = async (origin: string) => {
    const isGone = await api.permissions.remove({ origins: [origin], names: [] }).catch(() => false);
    say(isGone ? `${hostOf(origin)} is not read any more.` : `The browser does not take ${hostOf(origin)} back.`);
  };
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>What may be read</h2>
      {origins.length === 0 ? (
        <p>No host. The browser asks you when one is first needed.</p>
      ) : (
        <ul>
          {origins.map((origin) => (
            <li key={origin}>
              <code>{hostOf(origin)}</code>{' '}
              <button
                type="button"
                className="kt-btn"
                onClick={() => void takeBack(origin)}
                aria-label={`Take back the permission for ${hostOf(origin)}`}
              >
                Take back
              </button>
            </li>
          ))}
        </ul>
      )}
      <p role="status">{said}</p>
    </section>
  );
}

function useOrigins({ permissions }: BrowserApi): readonly string[] {
  const [origins, setOrigins] = useState<readonly string[]>([]);
  useEffect(() => {
    const look = async () => {
      const granted = await permissions.granted();
      // A file's address is no host; Chromium counts what may be opened there as well.
      setOrigins(granted.origins.filter((origin) => /^https?:/.test(origin)));
    };
    void look();
    return permissions.onChange(() => void look());
  }, [permissions]);
  return origins;
}

function hostOf(pattern: string): string {
  return pattern.replace(/^[a-z]+:\/\//, '').replace(/\/.*$/, '');
}
