import { useId, useState } from 'react';
import type { BrowserApi } from '../api.js';
import type { Region } from '../doors/genesys/regions.js';
import { RIGHTS, SCOPES } from '../doors/genesys/sign-in.js';
import { type Genesys, useGenesys } from './use-genesys.js';

/** Signing in to Genesys Cloud, with the organisation's own OAuth client. */
export function GenesysOptions({ api, regions }: { readonly api: BrowserApi; readonly regions: readonly Region[] }) {
  const genesys = useGenesys(api, regions);
  const heading = useId();
  return (
    <section id="genesys" aria-labelledby={heading}>
      <h2 id={heading}>Genesys Cloud</h2>
      <p>
        Keytrace reads the flow that an Architect page shows, and the data actions that it uses, and changes nothing. It
        signs in with an OAuth client of your own organisation.
      </p>
      <Preparation redirect={api.signIn.redirect()} />
      <SignInForm genesys={genesys} regions={regions} />
      <Connection genesys={genesys} />
    </section>
  );
}

function Preparation({ redirect }: { readonly redirect: string }) {
  return (
    <details>
      <summary>What an administrator prepares once</summary>
      <ol>
        <li>
          Create an OAuth client with the grant type Code Authorization, which PKCE belongs to. Its secret is not
          needed.
        </li>
        <li>
          Register this redirect address with it: <Copied text={redirect} />
        </li>
        <li>
          Give it the scopes <Words list={SCOPES} />.
        </li>
        <li>
          Make a role that may do this and nothing else, and give it to those who use Keytrace:
          <ul>
            {RIGHTS.map(({ permission, brings }) => (
              <li key={permission}>
                <code>{permission}</code> for {brings}
              </li>
            ))}
          </ul>
        </li>
      </ol>
    </details>
  );
}

function Words({ list }: { readonly list: readonly string[] }) {
  return list.map((word, index) => (
    <span key={word}>
      {index > 0 && ' and '}
      <code>{word}</code>
    </span>
  ));
}

function Copied({ text }: { readonly text: string }) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied');
    } catch {
      setSaid('Not copied: select the text instead');
    }
  };
  return (
    <span>
      <code>{text}</code>{' '}
      <button type="button" className="kt-btn" onClick={copy} aria-label="Copy the redirect address">
        Copy
      </button>{' '}
      <span role="status">{said}</span>
    </span>
  );
}

function SignInForm({ genesys, regions }: { readonly genesys: Genesys; readonly regions: readonly Region[] }) {
  const { settings, isWaiting, connected } = genesys;
  const ids = { region: useId(), client: useId() };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        genesys.signIn();
      }}
    >
      <p>
        <label htmlFor={ids.region}>Region</label>
        <select
          id={ids.region}
          value={settings.region}
          disabled={isWaiting}
          onChange={({ target }) => genesys.change({ region: target.value })}
        >
          {regions.map(({ domain }) => (
            <option key={domain}>{domain}</option>
          ))}
        </select>
      </p>
      <p>
        <label htmlFor={ids.client}>Client id</label>
        <input
          id={ids.client}
          value={settings.clientId}
          disabled={isWaiting}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => genesys.change({ clientId: target.value.trim() })}
        />
      </p>
      <p>
        <button type="submit" className="kt-btn kt-pri" disabled={isWaiting}>
          {typeof connected === 'object' ? 'Sign in again' : 'Sign in'}
        </button>
      </p>
    </form>
  );
}

function Connection({ genesys }: { readonly genesys: Genesys }) {
  const { connected, isWaiting, problem } = genesys;
  return (
    <>
      <p role="status">{stateOf(genesys)}</p>
      {problem !== undefined && !isWaiting && <p role="alert">{problem}</p>}
      {typeof connected === 'object' && (
        <p>
          <button type="button" className="kt-btn" onClick={genesys.signOut}>
            Sign out
          </button>
        </p>
      )}
      <p>
        The region and the client id are stored until you forget them. The token is kept in memory only, until you sign
        out, it expires, or the browser is closed; it is sent to the region&rsquo;s API and to nobody else.
      </p>
    </>
  );
}

function stateOf({ connected, isWaiting }: Genesys): string {
  if (isWaiting) return 'Waiting for the page to sign in on.';
  if (connected === 'unknown') return '';
  if (connected === 'nobody') return 'Not signed in.';
  const until = new Date(connected.expires).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return `Signed in to ${connected.region} until ${until}.`;
}
