import './options.css';
import { createRoot } from 'react-dom/client';
import { browserApi } from './api.js';
import { GENESYS } from './doors/addresses.js';
import { GenesysOptions } from './options/genesys.js';

const place = document.getElementById('options');
if (place) {
  const api = browserApi();
  createRoot(place).render(
    <main>
      <h1>Keytrace options</h1>
      <GenesysOptions api={api} regions={GENESYS} />
    </main>,
  );
}
