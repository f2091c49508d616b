import { COMMANDS } from '../../../server/lsp/protocol.js';
import { type FoundFinding, hasPath, isSamePlace } from '../../findings.js';
import { toEditor } from '../addresses.js';
import { placesOf } from './arguments.js';
import type { Command } from './command.js';
import { showPlaces } from './show-places.js';

/** `(uri, position, places)`: lights the first of the paths that end at the places. */
export const showPaths: Command = {
  id: 'keytrace.showPaths',
  async run(parts, uri, position, given) {
    const places = placesOf(given);
    const { findings } = await parts.server.run<{ findings: FoundFinding[] }>(COMMANDS.check, {});
    const found = findings.find((one) => hasPath(one) && places.some((place) => isSamePlace(place, one)));
    // What has no path can still be shown where it is.
    if (!found || typeof uri !== 'string') return showPlaces.run(parts, uri, position, given);
    await parts.graph.light(found.fingerprint, toEditor(uri));
    return found.fingerprint;
  },
};
