/**
 * True when a text fits a pattern in which `*` stands for any run of characters and `?` for one. Never a regular
 * expression: patterns come from files, and some take regular expressions for ever.
 */
export function fitsWildcard(pattern: string, text: string): boolean {
  return fitsPattern([...pattern], [...text], (letter) => letter === '*', fitsLetter);
}

function fitsLetter(pattern: string, letter: string): boolean {
  return pattern === '?' || pattern === letter;
}

/** One pass with a single way back to the last star: a later star makes every earlier choice irrelevant. */
export function fitsPattern(
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
