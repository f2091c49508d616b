import type { FormatId } from '../model/flow.js';
import { type ActionFacts, allActions, type Platform } from './actions.js';
import rows from './platforms.json' with { type: 'json' };

const byFormat = new Map(rows.map((row) => [row.format, row]));

/** Whose catalogue a flow follows. */
export function platformOf(format: FormatId): Platform {
  // The rows know only these words.
  return (byFormat.get(format)?.platform ?? 'architect') as Platform;
}

/** Facts that only some platforms have rows of. */
type Special = 'wiring' | 'effects' | 'statusNames' | 'protections';

const SIZES: Readonly<Record<Special, (facts: ActionFacts) => number>> = {
  wiring: ({ wiring }) => wiring.size,
  effects: ({ effects }) => effects.length,
  statusNames: ({ statusNames }) => statusNames.length,
  protections: ({ protections }) => protections.length,
};
const specials = new Map<string, boolean>();

/** Whether any action of the flow's platform has such facts, so that whoever asks for them can skip whole flows. */
export function hasFacts(format: FormatId, special: Special): boolean {
  const platform = platformOf(format);
  const key = `${platform} ${special}`;
  let known = specials.get(key);
  if (known === undefined) {
    known = [...allActions(platform)].some((facts) => SIZES[special](facts) > 0);
    specials.set(key, known);
  }
  return known;
}

/** Whether the catalogue lists every function of the language, its types and its operators. */
export function checksExpressions(format: FormatId): boolean {
  return byFormat.get(format)?.checksExpressions ?? false;
}

/** Whether traces of the platform show the value of every variable that a flow does not hide from them. */
export function tracesListVariables(format: FormatId): boolean {
  return byFormat.get(format)?.tracesListVariables ?? false;
}
