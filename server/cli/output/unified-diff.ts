/** Lines around a change that are shown with it. */
const CONTEXT = 3;

interface Hunk {
  /** 0-based first lines, and one behind the last, before and after. */
  readonly before: readonly [number, number];
  readonly after: readonly [number, number];
}

/** The changes of one file as `diff -u` shows them; '' when there are none. `before` is undefined for a new file. */
export function unifiedDiff(path: string, before: string | undefined, after: string): string {
  const [old, now] = [linesOf(before ?? ''), linesOf(after)];
  const hunks = withContext(changes(old, now), old.length, now.length);
  if (hunks.length === 0) return '';
  const name = (side: string) => `${side}/${path}`;
  const head = [`--- ${before === undefined ? '/dev/null' : name('a')}`, `+++ ${name('b')}`];
  return [...head, ...hunks.flatMap((group) => hunkLines(group, old, now)), ''].join('\n');
}

/** With their ends, so that a file that loses its last one differs. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Myers' shortest edit script, "An O(ND) Difference Algorithm": the runs of lines that are not common. */
function changes(old: readonly string[], now: readonly string[]): Hunk[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let same = 0;
  while (same < Math.min(old.length, now.length) - start && old.at(-1 - same) === now.at(-1 - same)) same++;
  const [a, b] = [old.slice(start, old.length - same), now.slice(start, now.length - same)];
  const hunks: Hunk[] = [];
  let [x, y] = [0, 0];
  for (const [commonX, commonY] of [...commonLines(a, b), [a.length, b.length] as const]) {
    if (commonX > x || commonY > y) {
      hunks.push({ before: [start + x, start + commonX], after: [start + y, start + commonY] });
    }
    [x, y] = [commonX + 1, commonY + 1];
  }
  return hunks;
}

/** Pairs of equal lines on the shortest way from one text to the other, in order. */
function commonLines(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const reached: Map<number, number>[] = [];
  let furthest = new Map([[1, 0]]);
  for (let cost = 0; ; cost++) {
    reached.push(new Map(furthest));
    const next = new Map(furthest);
    for (let diagonal = -cost; diagonal <= cost; diagonal += 2) {
      let x = isDown(furthest, diagonal, cost) ? furthest.get(diagonal + 1)! : furthest.get(diagonal - 1)! + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return walkBack(reached, a.length, b.length);
    }
    furthest = next;
  }
}

function isDown(furthest: ReadonlyMap<number, number>, diagonal: number, cost: number): boolean {
  if (diagonal === -cost) return true;
  return diagonal !== cost && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1);
}

function walkBack(reached: readonly Map<number, number>[], endX: number, endY: number): (readonly [number, number])[] {
  const common: (readonly [number, number])[] = [];
  let [x, y] = [endX, endY];
  for (let cost = reached.length - 1; cost >= 0; cost--) {
    const furthest = reached[cost]!;
    const diagonal = x - y;
    const from = isDown(furthest, diagonal, cost) ? diagonal + 1 : diagonal - 1;
    const startX = cost === 0 ? 0 : furthest.get(from)!;
    const startY = cost === 0 ? 0 : startX - from;
    const [runX, runY] = cost === 0 ? [0, 0] : from > diagonal ? [startX, startY + 1] : [startX + 1, startY];
    while (x > runX && y > runY) common.push([--x, --y]);
    [x, y] = [startX, startY];
  }
  return common.reverse();
}

/** Changes whose surroundings meet are one group. */
function withContext(hunks: readonly Hunk[], oldLength: number, newLength: number): Hunk[][] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1)?.at(-1);
    if (last && hunk.before[0] - last.before[1] <= 2 * CONTEXT) groups.at(-1)!.push(hunk);
    else groups.push([hunk]);
  }
  return groups.map((group) => {
    const [first, last] = [group[0]!, group.at(-1)!];
    const before = Math.min(CONTEXT, first.before[0]);
    const after = Math.min(CONTEXT, oldLength - last.before[1], newLength - last.after[1]);
    const lead: Hunk = {
      before: [first.before[0] - before, first.before[0] - before],
      after: [first.after[0] - before, first.after[0] - before],
    };
    const tail: Hunk = {
      before: [last.before[1] + after, last.before[1] + after],
      after: [last.after[1] + after, last.after[1] + after],
    };
    return [lead, ...group, tail];
  });
}

function hunkLines(group: readonly Hunk[], old: readonly string[], now: readonly string[]): string[] {
  const [first, last] = [group[0]!, group.at(-1)!];
  const range = ([from]: readonly [number, number], [, to]: readonly [number, number]) => {
    const length = to - from;
    return `${length === 0 ? from : from + 1},${length}`;
  };
  const lines = [`@@ -${range(first.before, last.before)} +${range(first.after, last.after)} @@`];
  let at = first.before[1];
  for (const { before, after } of group) {
    for (const line of old.slice(at, before[0])) lines.push(...shown(' ', line));
    for (const line of old.slice(...before)) lines.push(...shown('-', line));
    for (const line of now.slice(...after)) lines.push(...shown('+', line));
    at = before[1];
  }
  return lines;
}

function shown(sign: string, line: string): string[] {
  if (line.endsWith('\n')) return [sign + line.slice(0, -1)];
  return [sign + line, '\\ No newline at end of file'];
}
