import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Occurrence, occurrencesIn } from '../../server/core/ide/occurrences.js';
import { prepareRename, rename } from '../../server/core/ide/rename.js';
import { NO_RESOURCES } from '../../server/core/model/resources.js';
import type { CheckedFlow, CheckedWorkspace } from '../../server/core/rules/rule.js';
import { applyEdits } from '../../server/core/text/span.js';
import { Workspace } from '../../server/core/workspace.js';
import { corpusFiles } from '../support/corpus.js';

const SAMPLES = fileURLToPath(new URL('../formats/samples', import.meta.url));

interface Sample {
  readonly path: string;
  readonly text: string;
}

const samples: Sample[] = readdirSync(SAMPLES)
  .filter((name) => name.endsWith('.yaml'))
  .map((path) => ({ path, text: readFileSync(`${SAMPLES}/${path}`, 'utf8') }));

/** A flow as read, without the conclusions, which renaming does not need and which take long. */
function read(text: string): { readonly file: CheckedFlow; readonly workspace: CheckedWorkspace } | undefined {
  const workspace = new Workspace();
  workspace.set({ uri: 'flow.yaml', text });
  const file = workspace.flow('flow.yaml');
  return file && { file, workspace: { flows: [file], paths: [], resources: NO_RESOURCES, resourceFiles: [] } };
}

/** Which names are one and the same, and what each place does, without saying any name. */
function shapeOf(names: readonly Occurrence[]): string[] {
  const numbers = new Map<string, number>();
  return names.map(({ key, kind, access, isDisplayName }) => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return `${number} ${kind} ${access} ${isDisplayName}`;
  });
}

function newNameFor({ kind, isDisplayName }: Occurrence): string {
  if (kind === 'variable') return 'renamedByTest';
  return kind === 'container' && !isDisplayName ? 'Renamed by test_99' : `It's "new": 1 # \\`;
}

/** Renames every symbol of a flow in turn and says where the flow then is another one. */
function damages({ path, text }: Sample): string[] {
  const before = read(text);
  if (!before) return [];
  const context = { ...before, findings: [] };
  const names = occurrencesIn(before.file, before.workspace);
  const shape = shapeOf(names);
  const seen = new Set<string>();
  return names.flatMap((name) => {
    const identity = `${name.key} ${name.isDisplayName}`;
    if (seen.has(identity)) return [];
    seen.add(identity);
    const offset = name.span.start;
    if ('refusal' in prepareRename(context, offset)) return [];
    const result = rename(context, offset, newNameFor(name));
    if ('refusal' in result)
      return result.refusal.startsWith('A reference has') ? [] : [`${path} ${identity}: ${result.refusal}`];
    const after = read(applyEdits(text, result.edits.get('flow.yaml') ?? []));
    const isSame =
      after !== undefined &&
      after.file.problems.length === before.file.problems.length &&
      shapeOf(occurrencesIn(after.file, after.workspace)).join('\n') === shape.join('\n');
    return isSame ? [] : [`${path} ${identity}`];
  });
}

describe('a flow is the same flow after any rename', () => {
  test.each(samples)('$path', (sample) => {
    expect(damages(sample)).toEqual([]);
  });

  test('real flows (none where ../shared/corpus is not there)', { timeout: 60_000 }, () => {
    expect(corpusFiles('archy-yaml').flatMap(damages)).toEqual([]);
  });
});
