import type { Command } from './command.js';

/** For whatever a restart helps with. */
export const restartServer: Command = {
  id: 'keytrace.restartServer',
  run: ({ server }) => server.restart(),
};
