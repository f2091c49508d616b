import { type ActionFacts, findAction } from '../../catalog/actions.js';
import rows from '../../catalog/architect/icons.json' with { type: 'json' };
import type { IconName } from './graph-view.js';

/** How one kind of action is drawn. */
export interface IconRow {
  readonly icon: IconName;
  /** Roles of the slots that its summary is about, the best first; none where the target or the kind says everything. */
  readonly roles: readonly string[];
}

const UNKNOWN: IconRow = { icon: 'unknown', roles: [] };
const byAction = new Map<string, IconRow>();
const byCategory = new Map<string, IconRow>();
for (const row of rows) {
  // The names are checked by a test over all rows.
  const entry = { icon: row.icon as IconName, roles: row.role?.split(' ') ?? [] };
  if (row.action !== undefined) byAction.set(row.action, entry);
  else if (row.category !== undefined) byCategory.set(row.category, entry);
}

/** The row of a kind, else of what a menu choice does, else of its category; `unknown` for what the catalogue does not know. */
export function iconOf(kind: string): IconRow {
  const facts: ActionFacts | undefined = findAction(kind);
  if (!facts) return UNKNOWN;
  return byAction.get(kind) ?? byAction.get(facts.base) ?? byCategory.get(facts.category) ?? UNKNOWN;
}
