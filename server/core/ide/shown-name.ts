import { shownText } from './visible.js';

/** Names return with every keystroke, and looking at them closely takes longer than everything else in an outline. */
const known = new Map<string, string>();
const MOST = 10_000;

/** A name as it may be shown. */
export function shownName(name: string): string {
  const found = known.get(name);
  if (found !== undefined) return found;
  if (known.size >= MOST) known.clear();
  const shown = shownText(name);
  known.set(name, shown);
  return shown;
}
