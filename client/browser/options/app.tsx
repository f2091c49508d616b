import { useEffect } from 'react';
import { useThemeKind } from '../../designer/parts/use-designer.js';
import type { BrowserApi } from '../api.js';
import type { Shelf } from '../designer/shelf.js';
import { GENESYS } from '../doors/addresses.js';
import { GenesysOptions } from './genesys.js';
import { GithubOptions } from './github.js';
import { GrantedOptions } from './granted.js';
import { PrivacyNotes } from './privacy.js';
import { StoredOptions } from './stored-options.js';

interface OptionsProperties {
  readonly api: BrowserApi;
  readonly shelf: Shelf;
}

/** The options of the extension: what it may do, who is signed in, and what it has kept. */
export function OptionsApp({ api, shelf }: OptionsProperties) {
  const theme = useThemeKind('system');
  useEffect(() => {
    document.documentElement.className = `kt-${theme}`;
  }, [theme]);
  useEffect(() => {
    // The browser has looked for it before it was there.
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  return (
    <main className="ko-page">
      <h1>Keytrace {api.runtime.version()}</h1>
      <PrivacyNotes />
      <GrantedOptions api={api} />
      <GithubOptions api={api} />
      <GenesysOptions api={api} regions={GENESYS} />
      <StoredOptions stores={{ storage: api.storage, shelf, page: localStorage }} />
    </main>
  );
}
