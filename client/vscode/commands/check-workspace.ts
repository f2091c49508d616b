import type { Command } from './command.js';

/** Reads the whole workspace, and shows where secure data goes. */
export const checkWorkspace: Command = {
  id: 'keytrace.checkWorkspace',
  async run({ server, view }) {
    await server.start();
    await view.show();
    await view.refresh();
    return { paths: view.roots.reduce((sum, { paths }) => sum + paths.length, 0) };
  },
};
