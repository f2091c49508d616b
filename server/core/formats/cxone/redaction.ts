/** What stands between two names of a list; which sign the platform wants is not documented. */
const SEPARATOR = /[\w$:.](\s*[,;|]\s*|\s+)[\w$:.]/;

/** What has to be written behind a list of names to add one: the list's own separator, a comma when it has none. */
export function withName(list: string, name: string): string {
  if (list.trim() === '') return name;
  return `${SEPARATOR.exec(list)?.[1] ?? ','}${name}`;
}
