import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useGraph } from '../parts/graph-context.js';
import { Icon } from '../parts/icon.js';
import { Face, FlowText, Target } from '../parts/marks.js';
import type { ItemNode } from './item-node.js';
import { useItem } from './use-item.js';

/** A folded branch: '2 steps', '37 more cases'. */
export const StubNode = memo(function StubNode({ data: { item } }: NodeProps<ItemNode>) {
  const look = useItem(item);
  return (
    <div className={`kt-stub ${look.className}`} data-item={item.id}>
      <Face>
        <Icon name="plus" />
        <FlowText text={item.text ?? ''} />
      </Face>
      <Target {...look.target} />
    </div>
  );
});

/** Another flow, as a pill beside what leads to it. */
export const PortalNode = memo(function PortalNode({ data: { item } }: NodeProps<ItemNode>) {
  const look = useItem(item);
  return (
    <div className={`kt-portal ${look.className}${item.target === undefined ? ' is-missing' : ''}`} data-item={item.id}>
      <Face>
        <Icon name="flow" />
        <FlowText className="kt-portal-name" text={item.text ?? ''} />
      </Face>
      <Target {...look.target} />
    </div>
  );
});

/** One flow beside others; a secure call flow has a dashed border and a key. */
export const FrameNode = memo(function FrameNode({ data: { item } }: NodeProps<ItemNode>) {
  const look = useItem(item);
  const flow = useGraph(({ index }) => index.entries.get(item.id)?.flow);
  if (flow === undefined) return null;
  return (
    <div className={`kt-frame${flow.isSecure ? ' kt-secure' : ''}`}>
      <div className={`kt-frame-head ${look.className}`} data-item={item.id}>
        <Face>
          <Icon name={flow.isSecure ? 'key' : 'flow'} className={flow.isSecure ? 'kt-iris' : ''} />
          <FlowText className="kt-tt" text={flow.name} />
          <span className="kt-kind">{flow.kind}</span>
        </Face>
        <Target {...look.target} />
      </div>
    </div>
  );
});
