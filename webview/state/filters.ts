import type { FindingView, GraphView, NodeId, StopView } from '../../server/core/ide/graph-view/graph-view.js';
import type { Severity } from '../../server/core/model/finding.js';
import type { Filters } from './state.js';

export function isFiltering(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

export function fitsFinding({ label, sink, severity, rule }: Filters, finding: FindingView): boolean {
  if (label !== undefined && !finding.labels.includes(label)) return false;
  if (sink !== undefined && finding.sink !== sink) return false;
  if (rule !== undefined && finding.rule !== rule) return false;
  return severity === undefined || isAtLeast(finding.severity, severity);
}

/** A barrier has a label and nothing else that could be filtered. */
export function fitsStop({ label, sink, severity, rule }: Filters, stop: StopView): boolean {
  if (sink !== undefined || severity !== undefined || rule !== undefined) return false;
  return label === undefined || stop.label === label;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export function isAtLeast(severity: Severity, floor: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(floor);
}

/** Nodes that keep their full look while a filter is set; undefined when none is. */
export function keptNodes(view: GraphView, filters: Filters): ReadonlySet<NodeId> | undefined {
  if (!isFiltering(filters)) return undefined;
  const kept = new Set<NodeId>();
  for (const finding of view.findings) {
    if (!fitsFinding(filters, finding)) continue;
    if (finding.node !== undefined) kept.add(finding.node);
    const path = finding.path === undefined ? undefined : view.paths[finding.path];
    for (const { node, hop } of path?.steps ?? []) {
      kept.add(node);
      if (hop?.kind === 'control') for (const passed of hop.passes) kept.add(passed);
    }
  }
  for (const stop of view.stops) {
    if (fitsStop(filters, stop)) for (const { node } of stop.steps) kept.add(node);
  }
  return kept;
}

/** What can be chosen, in alphabetical order. */
export interface Choices {
  readonly labels: readonly string[];
  readonly sinks: readonly string[];
  readonly rules: readonly string[];
}

export function choicesOf({ findings, stops }: GraphView): Choices {
  const sorted = (values: readonly string[]) => [...new Set(values)].sort();
  return {
    labels: sorted([...findings.flatMap(({ labels }) => labels), ...stops.map(({ label }) => label)]),
    sinks: sorted(findings.flatMap(({ sink }) => sink ?? [])),
    rules: sorted(findings.map(({ rule }) => rule)),
  };
}
