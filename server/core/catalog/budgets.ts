import { hasPurpose, type Purpose } from './purposes.js';
import facts from './sensitivity/budgets.json' with { type: 'json' };

/** How long a kind of external call may take. Seconds. */
export interface Budget {
  readonly purpose: Purpose;
  readonly least?: number;
  readonly most?: number;
  readonly why: string;
}

/** The rows as they stand; the first whose purpose fits counts. */
// The purposes in the rows are those of purposes.json; a test compares them.
export const BUDGETS = facts.budgets as readonly Budget[];

/** The budget of a call by the names of the action and of what it calls; undefined when nothing is known. */
export function budgetOf(budgets: readonly Budget[], ...names: readonly string[]): Budget | undefined {
  return budgets.find(({ purpose }) => names.some((name) => hasPurpose(purpose, name)));
}
