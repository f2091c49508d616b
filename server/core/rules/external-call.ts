import { type LabelSet, labelWords, NO_LABELS } from '../catalog/labels.js';
import { classifyName } from '../catalog/names.js';
import { hasPurpose, type Purpose } from '../catalog/purposes.js';
import { type ExternalCall, externalCallOf } from '../catalog/steps.js';
import type { ControlGraph } from '../graph/control-graph.js';
import { nameBehindScope } from '../model/expression.js';
import type { Action, Flow } from '../model/flow.js';
import { isTemplated } from './describe.js';
import type { CheckedFlow } from './rule.js';

/** An action that asks somebody else's system, with what is known about it. */
export interface CheckedCall {
  readonly action: Action;
  readonly facts: ExternalCall;
  /** What it is called, and what it calls; names that are filled in later say nothing. */
  readonly names: readonly string[];
  /** Why going wrong matters here: 'it is for authentication'; undefined for everyday calls. */
  readonly stake: string | undefined;
  /** One of its inputs is sensitive by its name. */
  readonly carriesSecret: boolean;
}

const STAKES: readonly Purpose[] = ['authentication', 'risk check', 'sensitive action', 'financial'];

const callsByGraph = new WeakMap<ControlGraph, readonly CheckedCall[]>();

/** The external calls of a flow that can run. */
export function externalCalls({ flow, graph }: CheckedFlow): readonly CheckedCall[] {
  const known = callsByGraph.get(graph);
  if (known) return known;
  const calls = collectCalls(flow, graph);
  callsByGraph.set(graph, calls);
  return calls;
}

function collectCalls(flow: Flow, graph: ControlGraph): CheckedCall[] {
  return flow.actions.flatMap((action): CheckedCall[] => {
    const facts = graph.reachable[action.index] ? externalCallOf(action.kind) : undefined;
    if (!facts) return [];
    const names = [action.target?.name ?? '', action.name].filter((name) => name !== '' && !isTemplated(name));
    const labels = labelsGiven(action);
    const purpose = STAKES.find((one) => names.some((name) => hasPurpose(one, name)));
    const carried = labels === NO_LABELS ? undefined : `carries a ${labelWords(labels)}`;
    const stake = (purpose && STAKE_WORDS[purpose]) ?? carried;
    return [{ action, facts, names, stake, carriesSecret: carried !== undefined }];
  });
}

/** What the first sensitive input is, told by its name. */
function labelsGiven({ slots }: Action): LabelSet {
  for (const { role, name, value } of slots) {
    if (role !== 'inputs') continue;
    const labels = classifyName(name).labels || classifyName(nameBehindScope(value?.source.text ?? '')).labels;
    if (labels !== NO_LABELS) return labels;
  }
  return NO_LABELS;
}

const STAKE_WORDS: Readonly<Partial<Record<Purpose, string>>> = {
  authentication: 'checks who the caller is',
  'risk check': 'judges a risk',
  'sensitive action': 'acts for a person',
  financial: 'is about money',
};
