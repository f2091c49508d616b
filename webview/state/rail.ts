import type { ActionView, FlowView, NodeId, StepView } from '../../server/core/ide/graph-view/graph-view.js';
import { count } from './sentences.js';
import { type ActionEntry, actionEntry, type ViewIndex } from './view-index.js';

/** One row of the rail: the graph in one column, for panels that are too narrow for another. */
export type RailRow =
  | { readonly kind: 'node'; readonly id: string; readonly node: NodeId; readonly steps: readonly number[] }
  | {
      readonly kind: 'container';
      readonly id: string;
      readonly node: NodeId;
      readonly carrier?: string;
      readonly steps: readonly number[];
    }
  /** Actions that are folded away; `node` is what Enter on it would show first. */
  | { readonly kind: 'fold'; readonly id: string; readonly text: string; readonly isOpen: boolean }
  /** The name of the branch that is taken. */
  | { readonly kind: 'label'; readonly id: string; readonly text: string };

/** The rows of a lit path: its steps in order, and what lies between them folded. */
export function railOfPath(
  index: ViewIndex,
  steps: readonly StepView[],
  open: ReadonlySet<string>,
): readonly RailRow[] {
  const rows: RailRow[] = [];
  steps.forEach((step, at) => {
    const before = steps[at - 1];
    if (before === undefined)
      rows.push(...foldOf(`before ${step.node}`, actionsBefore(index, step.node), 'before', open));
    else rows.push(...between(index, before, step, at, open));
    rows.push(stepRow(index, step, at));
  });
  return rows;
}

function stepRow(index: ViewIndex, { node, hop }: StepView, at: number): RailRow {
  const id = `step ${at}`;
  if (index.entries.get(node)?.kind !== 'container') return { kind: 'node', id, node, steps: [at + 1] };
  const carrier = hop !== undefined && hop.kind !== 'control' ? hop.carrier : undefined;
  return { kind: 'container', id, node, steps: [at + 1], ...(carrier !== undefined && { carrier }) };
}

function between(
  index: ViewIndex,
  before: StepView,
  step: StepView,
  at: number,
  open: ReadonlySet<string>,
): readonly RailRow[] {
  const passes = step.hop?.kind === 'control' ? step.hop.passes : [];
  const entry = actionEntry(index, step.node);
  const output = entry && outputFrom(entry, before.node);
  if (output !== undefined) return [{ kind: 'label', id: `label ${at}`, text: output }];
  const passed = passes.flatMap((id) => actionEntry(index, id) ?? []);
  if (passed.length === 0) return [];
  return foldOf(
    `passed ${at}`,
    passed.map(({ action }) => action),
    passedText(passed, entry),
    open,
  );
}

/** The name of the output of `owner` in which an action stands directly. */
function outputFrom({ parent, output }: ActionEntry, owner: NodeId): string | undefined {
  return parent?.action.id === owner ? parent.action.outputs[output]?.name : undefined;
}

/** '1 decision passed: yes', '2 actions passed'. */
function passedText(passed: readonly ActionEntry[], next: ActionEntry | undefined): string {
  const areDecisions = passed.every(({ action }) => action.icon === 'decides' || action.icon === 'switches');
  const last = passed.at(-1);
  const output = next && last && outputFrom(next, last.action.id);
  const text = `${count(passed.length, areDecisions ? 'decision' : 'action')} passed`;
  return output === undefined ? text : `${text}: ${output}`;
}

function actionsBefore(index: ViewIndex, node: NodeId): readonly ActionView[] {
  const entry = actionEntry(index, node);
  return entry ? entry.siblings.slice(0, entry.at) : [];
}

/** A fold, and behind it what it holds when it is open. A text of one word is put behind the number of actions. */
function foldOf(id: string, actions: readonly ActionView[], text: string, open: ReadonlySet<string>): RailRow[] {
  if (actions.length === 0) return [];
  const isOpen = open.has(id);
  const words = text.includes(' ') ? text : `${count(actions.length, 'action')} ${text}`;
  const fold: RailRow = { kind: 'fold', id, text: words, isOpen };
  return isOpen ? [fold, ...actions.map(({ id: node }) => nodeRow(node, id))] : [fold];
}

function nodeRow(node: NodeId, where: string): RailRow {
  return { kind: 'node', id: `${where} ${node}`, node, steps: [] };
}

/** The rows of whole flows: the first output goes on in the column, the others open in place. */
export function railOfFlows(flows: readonly FlowView[], open: ReadonlySet<string>): readonly RailRow[] {
  const rows: RailRow[] = [];
  const add = (actions: readonly ActionView[]): void => {
    for (const { id, outputs } of actions) {
      rows.push(nodeRow(id, 'graph'));
      outputs.forEach(({ name, body }, at) => {
        if (body.length === 0) return;
        const own = `${id} output ${at}`;
        if (at === 0) rows.push({ kind: 'label', id: own, text: name });
        else
          rows.push({ kind: 'fold', id: own, text: `${name}: ${count(body.length, 'step')}`, isOpen: open.has(own) });
        if (at === 0 || open.has(own)) add(body);
      });
    }
  };
  for (const { containers } of flows) {
    for (const { id, body } of containers) {
      rows.push({ kind: 'container', id: `container ${id}`, node: id, steps: [] });
      if (!open.has(`closed ${id}`)) add(body);
    }
  }
  return rows;
}
