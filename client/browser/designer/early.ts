import { browserApi } from '../api.js';
import { openShelf } from './shelf.js';

// Runs before the editor is even compiled: the language server takes as long to start, on another core.

export const api = browserApi();

export const server = new Worker(api.runtime.address('worker.js'), { name: 'keytrace' });

export const opening = openShelf();
