import { nearestName } from '../syntax/expression/nearest.js';

/** '; did you mean "secure-value-in-log"?' */
export function ruleHint(written: string, ruleIds: readonly string[]): string {
  const meant = nearestName(written, ruleIds);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}
