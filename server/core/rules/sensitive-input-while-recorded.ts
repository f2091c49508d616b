import { type Capture, captureOf } from '../catalog/collecting.js';
import { findFlowType } from '../catalog/flow-types.js';
import { labelsOf, labelWords } from '../catalog/labels.js';
import { followControl, type Point } from '../graph/follow.js';
import type { Action } from '../model/flow.js';
import { type CollectionStep, collectionsOf } from '../taint/collections.js';
import { actionName, capital, withArticle } from './describe.js';
import { type CheckedFlow, type CheckedWorkspace, defineRule, type FindingDraft } from './rule.js';

export default defineRule({
  title: 'Sensitive input is collected while the call is recorded',
  family: 'handling',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'From the action that switches recording, transcription or monitoring on, everything the caller says and keys is kept. No later action of the flow takes it out again.',
  instead:
    'Switch capture on behind the collection, switch transcription and monitoring off in front of it, or collect in a secure flow, which is taken out of all of them.',
  falsePositives: 'An organization may redact recordings afterwards. That is the last line of defence, not the first.',
  pci: ['3.3.1', '3.5.1'],
  cwe: ['CWE-359'],
  seed: ['P8', 'I1'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - transcription: { name: Listen, enableTranscription: { lit: true } }
          - collectInput: { name: Ask, inputData: { var: Flow.pin } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - transcription: { name: Listen, enableTranscription: { lit: false } }
          - collectInput: { name: Ask, inputData: { var: Flow.pin } }
`,
    },
  ],

  check({ file, workspace, report }) {
    for (const draft of findingsOf(workspace).get(file) ?? []) report(draft);
  },
});

type Findings = ReadonlyMap<CheckedFlow, readonly FindingDraft[]>;
const findingsByWorkspace = new WeakMap<CheckedWorkspace, Findings>();

/** Capture in one flow may meet a collection in another, so all flows are looked at together. */
function findingsOf(workspace: CheckedWorkspace): Findings {
  const known = findingsByWorkspace.get(workspace);
  if (known) return known;
  const found = new Map<CheckedFlow, FindingDraft[]>();
  const reported = new Set<CollectionStep>();
  const steps = new Map(workspace.flows.map((unit) => [unit, stepsIn(unit, workspace)]));
  for (const [kind, starts] of switchedOn(workspace)) {
    const capture = captureOf(kind)!;
    followControl(workspace.flows, starts, ({ unit, node }, from) => {
      // A secure flow is out of the reach of captures.
      if (findFlowType(unit.flow.type)?.secureVariables === true) return false;
      const action = unit.flow.actions[node];
      if (action?.kind === kind && isOff(action, capture)) return false;
      for (const step of steps.get(unit)?.get(node) ?? []) {
        if (reported.has(step)) continue;
        reported.add(step);
        const drafts = found.get(unit) ?? [];
        drafts.push(draftOf(from.unit, from.unit.flow.actions[from.node]!, capture, unit, step));
        found.set(unit, drafts);
      }
      return true;
    });
  }
  findingsByWorkspace.set(workspace, found);
  return found;
}

/** Where captures are switched on, by the kind of action that does it. */
function switchedOn({ flows }: CheckedWorkspace): ReadonlyMap<string, readonly Point<CheckedFlow>[]> {
  const starts = new Map<string, Point<CheckedFlow>[]>();
  for (const unit of flows) {
    for (const action of unit.flow.actions) {
      const capture = captureOf(action.kind);
      if (!capture || !unit.graph.reachable[action.index] || isOff(action, capture)) continue;
      const points = starts.get(action.kind) ?? [];
      points.push({ unit, node: action.index });
      starts.set(action.kind, points);
    }
  }
  return starts;
}

/** Sensitive collections of a flow by action. */
function stepsIn(file: CheckedFlow, workspace: CheckedWorkspace): ReadonlyMap<number, CollectionStep[]> {
  const steps = new Map<number, CollectionStep[]>();
  for (const step of collectionsOf(file, workspace.factsOf(file.uri))) {
    if (step.labels === 0) continue;
    steps.set(step.action.index, [...(steps.get(step.action.index) ?? []), step]);
  }
  return steps;
}

function isOff({ slots }: Action, capture: Capture): boolean {
  const value = slots.find(({ role }) => role === capture.switch)?.value;
  return value?.mode === 'literal' && value.source.text.trim() === 'false';
}

function draftOf(from: CheckedFlow, on: Action, capture: Capture, to: CheckedFlow, step: CollectionStep): FindingDraft {
  const words = labelWords(step.labels);
  const collected = `${words} collected here by ${actionName(step.action)}`;
  return {
    span: step.target.span,
    message: `${capital(withArticle(words))} is collected by ${actionName(step.action)} while ${capture.words} is on`,
    action: step.action.index,
    labels: labelsOf(step.labels),
    trace: [
      { uri: from.uri, span: on.nameSpan, message: `${capture.words} switched on here by ${actionName(on)}` },
      { uri: to.uri, span: step.target.span, message: collected },
    ],
  };
}
