import type { BrowserApi } from '../api.js';
import type { Shelf } from '../designer/shelf.js';
import { GENESYS } from '../doors/addresses.js';
import { GenesysOptions } from './genesys.js';
import { Kept } from './kept.js';
import { Permissions } from './permissions.js';

/** The options of the extension: what it may do, who is signed in, and what it has kept. */
export function OptionsApp({ api, shelf }: { readonly api: BrowserApi; readonly shelf: Shelf }) {
  return (
    <main className="ko-page">
      <h1>Keytrace {api.runtime.version()}</h1>
      <section aria-labelledby="privacy">
        <h2 id="privacy">Privacy</h2>
        <p>
          Keytrace reads flows and analyses them in this browser. Flows, findings and names are sent nowhere, nothing is
          counted, and no part of the extension is loaded from elsewhere.
        </p>
        <p>
          It asks a service for files only when somebody wants a page of that service analysed, and only with the
          permission below. It reads the address of the page and never what stands on it.
        </p>
        <p>Keytrace analyses statically what it was given. What it did not read is named beside every result.</p>
      </section>
      <Permissions permissions={api.permissions} />
      <GenesysOptions api={api} regions={GENESYS} />
      <Kept api={api} shelf={shelf} />
    </main>
  );
}
