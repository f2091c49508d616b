import type { FormatId } from '../model/flow.js';
import type { Platform } from './actions.js';
import rows from './platforms.json' with { type: 'json' };

const byFormat = new Map(rows.map((row) => [row.format, row]));

/** Whose catalogue a flow follows. */
export function platformOf(format: FormatId): Platform {
  // The rows know only these words.
  return (byFormat.get(format)?.platform ?? 'architect') as Platform;
}

/** Whether the catalogue lists every function of the language, its types and its operators. */
export function checksExpressions(format: FormatId): boolean {
  return byFormat.get(format)?.checksExpressions ?? false;
}

/** Whether traces of the platform show the value of every variable that a flow does not hide from them. */
export function tracesListVariables(format: FormatId): boolean {
  return byFormat.get(format)?.tracesListVariables ?? false;
}
