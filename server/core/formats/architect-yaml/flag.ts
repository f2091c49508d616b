/** The flag that a scalar says, in any of the spellings that YAML has for it; undefined for everything else. */
export function flagOf(text: string | undefined): boolean | undefined {
  if (text === 'true' || text === 'True' || text === 'TRUE') return true;
  return text === 'false' || text === 'False' || text === 'FALSE' ? false : undefined;
}
