import { download, startDesigner } from '../designer/start.js';
import { browserApi } from './api.js';
import { filesOf } from './designer/web-files.js';

const place = document.getElementById('designer');
if (place) {
  const { runtime } = browserApi();
  const server = new Worker(runtime.address('worker.js'), { name: 'keytrace' });
  const parts = { files: filesOf('web', []), server, storage: localStorage, download };
  const workbench = startDesigner(place, parts, runtime.address('editor-worker.js'));
  server.addEventListener('error', () => workbench.fail('The language server has stopped. Load the page again.'));
}
