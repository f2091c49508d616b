import { openPlace } from '../places.js';
import { placeOf } from './arguments.js';
import type { Command } from './command.js';

/** What a click in the tree does. */
export const goToPlace: Command = {
  id: 'keytrace.goToPlace',
  async run(_parts, given) {
    const place = placeOf(given);
    if (place) await openPlace(place);
  },
};
