import type { Finding } from '../../model/finding.js';
import type { CheckedFlow, CheckedWorkspace } from '../../rules/rule.js';
import { type Survey, surveyTaint } from '../../taint/survey.js';
import { addTo } from '../group.js';
import { findingViewsOf, type LocatedFinding, locateFindings } from './finding-views.js';
import { inCallOrder } from './flow-order.js';
import { type FlowFindings, flowViewOf } from './flow-views.js';
import type { GraphView, NodeId } from './graph-view.js';
import { idsOf } from './ids.js';
import { linkViewsOf } from './link-views.js';
import { Places } from './places.js';
import { shownMessage } from './shown-texts.js';
import { Spots } from './spots.js';
import { stopViewsOf } from './stop-views.js';
import { UNDRAWN_REASON, Undrawn } from './undrawn.js';
import { labelNames, sinkName } from './words.js';

/** Everything that a drawing of a workspace is made of. */
export interface GraphViewInput {
  readonly workspace: CheckedWorkspace;
  /** What the settings want to see, in report order. */
  readonly findings: readonly Finding[];
  /** What became of the files; those without a flow are named with the reason. */
  readonly files: readonly { readonly uri: string; readonly status: string; readonly reason: string }[];
}

/** What is drawn of a workspace. Pure, and plain data that survives JSON. */
export function graphViewOf({ workspace, findings, files }: GraphViewInput): GraphView {
  const places = new Places();
  const spots = new Spots(workspace);
  const located = locateFindings(findings, workspace);
  const survey = surveyTaint(workspace.flows, (uri) => workspace.factsOf(uri), workspace.paths);
  const found = collect(workspace, located, survey, spots);
  const undrawn = new Undrawn(workspace);
  const links = undrawn.links(linkViewsOf(workspace));
  const drawn = workspace.flows.filter(({ uri }) => !undrawn.uris.has(uri));
  const flows = drawn.map((file) => flowViewOf(file, workspace, places, spots, found.get(file) ?? emptyFindings()));
  return {
    flows: inCallOrder(flows, links, flowsByAction(workspace)),
    links,
    ...findingViewsOf(located, workspace, places, undrawn),
    stops: undrawn.stops(stopViewsOf(survey.stops, workspace, places, spots)),
    unread: files.flatMap(({ uri, status, reason }) => {
      if (undrawn.uris.has(uri)) return [{ uri, reason: UNDRAWN_REASON }];
      return status === 'analysed' ? [] : [{ uri, reason: shownMessage(reason) }];
    }),
  };
}

function flowsByAction({ flows }: CheckedWorkspace): Map<NodeId, NodeId> {
  const found = new Map<NodeId, NodeId>();
  for (const { flow } of flows) {
    const ids = idsOf(flow);
    for (const id of ids.actions) found.set(id, ids.flow);
  }
  return found;
}

interface Collected extends FlowFindings {
  readonly findings: Map<number, number[]>;
  readonly sources: Map<number, string[]>;
  readonly sinks: Map<number, string>;
  readonly errors: Map<number, number>;
  readonly warnings: Map<number, number>;
  readonly sourcesIn: Map<number, number>;
  readonly sinksIn: Map<number, number>;
}

function emptyFindings(): Collected {
  return {
    findings: new Map(),
    sources: new Map(),
    sinks: new Map(),
    errors: new Map(),
    warnings: new Map(),
    sourcesIn: new Map(),
    sinksIn: new Map(),
  };
}

/** Sorts everything that was found by the flow, the container and the action that it stands at. */
function collect(
  { flows }: CheckedWorkspace,
  located: readonly LocatedFinding[],
  { sources, sinks }: Survey,
  spots: Spots,
): ReadonlyMap<CheckedFlow, FlowFindings> {
  const found = new Map<CheckedFlow, Collected>(flows.map((file) => [file, emptyFindings()]));
  for (const [index, { finding, spot }] of located.entries()) {
    const own = spot && found.get(spot.file);
    if (!own) continue;
    if (spot.action >= 0) addTo(own.findings, spot.action, index);
    if (finding.suppressed) continue;
    if (finding.severity === 'error') count(own.errors, spot.container);
    if (finding.severity === 'warning') count(own.warnings, spot.container);
  }
  for (const { place, labels } of sources) {
    const spot = spots.at(place);
    const own = spot && found.get(spot.file);
    if (!own) continue;
    count(own.sourcesIn, spot.container);
    if (spot.action < 0) continue;
    const names = own.sources.get(spot.action) ?? [];
    own.sources.set(spot.action, [...new Set([...names, ...labelNames(labels)])]);
  }
  for (const { flow, container, action, kind } of sinks) {
    const own = found.get(flows[flow]!);
    if (!own || (action >= 0 && own.sinks.has(action))) continue;
    if (action >= 0) own.sinks.set(action, sinkName(kind));
    count(own.sinksIn, container);
  }
  return found;
}

function count(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
