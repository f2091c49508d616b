/**
 * Replaces what is no YAML for `yaml` by text of the same length: `{{name}}`, `${name}` and `%{name}` by letters. Names
 * with quotes, braces or backslashes mean something else inside quotes and are left alone (`isMaskable` says so).
 */
export function mask(text: string): string {
  return text.replace(/\{\{[^{}"'\\\r\n]+\}\}|[$%]\{[^{}"'\\\r\n]*\}/g, (found) => found.replace(/[^A-Za-z0-9]/g, 'x'));
}

/** False when a placeholder is left whose meaning depends on the quotes around it. */
export function isMaskable(text: string): boolean {
  const masked = mask(text);
  return !/[$%]\{/.test(masked) && mask(masked) === masked;
}
