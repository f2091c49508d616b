import { findAction } from '../../catalog/actions.js';
import { NAME_LIMITS } from '../../catalog/platform.js';
import { SECURE_FLOW, secureTwinOf } from '../../catalog/remedies.js';
import type { ActionDraft, BodyPart, FlowDraft } from '../../formats/draft.js';
import { editorOf } from '../../formats/editor.js';
import { FORMATS } from '../../formats/registry.js';
import type { Fix } from '../../model/finding.js';
import type { CollectionStep } from '../../taint/collections.js';
import { applyEdits, type Edit } from '../../text/span.js';
import type { CheckedFlow, CheckedWorkspace } from '../rule.js';
import { makeFix } from './make-fix.js';
import { newFileBeside } from './new-file.js';
import { planMove, type SecureMove } from './plan-secure-move.js';

/**
 * Moves a collection and all that follows it into a new secure flow, and puts a transfer in its place. Offered only
 * where that is certain to keep its meaning; what the platform needs besides has to be looked at.
 */
export function moveToSecureFlow(step: CollectionStep, file: CheckedFlow, workspace: CheckedWorkspace): readonly Fix[] {
  const move = planMove(step, file, workspace.factsOf(file.uri));
  if (!move) return [];
  const name = newName(file, step, workspace);
  const editor = editorOf(file);
  const text = editor.newFlow(draftOf(move, name));
  const sealed = text === undefined ? undefined : sealActions(text, move, file);
  const [first, ...others] = move.roots;
  if (sealed === undefined || !first) return [];
  const parts = [editor.replaceAction(first, transferTo(name)), ...others.map((action) => editor.removeAction(action))];
  if (overlap(parts.flat())) return [];
  const newFiles = new Map([[newFileBeside(file.uri, name, workspace), sealed]]);
  return makeFix('Move it into a new secure flow', false, file.uri, parts, newFiles);
}

function draftOf({ roots, shared, local }: SecureMove, name: string): FlowDraft {
  const last = roots.at(-1);
  const ends = last !== undefined && ENDING.has(findAction(last.kind)?.control ?? '');
  const actions: readonly BodyPart[] = ends ? roots : [...roots, { kind: SECURE_FLOW.end, name: 'End' }];
  return { type: SECURE_FLOW.type, name, variables: shared, tasks: [{ name: 'Main', variables: local, actions }] };
}

/** Nothing runs behind them in a secure flow, whose transfers do not come back. */
const ENDING: ReadonlySet<string> = new Set(['end-flow', 'transfer', 'transfer-flow']);

function transferTo(name: string): ActionDraft {
  const { transfer, speak, speakRole, apology, end } = SECURE_FLOW;
  const sorry: ActionDraft = {
    kind: speak,
    name: 'Say that it failed',
    settings: [{ role: speakRole, value: { mode: 'speech', text: apology } }],
  };
  return {
    kind: transfer,
    name: 'Collect in a secure flow',
    target: { kind: 'flow', name },
    outputs: [{ name: 'failure', body: [sorry, { kind: end, name: 'End' }] }],
  };
}

/** Plain actions that get secure data become the secure ones; the new text has the same actions in the same order. */
function sealActions(
  text: string,
  { moved, twins }: SecureMove,
  { flow: { format }, uri }: CheckedFlow,
): string | undefined {
  const read = FORMATS.find(({ id }) => id === format)?.read({ uri, text });
  if (!read?.flow || read.problems.length > 0) return undefined;
  const { flow, tape } = read;
  const editor = editorOf({ flow, text, tape });
  const edits: Edit[] = [];
  for (const [place, action] of moved.entries()) {
    const copy = flow.actions[place];
    if (copy?.kind !== action.kind) return undefined;
    const twin = twins.has(action.index) ? secureTwinOf(action.kind) : undefined;
    if (twin) edits.push(...editor.renameKind(copy, twin.kind));
  }
  return applyEdits(text, edits);
}

/** A name that no flow of the workspace has, within what the platform takes. */
function newName({ flow }: CheckedFlow, { action }: CollectionStep, { flows }: CheckedWorkspace): string {
  const words = [flow.name, action.name].filter((part) => part !== '').join(' - ') || 'Secure input';
  const allowed = NAME_LIMITS.flowForbids.reduce((text, part) => text.replaceAll(part, ' '), words);
  const base = allowed.slice(0, NAME_LIMITS.flow - 10);
  const taken = new Set(flows.map((other) => other.flow.name));
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base} ${number}`;
  return name;
}

function overlap(edits: readonly Edit[]): boolean {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return ordered.some((edit, i) => i > 0 && edit.span.start < ordered[i - 1]!.span.end);
}
