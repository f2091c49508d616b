import type { NodeProps } from '@xyflow/react';
import { type MouseEvent, memo } from 'react';
import type { ContainerKind } from '../../server/core/model/flow.js';
import { useDispatch, useGraph, useScene } from '../parts/graph-context.js';
import { Icon, SHAPE_OF, type ShapeName } from '../parts/icon.js';
import { Face, FlowText, KeyMark, Tag, Target } from '../parts/marks.js';
import { StepMarks } from '../parts/step-marks.js';
import { count } from '../state/sentences.js';
import { actionEntry, containerOf } from '../state/view-index.js';
import { Counts } from './counts.js';
import type { ItemNode } from './item-node.js';
import { useItem } from './use-item.js';

const CONTAINER_SHAPES: Record<ContainerKind, ShapeName> = {
  task: 'task',
  menu: 'menu',
  state: 'state',
  bot: 'bot',
  startup: 'flow',
  script: 'file',
};

export function shapeOfContainer(kind: ContainerKind): ShapeName {
  return CONTAINER_SHAPES[kind];
}

/** 'task', 'menu, start'; a start-up task says what it is by its name. */
function kindText(kind: ContainerKind, isStart: boolean): string {
  if (kind === 'startup') return 'start';
  return isStart ? `${kind}, start` : kind;
}

/** An open task, menu or state: a ground with a header; the actions stand on it as items of their own. */
export const ContainerNode = memo(function ContainerNode({ data: { item } }: NodeProps<ItemNode>) {
  const look = useItem(item);
  const dispatch = useDispatch();
  const { grounds } = useScene();
  const container = useGraph((state) => containerOf(state.index, item.id));
  if (container === undefined) return null;
  const { name, kind, isStart, counts, key } = container;
  const isLit = grounds.has(item.id) || look.onPath !== undefined;
  const isEntered = look.onPath !== undefined;
  const close = (event: MouseEvent) => {
    event.stopPropagation();
    dispatch({ type: 'toggle', container: item.id, isOpen: false });
  };
  return (
    <div className={`kt-box${isLit ? ' is-lit' : ''}${container.isReachable ? '' : ' is-unreach'}`}>
      <div className={`kt-bh ${look.className}`} data-item={item.id}>
        <Face>
          <span className="kt-ic">
            <Icon name={shapeOfContainer(kind)} />
          </span>
          <FlowText className="kt-tt" text={name} />
          <span className="kt-kind">{kindText(kind, isStart)}</span>
          <span className="kt-right">
            {container.isReachable ? '' : 'Unreachable: nothing calls it'}
            {key && <KeyMark view={key} />}
            {count(counts.actions, 'action')}
          </span>
          {/* Enter on the header does the same. */}
          <span className="kt-fold" aria-hidden="true" onClick={close}>
            <Icon name="minus" />
          </span>
          <StepMarks look={look} />
        </Face>
        <Target {...look.target} />
      </div>
      <span className={`kt-entry${isEntered ? ' is-lit' : ''}`} aria-hidden="true" />
    </div>
  );
});

/** A closed one: a pile of 224 by 76 with its counts. */
export const CollapsedNode = memo(function CollapsedNode({ data: { item } }: NodeProps<ItemNode>) {
  const look = useItem(item);
  const container = useGraph((state) => containerOf(state.index, item.id));
  const sink = useGraph(({ index, lit }) => {
    const path = lit?.kind === 'path' ? index.view.paths[lit.index] : undefined;
    return path && index.view.findings[path.finding]?.sink;
  });
  if (container === undefined) return null;
  const { name, kind, isStart, isReachable, counts, key } = container;
  return (
    <div className={`kt-cc ${look.className}${isReachable ? '' : ' is-unreach'}`} data-item={item.id}>
      <Face>
        <span className="kt-cc-head">
          <span className="kt-ic">
            <Icon name={shapeOfContainer(kind)} />
          </span>
          <span className="kt-tx">
            <FlowText className="kt-tt" text={name} />
            <span className="kt-su">{kindText(kind, isStart)}</span>
          </span>
          {key && <KeyMark view={{ ...key, isOwn: false, beneath: counts.withSecureData }} />}
        </span>
        <span className="kt-cc-counts">
          <span>{isReachable ? count(counts.actions, 'action') : 'Unreachable: nothing calls it'}</span>
          <Counts errors={counts.errors} warnings={counts.warnings} />
        </span>
        <StepMarks look={look} />
        {look.isSink && sink !== undefined && <Tag kind="sink" text={`Sink · ${sink}`} severity="error" />}
      </Face>
      <Target {...look.target} />
    </div>
  );
});

/** A loop: its own ground with a rail at the left, inside the container. */
export const LoopNode = memo(function LoopNode({ data: { item } }: NodeProps<ItemNode>) {
  const look = useItem(item);
  const action = useGraph((state) => actionEntry(state.index, item.id)?.action);
  if (action === undefined) return null;
  const isLit = look.onPath !== undefined;
  return (
    <div className={`kt-box kt-loop${isLit ? ' is-lit' : ''}`}>
      <div className={`kt-bh ${look.className}`} data-item={item.id}>
        <Face>
          <span className="kt-ic">
            <Icon name={SHAPE_OF[action.icon]} />
          </span>
          <FlowText className="kt-tt" text={action.title} />
          <FlowText className="kt-kind" text={action.summary} />
          {action.key && (
            <span className="kt-right">
              <KeyMark view={action.key} />
            </span>
          )}
          <StepMarks look={look} />
        </Face>
        <Target {...look.target} />
      </div>
    </div>
  );
});
