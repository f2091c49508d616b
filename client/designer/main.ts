import { httpFiles } from './http-files.js';
import { download, startDesigner } from './start.js';

/** The page of `keytrace serve`. */
const place = document.getElementById('designer');
if (place) {
  const server = new Worker('worker.js', { name: 'keytrace' });
  const parts = { files: httpFiles(), server, storage: localStorage, download };
  const workbench = startDesigner(place, parts, 'editor-worker.js');
  server.addEventListener('error', () => workbench.fail('The language server has stopped. Load the page again.'));
}
