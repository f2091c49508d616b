import { download } from './download.js';
import { httpFiles } from './http-files.js';
import { startDesigner } from './start.js';

const WORDS = {
  moreFlows: 'Start the designer with the folder that holds it, or drop its file on this page.',
  examples: 'keytrace serve opens the example flows when it is started without a path.',
};

/** The page of `keytrace serve`. */
const place = document.getElementById('designer');
if (place) {
  const server = new Worker('worker.js', { name: 'keytrace' });
  const parts = { files: httpFiles(), server, storage: localStorage, download, words: WORDS };
  const workbench = startDesigner(place, parts, 'editor-worker.js');
  server.addEventListener('error', () => workbench.fail('The language server has stopped. Load the page again.'));
}
