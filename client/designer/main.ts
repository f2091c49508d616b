import { httpFiles } from './http-files.js';
import { download, startDesigner } from './start.js';

/** The page of `keytrace serve`. */
const place = document.getElementById('designer');
if (place) {
  const server = new Worker('worker.js', { name: 'keytrace' });
  startDesigner(place, { files: httpFiles(), server, storage: localStorage, download }, 'editor-worker.js');
}
