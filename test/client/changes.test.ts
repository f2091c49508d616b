import { expect, test } from 'vitest';
import { changesBetween, countsBySeverity } from '../../client/changes.js';
import type { Severity } from '../../client/findings.js';

const finding = (fingerprint: string, severity: Severity = 'error', isSuppressed = false, uri = 'a.yaml') => ({
  fingerprint,
  severity,
  isSuppressed,
  place: { uri },
});
const namesOf = (findings: readonly { readonly fingerprint: string }[]) => findings.map((one) => one.fingerprint);

test('a finding is new, gone or unchanged', () => {
  const changes = changesBetween([finding('kept'), finding('gone')], [finding('new'), finding('kept')]);
  expect(namesOf(changes.opened)).toEqual(['new']);
  expect(namesOf(changes.closed)).toEqual(['gone']);
  expect(namesOf(changes.unchanged)).toEqual(['kept']);
  expect(changes.accepted).toEqual([]);
});

test('equal fingerprints in two files are two findings', () => {
  const changes = changesBetween([finding('x', 'error', false, 'a.yaml')], [finding('x', 'error', false, 'b.yaml')]);
  expect(changes.opened.map(({ place }) => place.uri)).toEqual(['b.yaml']);
  expect(changes.closed.map(({ place }) => place.uri)).toEqual(['a.yaml']);
});

test('a finding that was accepted is not gone', () => {
  const changes = changesBetween([finding('x')], [finding('x', 'error', true)]);
  expect(namesOf(changes.accepted)).toEqual(['x']);
  expect(changes.closed).toEqual([]);
  expect(changes.unchanged).toEqual([]);
});

test('an acceptance that is taken back opens the finding', () => {
  const changes = changesBetween([finding('x', 'error', true)], [finding('x')]);
  expect(namesOf(changes.opened)).toEqual(['x']);
});

test('what was accepted before and after is not part of the change', () => {
  const changes = changesBetween([finding('x', 'error', true)], [finding('x', 'error', true)]);
  expect(Object.values(changes).flat()).toEqual([]);
});

test('the worst come first, and otherwise the order of the report stays', () => {
  const after = [finding('a', 'hint'), finding('b', 'error'), finding('c', 'warning'), finding('d', 'error')];
  expect(namesOf(changesBetween([], after).opened)).toEqual(['b', 'd', 'c', 'a']);
});

test('a severity that has changed does not make a finding new', () => {
  const { unchanged } = changesBetween([finding('x', 'warning')], [finding('x', 'error')]);
  expect(unchanged.map(({ severity }) => severity)).toEqual(['error']);
});

test('severities are counted, the worst first', () => {
  const findings = [finding('a', 'warning'), finding('b', 'error'), finding('c', 'warning')];
  expect(countsBySeverity(findings)).toEqual([
    { severity: 'error', count: 1 },
    { severity: 'warning', count: 2 },
  ]);
});
