import { toEditor } from '../addresses.js';
import type { Command } from './command.js';

/** `(uri, fingerprint)`: lights the path of one finding in the graph. */
export const showPath: Command = {
  id: 'keytrace.showPath',
  async run({ graph }, uri, fingerprint) {
    if (typeof uri !== 'string' || typeof fingerprint !== 'string') return undefined;
    await graph.light(fingerprint, toEditor(uri));
    return fingerprint;
  },
};
