import { fileOf } from './arguments.js';
import type { Command } from './command.js';

/** Shows the flow graph beside the text. */
export const openGraph: Command = {
  id: 'keytrace.openGraph',
  async run({ graph }, given) {
    await graph.show(fileOf(given));
    return true;
  },
};
