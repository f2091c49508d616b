/**
 * How well a query fits a text: its characters occur in this order, whatever their case. Undefined: they do not.
 * Higher is better: runs, beginnings of words and the very beginning count, length counts against.
 */
export function fuzzyScore(query: string, text: string): number | undefined {
  const wanted = query.toLowerCase();
  const lower = text.toLowerCase();
  const whole = lower.indexOf(wanted);
  if (wanted !== '' && whole >= 0) return 1000 + (whole === 0 ? 500 : isWordStart(text, whole) ? 300 : 0) - text.length;
  let score = 0;
  let at = -1;
  for (const character of wanted) {
    const found = lower.indexOf(character, at + 1);
    if (found < 0) return undefined;
    score += found === at + 1 && at >= 0 ? 10 : isWordStart(text, found) ? 8 : 1;
    at = found;
  }
  return score - text.length / 100;
}

function isWordStart(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text[at - 1]!;
  if (!/[\p{L}\p{N}]/u.test(before)) return true;
  return /\p{Lu}/u.test(text[at]!) && !/\p{Lu}/u.test(before);
}
