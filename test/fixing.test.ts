import { describe, expect, test } from 'vitest';
import { applyFixes, type FixWishes } from '../server/core/fixing.js';
import type { SourceFile } from '../server/core/formats/format.js';
import type { Finding, Fix } from '../server/core/model/finding.js';
import { analyse } from '../server/core/workspace.js';
import { hasFlowBench, readFlowBench } from './support/flowbench.js';

/** Every `x` is a finding; what mends it is given by the test. */
function letters(fixOf: (uri: string, at: number) => Fix): FixWishes['analyse'] {
  return (files) => {
    const findings = files.flatMap(({ uri, text }) =>
      [...text.matchAll(/x|!/g)].map(({ 0: letter, index: at }) => {
        const common = { uri, rule: letter === 'x' ? 'no-x' : 'no-bang', container: '', action: '', message: letter };
        // Only what is looked at when fixes are applied.
        return { ...common, fixes: letter === 'x' ? [fixOf(uri, at)] : [] } as unknown as Finding;
      }),
    );
    return { findings };
  };
}

const replace =
  (at: number, newText: string, more: Partial<Fix> = {}) =>
  (uri: string) => ({
    title: `to ${newText}`,
    safe: true,
    edits: new Map([[uri, [{ span: { start: at, end: at + 1 }, newText }]]]),
    ...more,
  });

const files = (...texts: readonly string[]): SourceFile[] => texts.map((text, i) => ({ uri: `${i}`, text }));
const all = () => true;

describe('fixes', () => {
  test('are all applied where they keep their promise', () => {
    const result = applyFixes(files('axbx', 'c', 'x'), {
      analyse: letters((uri, at) => replace(at, '.')(uri)),
      accepts: all,
    });
    expect([...result.changed]).toEqual([
      ['0', 'a.b.'],
      ['2', '.'],
    ]);
    expect(result.applied).toHaveLength(3);
    expect(result.refused).toEqual([]);
  });

  test('that bring another finding, or leave theirs, are not applied, and the others are', () => {
    const texts = new Map([
      [1, '!'],
      [3, '.'],
      [5, 'x'],
    ]);
    const result = applyFixes(files('axbxcx'), {
      analyse: letters((uri, at) => replace(at, texts.get(at) ?? '.')(uri)),
      accepts: all,
    });
    expect(result.changed.get('0')).toBe('axb.cx');
    expect(result.refused.map(({ reason }) => reason)).toEqual([
      'it would bring a finding of no-bang: !',
      'the finding of no-x would stay',
    ]);
  });

  test('that touch the same place take turns', () => {
    const whole = (uri: string, at: number): Fix => ({
      title: 'widen',
      safe: true,
      edits: new Map([[uri, [{ span: { start: 0, end: at + 1 }, newText: '.' }]]]),
    });
    const result = applyFixes(files('xx'), { analyse: letters(whole), accepts: all });
    expect(result.changed.get('0')).toBe('.');
    expect(result.applied).toHaveLength(2);
  });

  test('may add a file, but not over another one', () => {
    const withFile = (name: string) => (uri: string, at: number) =>
      replace(at, '.', { newFiles: new Map([[name, 'new']]) })(uri);
    const made = applyFixes(files('x'), { analyse: letters(withFile('made')), accepts: all });
    expect([...made.changed]).toEqual([
      ['0', '.'],
      ['made', 'new'],
    ]);
    expect([...made.created]).toEqual(['made']);
    const taken = applyFixes(files('x'), { analyse: letters(withFile('0')), accepts: all });
    expect(taken.changed.size).toBe(0);
    expect(taken.refused.map(({ reason }) => reason)).toEqual(['the file 0 is already there']);
  });

  test('that nobody accepts are left alone, and so are findings that somebody accepts', () => {
    const analyseX = letters((uri, at) => replace(at, '.')(uri));
    expect(applyFixes(files('x'), { analyse: analyseX, accepts: () => false }).changed.size).toBe(0);
    const suppressed = { kind: 'inline', reason: 'ok' } as const;
    const accepted: FixWishes['analyse'] = (some) => {
      const { findings } = analyseX(some);
      return { findings: findings.map((finding) => ({ ...finding, suppressed })) };
    };
    expect(applyFixes(files('x'), { analyse: accepted, accepts: all }).changed.size).toBe(0);
  });
});

test.skipIf(!hasFlowBench)(
  'on the benchmark, what is offered can nearly all be applied, and nothing gets worse',
  { timeout: 60_000 },
  () => {
    let refused = 0;
    let applied = 0;
    for (const { files: sources } of readFlowBench()) {
      const before = analyse(sources).findings;
      const result = applyFixes(sources, { analyse, accepts: all });
      applied += result.applied.length;
      refused += result.refused.length;
      const after = analyse(sources.map(({ uri, text }) => ({ uri, text: result.changed.get(uri) ?? text }))).findings;
      expect(after.length).toBeLessThanOrEqual(before.length - result.applied.length);
    }
    expect(applied).toBeGreaterThan(20);
    expect(refused).toBeLessThan(applied / 5);
  },
);
