import { findAction } from '../catalog/actions.js';
import { blindTransferOutput } from '../catalog/platform.js';
import { entryNode } from '../graph/control-graph.js';
import type { Action, Container } from '../model/flow.js';
import { actionName, flowTypeName, spanOfRun } from './describe.js';
import { type CheckedFlow, defineRule, type FindingDraft } from './rule.js';

export default defineRule({
  title: 'Actions that never run',
  family: 'control',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Nothing leads to these actions: what stands before them ends the call, leaves the task, or never takes this path. A check, a masking step or an error message there is not in effect, although it looks as if it were.',
  instead: 'Move the actions before the one that ends or leaves, switch the path on, or delete them.',
  falsePositives:
    'Actions that were switched off on purpose are reported as a hint only. In exports, the platform keeps parts that are not connected yet.',
  pci: [],
  cwe: ['CWE-561'],
  seed: ['C3'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - disconnect: { name: Hang up }
          - playAudio: { name: Goodbye, audio: { tts: Goodbye } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - playAudio: { name: Goodbye, audio: { tts: Goodbye } }
          - disconnect: { name: Hang up }
`,
    },
  ],

  check({ file, report }) {
    const { flow, graph } = file;
    const suspects = new Set<number>();
    for (const { index, container } of flow.actions) if (!graph.reachable[index]) suspects.add(container);
    for (const container of flow.containers) {
      if (!suspects.has(container.index) && container.detached.length === 0) continue;
      // A container that nothing leads to is the finding of another rule.
      if (!graph.reachable[entryNode(flow, container.index)]) continue;
      for (const draft of deadRuns(file, container)) report(draft);
    }
  },
});

/** A list of actions and the output it stands in. */
interface Run {
  readonly body: readonly number[];
  readonly owner: Action | undefined;
  readonly output: number;
}

/** The maximal runs of neighbouring actions that never run, outermost only. */
function* deadRuns(file: CheckedFlow, container: Container): Generator<FindingDraft> {
  const { actions, type } = file.flow;
  if (container.detached.length > 0) yield runOf(file, container.detached, 'nothing leads to it');
  // Choices of a menu are no sequence: each is a run of its own.
  const bodies = container.kind === 'menu' ? container.body.map((index) => [index]) : [container.body];
  const work = bodies.map((body): Run => ({ body, owner: undefined, output: -1 }));
  for (let item = work.pop(); item; item = work.pop()) {
    const { body, owner, output } = item;
    // That such a path never runs is the finding of another rule.
    if (owner && owner.outputs[output]!.name === blindTransferOutput(type) && !isDead(file, owner.index)) continue;
    for (let at = 0; at < body.length; at++) {
      const first = at;
      while (at < body.length && isDead(file, body[at]!)) at++;
      const run = body.slice(first, at);
      const before = actions[body[first - 1] ?? -1];
      if (run.length > 0) {
        const severity = before && isBlindTransfer(before, type) ? 'information' : 'warning';
        yield { severity, ...runOf(file, run, reasonOf(before, type, owner, output)) };
      }
      const live = actions[body[at] ?? -1];
      live?.outputs.forEach((out, place) => {
        work.push({ body: out.body, owner: live, output: place });
      });
    }
  }
}

function isDead({ graph }: CheckedFlow, index: number): boolean {
  return !graph.reachable[index];
}

function runOf(file: CheckedFlow, run: readonly number[], reason: string): FindingDraft {
  const { actions } = file.flow;
  const first = actions[run[0]!]!;
  const isOff = run.every((index) => !actions[index]!.enabled);
  const more = run.length === 1 ? '' : ` and ${run.length - 1} more ${run.length === 2 ? 'action' : 'actions'}`;
  const verb = run.length === 1 ? 'never runs' : 'never run';
  return {
    span: spanOfRun(file.flow, run),
    message: `${actionName(first)}${more} ${verb}: ${isOff ? 'switched off' : reason}`,
    action: first.index,
    tag: 'unnecessary',
    ...(isOff ? { severity: 'hint' } : {}),
  };
}

function reasonOf(before: Action | undefined, flowType: string, owner: Action | undefined, output: number): string {
  if (before) return reasonBehind(before, flowType);
  if (!owner) return 'nothing leads to it';
  const { name, enabled } = owner.outputs[output]!;
  return enabled
    ? `${actionName(owner)} never takes the path "${name}"`
    : `the path "${name}" of ${actionName(owner)} is switched off`;
}

/** A transfer that the platform lets go of: people write something behind it out of habit. */
function isBlindTransfer({ kind }: Action, flowType: string): boolean {
  const control = findAction(kind)?.control;
  return (control === 'transfer' || control === 'transfer-flow') && blindTransferOutput(flowType) !== undefined;
}

function reasonBehind(before: Action, flowType: string): string {
  const name = actionName(before);
  if (isBlindTransfer(before, flowType)) {
    return `transfers out of a ${flowTypeName(flowType)} flow, such as ${name} before it, do not come back`;
  }
  switch (findAction(before.kind)?.control) {
    case 'branch':
    case 'loop':
    case 'menu-task':
    case 'call-flow':
    case 'transfer':
    case 'transfer-flow':
      return `every path of ${name} before it ends or leaves`;
    case 'call-task':
      return `the task that ${name} before it calls does not come back`;
    default:
      return `${name} before it does not go on`;
  }
}
