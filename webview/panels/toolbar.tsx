import { useStore } from '@xyflow/react';
import type { ReactNode } from 'react';
import { fitDrawn } from '../canvas/keyboard.js';
import { useDispatch, useGraph, useGraphContext } from '../parts/graph-context.js';
import { Icon, type ShapeName } from '../parts/icon.js';

/** Floats at the upper right of the graph. */
export function Toolbar() {
  const { store } = useGraphContext();
  const dispatch = useDispatch();
  const switches = useGraph((state) => state.switches);
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const zoomBy = (factor: number) => dispatch({ type: 'wish', wish: { kind: 'zoom', factor } });
  return (
    <div className="kt-float kt-tools" role="toolbar" aria-label="Graph">
      <Tool shape="find" label="Find, /" onClick={() => dispatch({ type: 'over', over: 'search' })} />
      <Tool
        shape="filter"
        label="Filters"
        isOn={switches.filters}
        onClick={() => dispatch({ type: 'switch', name: 'filters' })}
      />
      <Tool
        shape="layers"
        label="Legend, l"
        isOn={switches.legend}
        onClick={() => dispatch({ type: 'switch', name: 'legend' })}
      />
      <Tool shape="menu" label="Outline, o" onClick={() => dispatch({ type: 'side', side: 'outline' })} />
      <Tool shape="export" label="Export" onClick={() => dispatch({ type: 'over', over: 'export' })} />
      <span className="kt-rule-v" />
      <Tool shape="minus" label="Zoom out, −" onClick={() => zoomBy(0.8)} />
      <span className="kt-zoom" aria-live="off">
        {zoom}%
      </span>
      <Tool shape="plus" label="Zoom in, +" onClick={() => zoomBy(1.25)} />
      <Tool shape="fit" label="Fit, f" onClick={() => fitDrawn({ store })} />
    </div>
  );
}

interface ToolProperties {
  readonly shape: ShapeName;
  readonly label: string;
  readonly isOn?: boolean;
  readonly onClick: () => void;
  readonly children?: ReactNode;
}

export function Tool({ shape, label, isOn, onClick }: ToolProperties) {
  return (
    <button
      type="button"
      className={`kt-btn kt-ghost kt-square${isOn ? ' kt-on' : ''}`}
      aria-label={label}
      title={label}
      {...(isOn !== undefined && { 'aria-pressed': isOn })}
      onClick={onClick}
    >
      <Icon name={shape} />
    </button>
  );
}
