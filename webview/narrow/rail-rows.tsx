import { useEffect, useRef } from 'react';
import { ActionContent } from '../nodes/action-node.js';
import { shapeOfContainer } from '../nodes/container-nodes.js';
import { useDeeds, useGraph } from '../parts/graph-context.js';
import { Icon, lookOf } from '../parts/icon.js';
import { Face, FlowText, KeyMark } from '../parts/marks.js';
import { stepsOf } from '../state/lit.js';
import type { RailRow } from '../state/rail.js';
import { actionSentence, containerSentence } from '../state/sentences.js';
import { actionEntry, containerOf } from '../state/view-index.js';

interface RowsProperties {
  readonly rows: readonly RailRow[];
  readonly label: string;
  readonly turn: (id: string) => void;
}

/** Rows that are drawn at most; a large flow is for a larger panel. */
const MOST_ROWS = 400;

export function RailRows({ rows, label, turn }: RowsProperties) {
  const stepRows = rows.flatMap((row, at) => ('steps' in row && row.steps.length > 0 ? at : []));
  const first = stepRows[0] ?? Infinity;
  const last = stepRows.at(-1) ?? -1;
  return (
    <ol className="kt-rail" aria-label={label}>
      {rows.slice(0, MOST_ROWS).map((row, at) => (
        <li
          key={row.id}
          className={`kt-rr kt-rr-${row.kind}${at > first && at <= last ? ' kt-lit-above' : ''}${at >= first && at < last ? ' kt-lit-below' : ''}`}
        >
          <Row row={row} turn={turn} />
        </li>
      ))}
      {rows.length > MOST_ROWS && (
        <li className="kt-none">{rows.length - MOST_ROWS} more rows; a wider panel shows all.</li>
      )}
    </ol>
  );
}

function Row({ row, turn }: { readonly row: RailRow; readonly turn: (id: string) => void }) {
  switch (row.kind) {
    case 'label':
      return <FlowText className="kt-rail-label" text={row.text} />;
    case 'fold':
      return (
        <button type="button" className="kt-rail-fold" aria-expanded={row.isOpen} onClick={() => turn(row.id)}>
          <Icon name={row.isOpen ? 'minus' : 'plus'} />
          <FlowText text={row.text} />
        </button>
      );
    case 'container':
      return <ContainerRow row={row} />;
    case 'node':
      return <NodeRow row={row} />;
  }
}

type RowOf<Kind extends RailRow['kind']> = { readonly row: Extract<RailRow, { kind: Kind }> };

function NodeRow({ row: { node, steps } }: RowOf<'node'>) {
  const deeds = useDeeds();
  const view = useGraph((state) => state.index.view);
  const lit = useGraph((state) => state.lit);
  const action = useGraph((state) => actionEntry(state.index, node)?.action);
  const number = steps[0];
  const isCurrent = number !== undefined && lit?.step === number - 1;
  const ref = useShown(isCurrent);
  if (action === undefined) return null;
  const all = stepsOf(view, lit);
  const isLast = number === all.length;
  const isStop = isLast && lit?.kind === 'stop';
  const severity = lit?.kind === 'path' ? view.findings[view.paths[lit.index]?.finding ?? -1]?.severity : undefined;
  const onPath = number === undefined ? undefined : { steps, isFirst: number === 1, isLast };
  const look = { onPath, onSecond: undefined, isStop, isSink: isLast && !isStop };
  const names = [
    number === undefined ? '' : isStop ? 'is-stop' : 'is-step',
    look.isSink ? `is-sink kt-is-${lookOf(severity ?? 'error')}` : '',
    isCurrent ? 'is-current' : '',
  ];
  return (
    <>
      <RailNumber number={number} look={names.join(' ')} />
      <div className={`kt-node ${names.join(' ')}`}>
        <ActionContent action={action} look={look} />
        <button
          type="button"
          ref={ref}
          className="kt-target"
          aria-label={`${number === undefined ? '' : `Step ${number}: `}${actionSentence(view, action)}`}
          aria-current={isCurrent ? 'step' : undefined}
          onClick={() => (number === undefined ? deeds.choose(node) : deeds.walkTo(number - 1))}
        />
      </div>
    </>
  );
}

/** 36 high: 'Charge card, input Task.card'. */
function ContainerRow({ row: { node, steps, carrier } }: RowOf<'container'>) {
  const deeds = useDeeds();
  const container = useGraph((state) => containerOf(state.index, node));
  const lit = useGraph((state) => state.lit);
  const number = steps[0];
  const isCurrent = number !== undefined && lit?.step === number - 1;
  const ref = useShown(isCurrent);
  if (container === undefined) return null;
  return (
    <>
      <RailNumber number={number} look="" />
      <div className={`kt-into${isCurrent ? ' is-current' : ''}`}>
        <Face>
          <span className="kt-ic">
            <Icon name={shapeOfContainer(container.kind)} />
          </span>
          <FlowText className="kt-tt" text={container.name} />
          {container.key && carrier === undefined && <KeyMark view={container.key} />}
          {carrier !== undefined && (
            <span className="kt-into-input">
              input <mark className="kt-mark kt-mono">{carrier}</mark>
            </span>
          )}
        </Face>
        <button
          type="button"
          ref={ref}
          className="kt-target"
          aria-label={containerSentence(container, false)}
          aria-current={isCurrent ? 'step' : undefined}
          onClick={() => (number === undefined ? deeds.choose(node) : deeds.walkTo(number - 1))}
        />
      </div>
    </>
  );
}

function RailNumber({ number, look }: { readonly number: number | undefined; readonly look: string }) {
  if (number === undefined) return <span className="kt-rail-dot" aria-hidden="true" />;
  return (
    <span className={`kt-rail-n ${look}`} aria-hidden="true">
      <span className="kt-num">{number}</span>
    </span>
  );
}

/** The step that is walked is brought into sight. */
function useShown(isCurrent: boolean) {
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isCurrent) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return ref;
}
