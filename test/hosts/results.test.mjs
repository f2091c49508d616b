import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Results } from '../../scripts/hosts/results.mjs';

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
});

const line = (state) => `[host] keytrace-test ${JSON.stringify({ title: 'a case', state, seconds: 1 })}`;

function resultsOf(lines, code) {
  const results = new Results('a host');
  for (const one of lines) results.take(one);
  results.close(code);
  return { passed: results.count('passed'), failed: results.count('failed'), skipped: results.count('skipped') };
}

describe('the results of a host', () => {
  test('are what its tests say', () => {
    const lines = [line('passed'), 'something else', line('skipped'), line('passed')];
    expect(resultsOf(lines, 0)).toEqual({ passed: 2, failed: 0, skipped: 1 });
    expect(resultsOf([line('passed'), line('failed')], 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test('hold a failure when the host ends without an exit code, whatever the tests have said', () => {
    expect(resultsOf([line('passed')], undefined)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test('hold a failure when nothing has run', () => {
    expect(resultsOf([], 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test('hold a failure when the exit code says so and no test does', () => {
    expect(resultsOf([line('passed')], 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test('hold a failure for a line that cannot be read', () => {
    expect(resultsOf(['keytrace-test {"title":'], 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
