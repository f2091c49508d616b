import './panel/panel.css';
import { createRoot } from 'react-dom/client';
import { download } from '../designer/download.js';
import { type BrowserApi, browserApi } from './api.js';
import { handOver } from './designer/handover.js';
import { GITHUB } from './doors/addresses.js';
import { allDoors, recognise } from './doors/all.js';
import { patternOf } from './doors/github/target.js';
import { load } from './messages.js';
import type { ServerPort } from './panel/analysis.js';
import { PanelApp } from './panel/app.js';
import { PanelSession } from './panel/session.js';
import { type Panel, PanelReact } from './panel/use-panel.js';

function panelOf(api: BrowserApi): Panel {
  const doors = allDoors(api);
  const parts = {
    api,
    recognise: (address: string) => recognise(doors, address),
    load: (...given: Parameters<typeof load> extends [BrowserApi, ...infer Rest] ? Rest : never) => load(api, ...given),
    server: (failed: () => void) => server(api, failed),
    now: () => Date.now(),
  };
  return {
    session: new PanelSession(parts),
    parts,
    download,
    async openFully(result) {
      const where = result ? await handOver(result.fetched) : '';
      await api.tabs.open(api.runtime.address(`designer.html${where}`));
    },
    follow: () => api.permissions.request({ origins: [patternOf(GITHUB.web)], names: [] }),
  };
}

function server(api: BrowserApi, failed: () => void): ServerPort {
  const worker = new Worker(api.runtime.address('worker.js'), { name: 'keytrace' });
  worker.addEventListener('error', failed);
  return worker;
}

const place = document.getElementById('panel');
if (place) {
  const panel = panelOf(browserApi());
  createRoot(place).render(
    <PanelReact value={panel}>
      <PanelApp />
    </PanelReact>,
  );
  panel.session.start();
}
