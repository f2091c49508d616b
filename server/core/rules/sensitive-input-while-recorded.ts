import { type Capture, captureOf } from '../catalog/collecting.js';
import { findFlowType } from '../catalog/flow-types.js';
import { labelsOf, labelWords } from '../catalog/labels.js';
import { followControl } from '../graph/follow.js';
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
  for (const file of workspace.flows) {
    for (const action of file.flow.actions) {
      const capture = captureOf(action.kind);
      if (!capture || !file.graph.reachable[action.index] || isOff(action, capture)) continue;
      for (const { file: place, step } of collectedBehind(workspace, file, action)) {
        if (reported.has(step)) continue;
        reported.add(step);
        const drafts = found.get(place) ?? [];
        drafts.push(draftOf(file, action, capture, place, step));
        found.set(place, drafts);
      }
    }
  }
  findingsByWorkspace.set(workspace, found);
  return found;
}

interface Collected {
  readonly file: CheckedFlow;
  readonly step: CollectionStep;
}

/** Sensitive collections that run while the capture is on; a secure flow is out of its reach. */
function collectedBehind(workspace: CheckedWorkspace, file: CheckedFlow, start: Action): Collected[] {
  const { flows } = workspace;
  const found: Collected[] = [];
  followControl(flows, { unit: file, node: start.index }, ({ unit, node }) => {
    const place = flows.find(({ flow }) => flow === unit.flow);
    const action = unit.flow.actions[node];
    if (!place || findFlowType(unit.flow.type)?.secureVariables === true) return false;
    const capture = action?.kind === start.kind ? captureOf(action.kind) : undefined;
    if (action && capture && isOff(action, capture)) return false;
    const steps = collectionsOf(unit.flow, workspace.factsOf(place.uri)).filter(
      ({ labels, action: { index } }) => index === node && labels !== 0,
    );
    found.push(...steps.map((step) => ({ file: place, step })));
    return true;
  });
  return found;
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
