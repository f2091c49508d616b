import { fitsPattern, fitsWildcard } from '../text/wildcard.js';

/**
 * Whether a path lies at or below what a pattern names. `*` and `?` stay inside one name, `**` goes over folders;
 * a pattern without a slash in front or inside fits at every depth.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  const names = path.split('/');
  const written = pattern.replace(/^\.?\/+/, '').replace(/\/+$/, '');
  if (written === '') return false;
  const isAnchored = written.includes('/') || /^\.?\//.test(pattern);
  const wanted = isAnchored ? written.split('/') : ['**', written];
  // What lies in a folder that fits is hidden with it.
  return fitsPattern([...wanted, '**'], names, (part) => part === '**', fitsWildcard);
}
