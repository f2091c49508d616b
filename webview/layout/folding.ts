import type { ActionView, NodeId, OutputView } from '../../server/core/ide/graph-view/graph-view.js';
import type { Openness } from './placed.js';

/** How the ways out of one owner are drawn. */
export type Branch =
  | { readonly kind: 'open'; readonly output: OutputView; readonly index: number }
  /** Folded: `outputs` are indexes into the owner's. */
  | { readonly kind: 'stub'; readonly id: string; readonly outputs: readonly number[]; readonly text: string }
  /** Nothing runs on it; control just goes on behind the owner. */
  | { readonly kind: 'bypass'; readonly output: OutputView; readonly index: number };

/** Steps up to which a branch is quiet. */
const QUIET_STEPS = 3;
/** Outputs above which quiet ones gather in one stub. */
const MANY = 6;
/** Columns that are drawn of one owner, whatever is in them. */
const MOST_COLUMNS = 40;

/** The stub of one output, also when it is not drawn; opening it draws the branch in full. */
export function stubId(owner: NodeId, output: number): string {
  return `${owner}.o${output}`;
}

/** The stub in which many outputs gather. */
export function gatheredId(owner: NodeId): string {
  return `${owner}.more`;
}

/** Actions that must be seen: they call or carry a value somewhere. */
export interface Loud {
  readonly leaving: ReadonlySet<NodeId>;
}

/** Decides for every output whether it is drawn, folded or gathered; the first one is always drawn. `skipped` outputs stand before these. */
export function branchesOf(
  owner: NodeId,
  outputs: readonly OutputView[],
  open: Openness,
  { leaving }: Loud,
  skipped: number,
): Branch[] {
  const isMany = outputs.length > MANY;
  const branches: Branch[] = [];
  const gathered: number[] = [];
  let steps = 0;
  for (let index = 0; index < outputs.length; index++) {
    const output = outputs[index]!;
    const state = index === 0 ? 'loud' : stateOf(output, open, leaving);
    const isChosen = state === 'lit' || (open.branches.size > 0 && open.branches.has(stubId(owner, index + skipped)));
    const isQuiet = state === 'quiet' && !open.showsQuiet && !isChosen;
    if (isMany && (isQuiet || (branches.length >= MOST_COLUMNS && !isChosen))) {
      gathered.push(index);
      steps = output.body.length;
    } else if (output.body.length === 0) branches.push({ kind: 'bypass', output, index });
    else if (isQuiet) branches.push(stubOf(stubId(owner, index + skipped), [index], stepsText(output.body.length)));
    else branches.push({ kind: 'open', output, index });
  }
  if (gathered.length === 1) branches.push(stubOf(stubId(owner, gathered[0]! + skipped), gathered, stepsText(steps)));
  if (gathered.length > 1) branches.push(stubOf(gatheredId(owner), gathered, `${gathered.length} more cases`));
  return branches;
}

function stubOf(id: string, outputs: readonly number[], text: string): Branch {
  return { kind: 'stub', id, outputs, text };
}

function stepsText(count: number): string {
  return count === 1 ? '1 step' : `${count} steps`;
}

/** No more than is looked at before the answer is clear. */
function stateOf(output: OutputView, open: Openness, leaving: ReadonlySet<NodeId>): 'quiet' | 'loud' | 'lit' {
  if (open.lit.size > 0 && holds(output.body, (action) => open.lit.has(action.id))) return 'lit';
  if (open.showsQuiet && output.body.length > 0) return 'loud';
  const { body } = output;
  const isQuiet =
    body.length <= QUIET_STEPS && body.every((action) => isQuietAction(action) && !leaving.has(action.id));
  return isQuiet ? 'quiet' : 'loud';
}

function isQuietAction({ outputs, findings, key, isLoop }: ActionView): boolean {
  return outputs.length === 0 && findings.length === 0 && key === undefined && !isLoop;
}

/** Whether any action of a body, or below it, is one that is looked for. */
export function holds(body: readonly ActionView[], test: (action: ActionView) => boolean): boolean {
  return body.some((action) => test(action) || action.outputs.some((output) => holds(output.body, test)));
}
