import type { SinkKind } from '../catalog/actions.js';
import { type LabelSet, labelSet, labelsOf, labelWords } from '../catalog/labels.js';
import { findDataAction } from '../graph/data-actions.js';
import type { Confidence, Fix, Severity, Step } from '../model/finding.js';
import type { Action } from '../model/flow.js';
import { verbOf } from '../taint/sink-words.js';
import type { TaintPath } from '../taint/taint.js';
import { secrecySource } from './data-action-words.js';
import { capital } from './describe.js';
import { extractLastFour } from './fixes/extract-last-four.js';
import { showLastFour } from './fixes/show-last-four.js';
import { switchOffReadBack } from './fixes/switch-off-read-back.js';
import { takeOut } from './fixes/take-out.js';
import { offerSecureAction } from './fixes/use-secure-action.js';
import { isInAddress } from './judged-path.js';
import {
  type CheckedFlow,
  type CheckedWorkspace,
  defineRule,
  type FindingDraft,
  type RuleContext,
  type RuleDefinition,
} from './rule.js';

type LeakRule = Omit<RuleDefinition, 'family' | 'severity' | 'confidence' | 'persona' | 'check'> & {
  readonly sink: SinkKind;
};

/** Sensitive authentication data and the card number itself. */
const GRAVE = labelSet('PAN', 'CVV', 'PIN');

/** A rule for one kind of sink: it reports every taint path that ends there. Taint policy, sections 5 and 6. */
export function defineLeakRule({ sink, ...rule }: LeakRule): RuleDefinition {
  return defineRule({
    ...rule,
    family: 'leak',
    severity: 'error',
    confidence: 'high',
    persona: 'regular',
    check: (context) => {
      for (const path of pathsTo(sink, context)) {
        context.report(leakOf(path, context));
      }
    },
  });
}

const pathsByWorkspace = new WeakMap<CheckedWorkspace, Map<CheckedFlow, Map<SinkKind, TaintPath[]>>>();

/** Paths that end in one flow at one kind of sink. Sorted out once for all leak rules and flows. */
function pathsTo(sink: SinkKind, { file, workspace }: RuleContext): readonly TaintPath[] {
  let byFlow = pathsByWorkspace.get(workspace);
  if (!byFlow) {
    byFlow = new Map();
    for (const path of workspace.paths) {
      const flow = workspace.flows[path.sink.flow]!;
      const bySink = byFlow.get(flow) ?? new Map<SinkKind, TaintPath[]>();
      const paths = bySink.get(path.sink.kind) ?? [];
      paths.push(path);
      byFlow.set(flow, bySink.set(path.sink.kind, paths));
    }
    pathsByWorkspace.set(workspace, byFlow);
  }
  return byFlow.get(file)?.get(sink) ?? [];
}

function leakOf(path: TaintPath, context: RuleContext): FindingDraft {
  const { sink, source, labels, isSanctioned } = path;
  return {
    span: sink.place.span,
    message: messageOf(path, context),
    action: sink.action,
    container: sink.container,
    severity: severityOf(sink.kind, labels, source.confidence, isSanctioned),
    confidence: source.confidence,
    labels: labelsOf(labels),
    sink: sink.kind,
    trace: path.steps.map(({ place, message }): Step => ({ ...place, message })),
    fixes: () => fixesOf(path, context),
  };
}

function fixesOf(path: TaintPath, { file, workspace }: RuleContext): readonly Fix[] {
  if (path.isSanctioned) return [];
  const twin = path.sink.kind === 'data-action' ? offerSecureAction(path, file) : [];
  const lastFour = path.sink.kind === 'data-action' ? [] : showLastFour(path, file, workspace);
  return [
    ...twin,
    ...switchOffReadBack(path, file),
    ...lastFour,
    ...extractLastFour(path, file),
    ...takeOut(path, file),
  ];
}

/** Section 6: grave data that is stored, logged or shown to people is an error when it is sure what it is. */
function severityOf(sink: SinkKind, labels: LabelSet, confidence: Confidence, isSanctioned: boolean): Severity {
  if (isSanctioned) return 'information';
  if (sink === 'speech' || confidence !== 'high') return 'warning';
  return (labels & GRAVE) !== 0 ? 'error' : 'warning';
}

function messageOf(path: TaintPath, { file, workspace }: RuleContext): string {
  const { sink, source, labels, isSanctioned, isPieced } = path;
  const action = file.flow.actions[sink.action];
  const what = `${capital(labelWords(labels))} from ${source.name}`;
  const name = action ? action.name || action.kind : '';
  const by = action ? ` by "${name}"` : sink.container < 0 ? '' : ` by "${file.flow.containers[sink.container]!.name}"`;
  const as = sink.role === 'inputs' && sink.name !== '' ? ` as "${sink.name}"` : '';
  if (isSanctioned) return `${what} is ${verbOf(sink.kind)}${by}; sending it to the customer is its purpose`;
  const pieces = isPieced ? ' in pieces that together show more than first six and last four' : '';
  const secrecy = sink.kind === 'data-action' ? secrecyWords(action, sink.name, file, workspace) : '';
  return `${what} is ${verbOf(sink.kind)}${as}${by}${pieces}${secrecy}`;
}

/** Why the data action counts as plain. */
function secrecyWords(
  action: Action | undefined,
  input: string,
  { uri }: CheckedFlow,
  { resources }: CheckedWorkspace,
): string {
  const found = action?.target && findDataAction(resources, uri, action.target);
  const address = found && isInAddress(found, input) ? ', which puts it into the address of its request' : '';
  if (found?.secrecy === 'plain') return `${address}; that data action is not secure (${secrecySource(found.witness)})`;
  return `${address}; whether that data action is secure is not known, so it counts as plain`;
}
