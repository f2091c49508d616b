import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Occurrence, occurrenceAt, occurrencesIn } from '../../server/core/ide/occurrences.js';
import type { CheckedFlow, CheckedWorkspace } from '../../server/core/rules/rule.js';
import { Workspace } from '../../server/core/workspace.js';

const folder = new URL('../formats/samples/', import.meta.url);
const samples = readdirSync(fileURLToPath(folder)).map((name) => ({
  name,
  text: readFileSync(new URL(name, folder), 'utf8'),
}));

/** A workspace of which nobody has asked anything yet. */
function fresh(uri: string, text: string): { file: CheckedFlow; workspace: CheckedWorkspace } {
  const workspace = new Workspace();
  workspace.set({ uri, text });
  return { file: workspace.flow(uri)!, workspace: workspace.snapshot() };
}

function said(occurrence: Occurrence | undefined): string {
  if (!occurrence) return 'nothing';
  const { span, key, access, container, isIndirect } = occurrence;
  return [span.start, span.end, key, access, container, isIndirect].join(' ');
}

describe('one name is found as among all names', () => {
  test.each(samples)('$name', ({ name, text }) => {
    const all = fresh(name, text);
    const names = occurrencesIn(all.file, all.workspace);
    expect(names.length).toBeGreaterThan(2);
    // Each place is asked in a workspace that has not listed its names; once listed, they would be taken.
    const lone = fresh(name, text);
    const offsets = names.flatMap(({ span }) => [span.start - 1, span.start, span.start + 1, span.end, span.end + 1]);
    const wrong = offsets.filter((offset) => {
      const { file, workspace } = lone;
      return (
        said(occurrenceAt({ ...file }, { ...workspace, flows: workspace.flows, paths: [] }, offset)) !==
        said(occurrenceAt(all.file, all.workspace, offset))
      );
    });
    expect(wrong).toEqual([]);
  });
});
