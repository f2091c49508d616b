import type { ReactNode } from 'react';
import type { KeyView } from '../../server/core/ide/graph-view/graph-view.js';
import type { Severity } from '../../server/core/model/finding.js';
import type { TargetProperties } from '../nodes/use-item.js';
import { shownText } from '../state/shown-text.js';
import { Icon, lookOf, SeverityIcon, type ShapeName } from './icon.js';

/** A text of a flow: on its own for the direction of writing, and with nothing invisible in it. */
export function FlowText({ text, className = '' }: { readonly text: string; readonly className?: string }) {
  return <bdi className={className}>{shownText(text)}</bdi>;
}

/** What is seen of a node; a screen reader has the label of its target, which says the same in its own order. */
export function Face({ children }: { readonly children: ReactNode }) {
  return (
    <span className="kt-face" aria-hidden="true">
      {children}
    </span>
  );
}

/** The part of a node that takes the focus and the pointer: it lies over what is seen and has no text of its own. */
export function Target({ role, ...properties }: TargetProperties) {
  return <div className="kt-target" data-target="" role={role} {...properties} />;
}

/** Filled: handles secure data itself. Hollow with a number: something beneath it does. */
export function KeyMark({ view }: { readonly view: KeyView }) {
  if (view.isOwn) {
    return (
      <span className="kt-key" title={view.because}>
        <Icon name="keyOwn" />
      </span>
    );
  }
  return (
    <span className="kt-key kt-beneath" title={view.because}>
      <Icon name="key" />
      {view.beneath}
    </span>
  );
}

type TagKind = 'source' | 'sink' | 'stop' | 'note';

const TAG_SHAPES: Record<TagKind, ShapeName | undefined> = {
  source: 'source',
  sink: 'sink',
  stop: 'shield',
  note: undefined,
};

interface TagProperties {
  readonly kind: TagKind;
  readonly text: string;
  readonly severity?: Severity | undefined;
  readonly isBesideBadge?: boolean;
}

export function Tag({ kind, text, severity, isBesideBadge = false }: TagProperties) {
  const shape = TAG_SHAPES[kind];
  const look = severity === undefined ? '' : ` kt-is-${lookOf(severity)}`;
  return (
    <span className={`kt-tag kt-tag-${kind}${look}${isBesideBadge ? ' kt-beside' : ''}`}>
      {shape && <Icon name={shape} />}
      <FlowText text={text} />
    </span>
  );
}

export function Badge({ severity, count }: { readonly severity: Severity; readonly count: number }) {
  return (
    <span className={`kt-badge kt-${lookOf(severity)}`}>
      <SeverityIcon severity={severity} />
      {count > 1 && count}
    </span>
  );
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Letters of a pinned value: company of the numbers, never mistaken for them. */
export function letters(steps: readonly number[]): string {
  const first = steps[0];
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return '';
  const letter = (step: number) => LETTERS[(step - 1) % LETTERS.length];
  return first === last ? `${letter(first)}` : `${letter(first)}–${letter(last)}`;
}
