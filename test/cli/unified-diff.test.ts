import { expect, test } from 'vitest';
import { unifiedDiff } from '../../server/cli/output/unified-diff.js';

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}\n`);

test('a change stands among three lines', () => {
  const before = numbered(10);
  const after = [...before.slice(0, 4), 'other\n', 'more\n', ...before.slice(5)];
  expect(unifiedDiff('a.yaml', before.join(''), after.join(''))).toBe(
    [
      '--- a/a.yaml',
      '+++ b/a.yaml',
      '@@ -2,7 +2,8 @@',
      ' line 2',
      ' line 3',
      ' line 4',
      '-line 5',
      '+other',
      '+more',
      ' line 6',
      ' line 7',
      ' line 8',
      '',
    ].join('\n'),
  );
});

test('a new file, a file without a last line end, and no change at all', () => {
  expect(unifiedDiff('n', undefined, 'x\n')).toBe('--- /dev/null\n+++ b/n\n@@ -0,0 +1,1 @@\n+x\n');
  expect(unifiedDiff('n', 'x', 'x\n')).toBe(
    '--- a/n\n+++ b/n\n@@ -1,1 +1,1 @@\n-x\n\\ No newline at end of file\n+x\n',
  );
  expect(unifiedDiff('n', 'x\r\n', 'x\r\n')).toBe('');
});

test('whatever changes, the diff says all of it', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  for (let run = 0; run < 300; run++) {
    const before = Array.from({ length: random(30) }, () => `${random(4)}\n`);
    const after = before.flatMap((line) =>
      random(6) === 0 ? [] : random(6) === 0 ? [line, `${random(4)}\n`] : [line],
    );
    expect(patched(before, unifiedDiff('f', before.join(''), after.join('')))).toBe(after.join(''));
  }
});

/** What `patch` would make of it. */
function patched(before: readonly string[], diff: string): string {
  const out: string[] = [];
  let at = 0;
  for (const line of diff.split('\n').slice(2, -1)) {
    const hunk = /^@@ -(\d+),(\d+)/.exec(line);
    if (hunk) {
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      out.push(...before.slice(at, start));
      at = start;
    } else if (line.startsWith('+')) out.push(`${line.slice(1)}\n`);
    else {
      expect(before[at]).toBe(`${line.slice(1)}\n`);
      if (line.startsWith(' ')) out.push(before[at]!);
      at++;
    }
  }
  return [...out, ...before.slice(at)].join('');
}
