import type { NodeProps } from '@xyflow/react';
import { type MouseEvent, memo } from 'react';
import type { ActionView, FindingView } from '../../server/core/ide/graph-view/graph-view.js';
import type { Severity } from '../../server/core/model/finding.js';
import { useDeeds, useGraph } from '../parts/graph-context.js';
import { Icon, SHAPE_OF } from '../parts/icon.js';
import { Badge, Face, FlowText, KeyMark, Tag, Target } from '../parts/marks.js';
import { StepMarks } from '../parts/step-marks.js';
import { actionEntry } from '../state/view-index.js';
import type { ItemNode } from './item-node.js';
import { type PathMarks, useItem } from './use-item.js';

/** 224 by 56: icon, title, what it does, key; numbers and tags on the border. */
export const ActionNode = memo(function ActionNode({ data: { item } }: NodeProps<ItemNode>) {
  const look = useItem(item);
  const action = useGraph((state) => actionEntry(state.index, item.id)?.action);
  const isBroken = useGraph((state) => state.index.broken.has(item.id));
  if (action === undefined) return null;
  return (
    <div className={`kt-node ${look.className} ${isBroken ? 'is-broken' : stateOf(action)}`} data-item={item.id}>
      <ActionContent action={action} look={look} />
      <Target {...look.target} />
    </div>
  );
});

function stateOf({ isEnabled, isReachable, isUnderstood }: ActionView): string {
  if (!isEnabled) return 'is-disabled';
  if (!isReachable) return 'is-unreach';
  return isUnderstood ? '' : 'is-unknown';
}

/** The inside of an action, also in the rail of the side panel. */
export function ActionContent({ action, look }: { readonly action: ActionView; readonly look: PathMarks }) {
  const broken = useGraph((state) => state.index.broken.get(action.id));
  return (
    <Face>
      <span className="kt-ic">
        <Icon name={SHAPE_OF[action.icon]} />
      </span>
      <span className="kt-tx">
        <FlowText className="kt-tt" text={action.title} />
        <FlowText className="kt-su" text={broken ? `line ${broken.place.line}: ${broken.message}` : action.summary} />
      </span>
      {action.key && <KeyMark view={action.key} />}
      <StepMarks look={look} />
      <ActionMarks action={action} look={look} />
    </Face>
  );
}

/** Source above, sink or state below, findings at the corner; a click on one lights its path. */
export function ActionMarks({ action, look }: { readonly action: ActionView; readonly look: PathMarks }) {
  const deeds = useDeeds();
  const findings = useGraph((state) => state.index.view.findings);
  const own = action.findings.flatMap((at) => findings[at] ?? []).filter(({ isSuppressed }) => !isSuppressed);
  const severity = worst(own);
  const stop = useGraph(({ index, lit }) => (lit?.kind === 'stop' ? index.view.stops[lit.index] : undefined));
  const light = (event: MouseEvent) => {
    event.stopPropagation();
    deeds.lightAt(action.id);
  };
  return (
    // The tags repeat what the label of the node says; whoever has no pointer uses Enter.
    <span className="kt-marks" aria-hidden="true" onClick={light}>
      {action.source && (
        <Tag kind="source" text={`Source · ${action.source.join(', ')}`} isBesideBadge={severity !== undefined} />
      )}
      {severity && <Badge severity={severity} count={own.length} />}
      {look.isStop && stop ? (
        <Tag kind="stop" text={`Stopped · barrier ${stop.barrier}`} />
      ) : (
        <LowerTag action={action} severity={severity} look={look} />
      )}
    </span>
  );
}

interface LowerTagProperties {
  readonly action: ActionView;
  readonly severity: Severity | undefined;
  readonly look: PathMarks;
}

/** At rest only a sink with a finding is tagged: colour and words are spent on what matters. */
function LowerTag({ action, severity, look }: LowerTagProperties) {
  if (action.sink !== undefined && (severity !== undefined || look.isSink)) {
    return <Tag kind="sink" text={`Sink · ${action.sink}`} severity={severity ?? 'error'} />;
  }
  if (!action.isEnabled) return <Tag kind="note" text="Disabled" />;
  if (!action.isReachable) return <Tag kind="note" text="Unreachable" />;
  return action.isUnderstood ? null : <Tag kind="note" text="Not understood" />;
}

const ORDER: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export function worst(findings: readonly FindingView[]): Severity | undefined {
  return ORDER.find((severity) => findings.some((finding) => finding.severity === severity));
}
