/** What an editor knows about one setting: its value, and whether anybody has said so. */
export interface Setting {
  readonly value: unknown;
  readonly isSet: boolean;
}

/** Names below `keytrace.`, as the server calls them. */
export const SERVER_SETTINGS = [
  'rules',
  'persona',
  'ignore',
  'hints.keys',
  'hints.types',
  'hints.parameters',
  'docsUrl',
] as const;

/**
 * The settings for the server. The `keytrace.json` of a folder comes over them, and a value that only is the default of
 * the editor is not sent: nobody has wished for it.
 */
export function serverSettings(read: (name: string) => Setting): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  const hints: Record<string, unknown> = {};
  for (const name of SERVER_SETTINGS) {
    const { value, isSet } = read(name);
    if (!isSet) continue;
    const [first, below] = name.split('.');
    if (below === undefined) settings[first!] = value;
    else hints[below] = value;
  }
  return Object.keys(hints).length > 0 ? { ...settings, hints } : settings;
}
