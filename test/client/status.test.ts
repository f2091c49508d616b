import { expect, test } from 'vitest';
import { type FlowState, statusOf } from '../../client/status.js';
import { inEnglish } from '../../client/words.js';
import { rules } from '../../server/core/rules/index.generated.js';

const FORMAT = 'Genesys Cloud Architect (Archy YAML)';

function shown(state: Partial<FlowState>) {
  return statusOf({ format: FORMAT, server: 'running', problems: [], ...state }, inEnglish);
}

const leak = { severity: 'error', rule: 'secure-value-in-speech' } as const;
const unknown = { severity: 'hint', rule: 'unknown-action' } as const;

test('it says how many findings there are, and the format', () => {
  expect(shown({ problems: [leak] })).toEqual({
    text: 'Keytrace: 1 finding',
    detail: FORMAT,
    severity: 'error',
    isBusy: false,
  });
  expect(shown({ problems: [leak, leak] }).text).toBe('Keytrace: 2 findings');
});

test('a flow without findings is not called safe', () => {
  expect(shown({})).toMatchObject({ text: 'Keytrace: no findings', severity: 'none' });
});

test('what was not understood is counted', () => {
  expect(shown({ problems: [unknown, unknown] })).toMatchObject({
    detail: `${FORMAT}, not understood in it: 2`,
    severity: 'none',
  });
});

test('the worst finding decides how it looks', () => {
  const warning = { severity: 'warning', rule: 'secure-value-in-log' } as const;
  expect(shown({ problems: [unknown, warning] }).severity).toBe('warning');
  expect(shown({ problems: [unknown, warning, leak] }).severity).toBe('error');
});

test('a server that starts or has stopped is said, whatever was found before', () => {
  expect(shown({ server: 'starting', problems: [leak] })).toMatchObject({ text: 'Keytrace: reading', isBusy: true });
  expect(shown({ server: 'stopped' })).toMatchObject({ text: 'Keytrace: stopped', severity: 'error' });
});

test('every rule about reading counts as not understood', () => {
  const reading = rules.filter(
    ({ id }) => /^(?:unknown-action|unre|unexpected|broken)/.test(id) && id !== 'unreachable-code',
  );
  for (const { id } of reading)
    expect(shown({ problems: [{ severity: 'hint', rule: id }] }).detail, id).toMatch(/: 1$/);
});
