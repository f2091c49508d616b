import { isSamePlace } from '../../findings.js';
import { placesOf } from './arguments.js';
import type { Command } from './command.js';
import { showPlaces } from './show-places.js';

/** `(uri, position, places)`: shows the paths that end at the places. */
export const showPaths: Command = {
  id: 'keytrace.showPaths',
  async run(parts, uri, position, given) {
    const places = placesOf(given);
    await parts.view.show();
    const path = await parts.view.reveal((finding) => places.some((place) => isSamePlace(place, finding)));
    // What has no path can still be shown where it is.
    return path?.id ?? showPlaces.run(parts, uri, position, given);
  },
};
