import { editDistance } from '../../text/edit-distance.js';

/** The candidate that a name was most likely meant to be; undefined when none is near. Case does not count. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  // A third of the letters may be wrong, two at most.
  let limit = Math.min(2, Math.floor(wanted.length / 3));
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > limit) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance > limit) continue;
    best = candidate;
    if (distance === 0) return best;
    limit = distance - 1;
  }
  return best;
}
