import type { Command } from './command.js';

export const showOutput: Command = {
  id: 'keytrace.showOutput',
  run: ({ server }) => server.output.show(true),
};
