/**
 * Whether a path lies at or below what a pattern names. `*` and `?` stay inside one name, `**` goes over folders;
 * a pattern without a slash in front or inside fits at every depth. Never a regular expression: patterns come from
 * files, and some take regular expressions for ever.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  const names = path.split('/');
  const written = pattern.replace(/^\.?\/+/, '').replace(/\/+$/, '');
  if (written === '') return false;
  const isAnchored = written.includes('/') || /^\.?\//.test(pattern);
  const wanted = isAnchored ? written.split('/') : ['**', written];
  // What lies in a folder that fits is hidden with it.
  return matches([...wanted, '**'], names, (part) => part === '**', fitsName);
}

function fitsName(pattern: string, name: string): boolean {
  return matches([...pattern], [...name], (letter) => letter === '*', fitsLetter);
}

function fitsLetter(pattern: string, letter: string): boolean {
  return pattern === '?' || pattern === letter;
}

/** One pass with a single way back to the last star: a later star makes every earlier choice irrelevant. */
function matches(
  pattern: readonly string[],
  items: readonly string[],
  isStar: (part: string) => boolean,
  fits: (part: string, item: string) => boolean,
): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let item = 0; item < items.length; ) {
    if (at < pattern.length && isStar(pattern[at]!)) {
      star = at++;
      resume = item;
    } else if (at < pattern.length && fits(pattern[at]!, items[item]!)) {
      at++;
      item++;
    } else if (star >= 0) {
      at = star + 1;
      item = ++resume;
    } else return false;
  }
  while (at < pattern.length && isStar(pattern[at]!)) at++;
  return at === pattern.length;
}
