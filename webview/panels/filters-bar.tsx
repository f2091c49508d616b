import { useMemo } from 'react';
import type { Severity } from '../../server/core/model/finding.js';
import { useDispatch, useGraph, useScene } from '../parts/graph-context.js';
import { choicesOf, isFiltering } from '../state/filters.js';
import { flowsInScope } from '../state/openness.js';
import { onlySecureData } from '../state/secure-only.js';
import { count } from '../state/sentences.js';
import { shownText } from '../state/shown-text.js';
import type { Filters, SwitchName } from '../state/state.js';

const SEVERITIES: readonly (readonly [value: Severity, text: string])[] = [
  ['error', 'Errors'],
  ['warning', 'Errors and warnings'],
  ['information', 'All but hints'],
];

/** A bar of 40: a filter dims and removes nothing; only 'Only secure data' removes, and says how much. */
export function FiltersBar() {
  const dispatch = useDispatch();
  const view = useGraph((state) => state.index.view);
  const filters = useGraph((state) => state.filters);
  const choices = useMemo(() => choicesOf(view), [view]);
  const set = (name: keyof Filters, value: string) => {
    const { [name]: _, ...rest } = filters;
    // A value of the list is one of the type of its filter.
    dispatch({ type: 'filter', filters: (value === '' ? rest : { ...rest, [name]: value }) as Filters });
  };
  return (
    <div className="kt-bar" role="toolbar" aria-label="Filters">
      <Choice name="label" all="All labels" choices={choices.labels} value={filters.label} onChange={set} />
      <Choice name="sink" all="All sinks" choices={choices.sinks} value={filters.sink} onChange={set} />
      <select
        className="kt-select"
        aria-label="Severity"
        value={filters.severity ?? ''}
        onChange={(event) => set('severity', event.target.value)}
      >
        <option value="">All severities</option>
        {SEVERITIES.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      <Choice name="rule" all="All rules" choices={choices.rules} value={filters.rule} onChange={set} />
      {isFiltering(filters) && (
        <button type="button" className="kt-btn kt-ghost" onClick={() => dispatch({ type: 'filter', filters: {} })}>
          Clear
        </button>
      )}
      <span className="kt-rule-v" />
      <Switch name="onlySecure" text="Only secure data" />
      <Switch name="quietBranches" text="Quiet branches" />
      <Switch name="minimap" text="Minimap" />
      <Switch name="legend" text="Legend" />
      <Summary />
    </div>
  );
}

interface ChoiceProperties {
  readonly name: keyof Filters;
  readonly all: string;
  readonly choices: readonly string[];
  readonly value: string | undefined;
  readonly onChange: (name: keyof Filters, value: string) => void;
}

function Choice({ name, all, choices, value, onChange }: ChoiceProperties) {
  return (
    <select
      className={`kt-select${value === undefined ? '' : ' kt-set'}`}
      aria-label={name.charAt(0).toUpperCase() + name.slice(1)}
      value={value ?? ''}
      onChange={(event) => onChange(name, event.target.value)}
    >
      <option value="">{all}</option>
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {shownText(choice)}
        </option>
      ))}
    </select>
  );
}

function Switch({ name, text }: { readonly name: SwitchName; readonly text: string }) {
  const dispatch = useDispatch();
  const isOn = useGraph((state) => state.switches[name]);
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      className={`kt-btn ${isOn ? 'kt-on' : 'kt-ghost'}`}
      onClick={() => dispatch({ type: 'switch', name })}
    >
      {text}
    </button>
  );
}

/** '23 of 23 containers, 772 actions, 55 with secure data', or how many are hidden. */
function Summary() {
  const dispatch = useDispatch();
  const { placed } = useScene();
  const index = useGraph((state) => state.index);
  const scope = useGraph((state) => state.scope);
  const onlySecure = useGraph((state) => state.switches.onlySecure);
  const flows = flowsInScope({ index, scope });
  const all = flows.reduce((sum, { containers }) => sum + containers.length, 0);
  const drawn = placed.items.filter(({ kind }) => kind === 'container' || kind === 'collapsed').length;
  const actions = flows.reduce((sum, { counts }) => sum + counts.actions, 0);
  const secure = flows.reduce((sum, { counts }) => sum + counts.withSecureData, 0);
  const hidden = useMemo(
    () => (onlySecure ? onlySecureData({ ...index.view, flows }).hidden : 0),
    [onlySecure, index, flows],
  );
  return (
    <span className="kt-summary">
      {drawn} of {count(all, 'container')}, {count(actions, 'action')}, {secure.toLocaleString('en')} with secure data
      {hidden > 0 && (
        <button type="button" className="kt-link" onClick={() => dispatch({ type: 'switch', name: 'onlySecure' })}>
          {hidden} hidden, undo
        </button>
      )}
    </span>
  );
}
