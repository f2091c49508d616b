import type { Command } from './command.js';

/** `(uri, fingerprint)`: shows the path of one finding in the tree. */
export const showPath: Command = {
  id: 'keytrace.showPath',
  async run({ view }, uri, fingerprint) {
    await view.show();
    const path = await view.reveal((finding) => finding.uri === uri && finding.fingerprint === fingerprint);
    return path?.id;
  },
};
