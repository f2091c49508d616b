import { expect, test } from 'vitest';
import type { Analysis } from '../../server/core/analysis.js';
import { architectYaml } from '../../server/core/formats/architect-yaml/index.js';
import type { SourceFile } from '../../server/core/formats/format.js';
import { analyse } from '../../server/core/workspace.js';
import { hasFlowBench } from '../support/flowbench.js';
import { toArchitectJson } from '../support/to-architect-json.js';
import { Random } from '../syntax/support/random.js';
import { difference, leaksOf, sayings } from './found.js';
import { BYSTANDERS } from './transforms/bystanders.js';
import { CALLS } from './transforms/calls.js';
import { EXPRESSIONS } from './transforms/expressions.js';
import { type FlowTree, readTree, writeTree } from './transforms/flow-tree.js';
import { NOTATIONS } from './transforms/notation.js';
import { ORDER, shuffled } from './transforms/order.js';
import type { Transform } from './transforms/transform.js';
import { WRAPPING } from './transforms/wrapping.js';
import { readWorkspaces, type Workspace } from './workspaces.js';

if (!hasFlowBench)
  console.log('FlowBench is not beside this repository (../shared/flowbench): its flows are not changed.');

/** So many workspaces are changed by each transform; with KEYTRACE_FULL=1 all of them. */
const ENOUGH = process.env.KEYTRACE_FULL === '1' ? Number.POSITIVE_INFINITY : 14;

const ALL: readonly Transform[] = [...BYSTANDERS, ...WRAPPING, ...EXPRESSIONS, ...CALLS, ...ORDER];
const workspaces = readWorkspaces();

const read = new Map<string, readonly FlowTree[]>();

/** The trees of a workspace, anew each time: a transform changes them in place. */
function treesOf({ id, files }: Workspace): FlowTree[] {
  const known = read.get(id) ?? files.flatMap((file) => readTree(file) ?? []);
  read.set(id, known);
  return structuredClone(known) as FlowTree[];
}

const written = new Map<string, Analysis>();

/** What is found in a workspace as it is, written as transforms write it. */
function foundBefore(workspace: Workspace): Analysis {
  const known = written.get(workspace.id) ?? found(treesOf(workspace));
  written.set(workspace.id, known);
  return known;
}

function found(trees: readonly FlowTree[]): Analysis {
  return analyse(trees.map((tree) => writeTree(tree)));
}

/** Whether the flows are such that the transform changes nothing. */
function mayApply({ notForDeadCode }: Transform, trees: readonly FlowTree[]): boolean {
  if (notForDeadCode === undefined) return true;
  const said = sayings(found(trees));
  return !said.some((text) => / (?:unreachable-code|container-never-used) /.test(text));
}

/** A seed of its own for every name. */
function seedOf(name: string): number {
  return [...name].reduce((seed, letter) => Math.imul(seed, 31) + letter.codePointAt(0)!, 7);
}

function changes(workspace: Workspace, before: readonly string[], after: readonly string[]): string[] {
  const { lost, added } = difference(before, after);
  const said = [...lost.map((text) => `lost: ${text}`), ...added.map((text) => `added: ${text}`)];
  return said.length === 0 ? [] : [`${workspace.id}\n  ${said.join('\n  ')}`];
}

test.each(ALL)('$name', (transform) => {
  const { name, keeps, apply } = transform;
  const random = new Random(seedOf(name));
  const different: string[] = [];
  let applied = 0;
  for (const workspace of shuffled(workspaces, random)) {
    if (applied >= ENOUGH) break;
    const trees = treesOf(workspace);
    if (!mayApply(transform, trees) || !apply(trees, random)) continue;
    applied++;
    different.push(...changes(workspace, leaksOf(foundBefore(workspace), keeps), leaksOf(found(trees), keeps)));
  }
  expect(different.join('\n')).toBe('');
  if (hasFlowBench) expect(applied).toBeGreaterThan(0);
});

/** Each workspace with other changes. */
test('several changes after each other, and the same as configuration', () => {
  const random = new Random(20_260_630);
  const different: string[] = [];
  for (const workspace of shuffled(workspaces, random).slice(0, ENOUGH)) {
    const trees = treesOf(workspace);
    const chosen = [random.pick(ALL), random.pick(ALL), random.pick(ALL)].filter((transform) =>
      mayApply(transform, trees) ? transform.apply(trees, random) : false,
    );
    const after = trees.map((tree) => writeTree(tree));
    const named = { ...workspace, id: `${workspace.id}: ${chosen.map(({ name }) => name).join(', then ')}` };
    const leaks = leaksOf(foundBefore(workspace), 'places');
    different.push(...changes(named, leaks, leaksOf(analyse(after), 'places')));
    const as = { ...named, id: `${named.id}, as configuration` };
    different.push(...changes(as, leaks, leaksOf(analyse(after.map(asConfiguration)), 'places')));
  }
  expect(different.join('\n')).toBe('');
});

function asConfiguration(file: SourceFile): SourceFile {
  const { flow } = architectYaml.read(file);
  return flow ? { uri: file.uri, text: toArchitectJson(flow) } : file;
}

test.each(NOTATIONS)('$name', ({ name, write }) => {
  const random = new Random(seedOf(name));
  const different = shuffled(workspaces, random)
    .slice(0, ENOUGH)
    .flatMap((workspace) => {
      const trees = treesOf(workspace);
      const after = trees.map((tree) => ({ uri: tree.uri, text: write(tree, random) }));
      return changes(workspace, sayings(foundBefore(workspace)), sayings(analyse(after)));
    });
  expect(different.join('\n')).toBe('');
});
