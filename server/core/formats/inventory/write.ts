import { type DataAction, shownText, wholeText } from '../../model/resource.js';

/** Where an entry comes from, as the command line calls it. */
export type InventorySource = 'terraform' | 'actions';

interface Entry {
  readonly category: string | null;
  readonly name: string;
  readonly id: string | null;
  /** null when no file says it. */
  readonly secure: boolean | null;
  readonly source: InventorySource;
  readonly date: string;
}

export interface WrittenInventory {
  readonly text: string;
  readonly secure: number;
  readonly plain: number;
  readonly unknown: number;
  /** Names of data actions that only the deployment knows; they cannot be listed. */
  readonly unnamed: readonly string[];
}

/** The inventory of data actions as a file; the same actions give the same bytes. */
export function writeInventory(
  dataActions: readonly DataAction[],
  sources: readonly InventorySource[],
  date: string,
): WrittenInventory {
  const entries: Entry[] = [];
  const unnamed: string[] = [];
  for (const action of dataActions) {
    const source = sourceOf(action);
    if (source === undefined || !sources.includes(source)) continue;
    const name = wholeText(action.name);
    const category = action.category && wholeText(action.category);
    if (name === undefined || (action.category && category === undefined)) unnamed.push(shownText(action.name));
    else entries.push(entryOf(action, name, category ?? null, source, date));
  }
  const byLine = new Map(entries.map((entry) => [JSON.stringify(entry), entry]));
  const lines = [...byLine.keys()].sort();
  const list = lines.length === 0 ? '[]' : `[\n    ${lines.join(',\n    ')}\n  ]`;
  const count = (secure: boolean | null) => [...byLine.values()].filter((entry) => entry.secure === secure).length;
  return {
    text: `{\n  "keytraceInventory": 1,\n  "date": ${JSON.stringify(date)},\n  "dataActions": ${list}\n}\n`,
    secure: count(true),
    plain: count(false),
    unknown: count(null),
    unnamed: [...new Set(unnamed)].sort(),
  };
}

/** An inventory is not written from another one: its date would be lost. */
function sourceOf({ format }: DataAction): InventorySource | undefined {
  if (format === 'terraform') return 'terraform';
  return format === 'data-action' ? 'actions' : undefined;
}

function entryOf(
  { id, secrecy }: DataAction,
  name: string,
  category: string | null,
  source: InventorySource,
  date: string,
): Entry {
  const secure = secrecy === 'unknown' ? null : secrecy === 'secure';
  return { category, name, id: id ?? null, secure, source, date };
}
