import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Finding, Fix } from '../../server/core/model/finding.js';
import { applyEdits } from '../../server/core/text/span.js';
import { analyse } from '../../server/core/workspace.js';
import { type Case, readCases } from '../support/cases.js';

/**
 * A case is one flow, the title of a fix that the rule of its folder offers for it, and the flow afterwards:
 * `-- flow.yaml --`, `-- fix: <title> (safe) --`. UPDATE=1 writes the result, to be read.
 */
const cases = readCases('fixes');
const SECTION = /^fix: (.+?)( \(safe\))?$/;

describe.each(cases)('$id', (one) => {
  const [rule = ''] = one.id.split('/');
  const before = one.sections.get('flow.yaml') ?? '';
  const heading = [...one.sections.keys()].find((name) => SECTION.test(name)) ?? '';
  const [, title = '', safe] = SECTION.exec(heading) ?? [];

  test('has the result that stands in the case', () => {
    const fix = fixOf(before, rule, title);
    expect(fix?.safe).toBe(safe !== undefined);
    expect(apply(before, fix)).toBe(resultOf(one, heading, apply(before, fix)));
  });

  test('has the same result with Windows lines', () => {
    const windows = before.replaceAll('\n', '\r\n');
    const after = apply(windows, fixOf(windows, rule, title));
    expect(after).toBe(apply(before, fixOf(before, rule, title)).replaceAll('\n', '\r\n'));
  });

  test('takes the finding away, brings nothing new, and is not offered again', () => {
    const fix = fixOf(before, rule, title);
    const mended = apply(before, fix);
    const left = findings(mended).filter((finding) => finding.rule === rule);
    expect(left.length).toBeLessThan(findings(before).filter((finding) => finding.rule === rule).length);
    expect(newFindings(before, mended)).toEqual([]);
    const again = left.flatMap(({ fixes }) => fixes).filter((other) => apply(mended, other) === mended);
    expect(again).toEqual([]);
    if (left.length === 0) expect(apply(mended, fixOf(mended, rule, title))).toBe(mended);
  });
});

/** Only the rules' own words may differ: positions in messages do not occur. */
function newFindings(before: string, after: string): string[] {
  const known = new Set(findings(before).map(textOf));
  return findings(after)
    .map(textOf)
    .filter((text) => !known.has(text));
}

function textOf({ rule, severity, message }: Finding): string {
  return `${severity} ${rule}: ${message}`;
}

function resultOf({ path, sections }: Case, heading: string, actual: string): string {
  const expected = sections.get(heading) ?? '';
  if (process.env.UPDATE !== '1' || expected === actual) return expected;
  const text = readFileSync(path, 'utf8');
  const line = `-- ${heading} --\n`;
  writeFileSync(path, `${text.slice(0, text.indexOf(line))}${line}${actual}`);
  return actual;
}

function findings(text: string): readonly Finding[] {
  return analyse([{ uri: 'flow.yaml', text }]).findings;
}

function fixOf(text: string, rule: string, title: string): Fix | undefined {
  const offered = findings(text).filter((finding) => finding.rule === rule);
  return offered.flatMap(({ fixes }) => fixes).find((fix) => fix.title === title);
}

function apply(text: string, fix: Fix | undefined): string {
  return applyEdits(text, fix?.edits.get('flow.yaml') ?? []);
}
