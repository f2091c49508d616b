import { editDistance } from '../core/text/edit-distance.js';

/** Shorter beginnings fit too many words. */
const SHORTEST_BEGINNING = 3;

/** The candidate that a mistyped or half-typed word most likely means; undefined when none is close. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const begun = candidates.find((candidate) => candidate.startsWith(word));
  if (begun !== undefined && word.length >= SHORTEST_BEGINNING) return begun;
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
