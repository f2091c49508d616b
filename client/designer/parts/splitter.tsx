import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

interface SplitterProperties {
  readonly label: string;
  /** Which way the line itself runs. */
  readonly runs: 'down' | 'across';
  /** Pixels of the pane that it sizes. */
  readonly size: number;
  readonly least: number;
  readonly most: number;
  /** 1 when the pane stands before the line, -1 when it stands behind it. */
  readonly grows: 1 | -1;
  readonly controls: string;
  resize(size: number): void;
}

const STEP = 16;

/** The line between two panes: dragged by pointer, moved by arrow keys, Home and End. */
export function Splitter({ label, runs, size, least, most, grows, controls, resize }: SplitterProperties) {
  const from = useRef<{ readonly at: number; readonly size: number } | undefined>(undefined);
  const to = (wanted: number) => resize(Math.round(Math.min(Math.max(wanted, least), Math.max(least, most))));
  const along = (event: PointerEvent) => (runs === 'down' ? event.clientX : event.clientY);
  const onKeyDown = (event: KeyboardEvent) => {
    const [less, more] = runs === 'down' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    if (event.key === less) to(size - STEP * grows);
    else if (event.key === more) to(size + STEP * grows);
    else if (event.key === 'Home') to(least);
    else if (event.key === 'End') to(most);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is moved is a widget, not a rule between texts
    <div
      className={`kd-splitter kd-runs-${runs}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-controls={controls}
      aria-orientation={runs === 'down' ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(size)}
      aria-valuemin={least}
      aria-valuemax={Math.round(Math.max(least, most))}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        from.current = { at: along(event), size };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (from.current) to(from.current.size + (along(event) - from.current.at) * grows);
      }}
      onPointerUp={() => {
        from.current = undefined;
      }}
    />
  );
}
