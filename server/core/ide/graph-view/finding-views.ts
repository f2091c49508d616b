import { LABELS, labelSet } from '../../catalog/labels.js';
import type { Finding, Place, Step } from '../../model/finding.js';
import { rules } from '../../rules/index.generated.js';
import type { CheckedWorkspace } from '../../rules/rule.js';
import type { TaintPath } from '../../taint/taint.js';
import { addTo } from '../group.js';
import type { FindingView, PathView, StepView } from './graph-view.js';
import { type HopEnd, hopOf } from './hops.js';
import type { Places } from './places.js';
import { shownMessage } from './shown-texts.js';
import { nodeOf, type Spot, Spots } from './spots.js';
import { drawSteps } from './step-views.js';
import { titleOf } from './summary.js';
import type { Undrawn } from './undrawn.js';
import { capital, joined, labelName, sinkArrives, sinkName } from './words.js';

/** A finding and where it stands; undefined when its file holds no flow. */
export interface LocatedFinding {
  readonly finding: Finding;
  readonly spot: Spot | undefined;
  readonly path: TaintPath | undefined;
}

const ruleById = new Map(rules.map((rule) => [rule.id, rule]));

/** Finds what every finding stands at, and the taint path that it reports. */
export function locateFindings(findings: readonly Finding[], workspace: CheckedWorkspace): LocatedFinding[] {
  const spots = new Spots(workspace);
  const paths = new Map<string, TaintPath[]>();
  for (const path of workspace.paths) addTo(paths, traceKey(path.sink.kind, path.steps), path);
  return findings.map((finding) => {
    const known = finding.sink === undefined ? undefined : paths.get(traceKey(finding.sink, finding.trace));
    const labels = labelSet(...LABELS.filter((label) => finding.labels?.includes(label)));
    const path = known?.find((one) => one.labels === labels) ?? known?.[0];
    const file = path && workspace.flows[path.sink.flow];
    const spot = file && { file, action: path.sink.action, container: path.sink.container };
    return { finding, path, spot: spot ?? spots.at(finding) };
  });
}

function traceKey(sink: string, steps: readonly (Step | TaintPath['steps'][number])[]): string {
  const places = steps.map((step): Place => ('place' in step ? step.place : step));
  return `${sink} ${places.map(({ uri, span }) => `${span.start} ${uri}`).join(' ')}`;
}

/** Findings and, of those that have one, their paths; both name each other by index. */
export function findingViewsOf(
  located: readonly LocatedFinding[],
  workspace: CheckedWorkspace,
  places: Places,
  undrawn: Undrawn,
): { readonly findings: FindingView[]; readonly paths: PathView[] } {
  const spots = new Spots(workspace);
  const findings: FindingView[] = [];
  const paths: PathView[] = [];
  for (const [index, one] of located.entries()) {
    const steps = stepsOf(one, workspace, places, spots);
    const hasPath = steps.length > 0 && !undrawn.touches(steps);
    const { node, ...view } = findingView(one, places, hasPath ? paths.length : undefined);
    findings.push(node === undefined || undrawn.uris.has(view.place.uri) ? view : { ...view, node });
    if (hasPath) paths.push(pathView(one.finding, index, steps));
  }
  return { findings, paths };
}

function findingView({ finding, spot }: LocatedFinding, places: Places, path: number | undefined): FindingView {
  const { rule, severity, confidence, message, fingerprint, span, uri, suppressed, sink, labels = [] } = finding;
  const definition = ruleById.get(rule);
  const title = sink === undefined ? (definition?.title ?? rule) : `${labelText(finding)} ${sinkArrives(sink)}`;
  return {
    rule,
    severity,
    confidence,
    message: shownMessage(message),
    title: capital(title),
    place: spot ? places.of(spot.file, span) : { uri, ...span, line: 1 },
    ...(spot && (spot.action >= 0 || spot.container >= 0) ? { node: nodeOf(spot) } : {}),
    labels: labels.map(labelName),
    ...(sink === undefined ? {} : { sink: sinkName(sink) }),
    fingerprint,
    fixes: finding.fixes.map(({ title, safe }) => ({ title: shownMessage(title), isSafe: safe })),
    ...(path === undefined ? {} : { path }),
    isSuppressed: suppressed !== undefined,
    why: definition?.why ?? '',
    instead: definition?.instead ?? '',
  };
}

function labelText({ labels = [] }: Finding): string {
  return joined(labels.map(labelName)) || 'a secure value';
}

function stepsOf(
  { finding, path }: LocatedFinding,
  workspace: CheckedWorkspace,
  places: Places,
  spots: Spots,
): StepView[] {
  if (!path) return finding.trace.length > 1 ? plainSteps(finding.trace, places, spots) : [];
  const { source, labels, steps, sink } = path;
  return drawSteps({ source, labels, steps, sink: sink.kind }, workspace, places).map(({ view }) => view);
}

/** Steps of a finding that follows no value: places with a sentence each. */
function plainSteps(trace: readonly Step[], places: Places, spots: Spots): StepView[] {
  const steps: StepView[] = [];
  let last: HopEnd | undefined;
  for (const { message, ...place } of trace) {
    const spot = spots.at(place);
    if (!spot) continue;
    const action = spot.file.flow.actions[spot.action];
    const end: HopEnd = { spot, kind: 'copy', carrier: '' };
    steps.push({
      node: nodeOf(spot),
      place: places.of(spot.file, place.span),
      title: action ? titleOf(action) : 'Declaration',
      clause: shownMessage(capital(message)),
      ...(last ? { hop: hopOf(last, end) } : {}),
    });
    last = end;
  }
  return steps;
}

function pathView(finding: Finding, index: number, steps: readonly StepView[]): PathView {
  const label = labelText(finding);
  const count = steps.length === 1 ? '1 step' : `${steps.length} steps`;
  const last = steps.at(-1)!;
  const end = finding.sink === undefined ? last.title : `${sinkName(finding.sink)} ${last.title}`;
  const description = shownMessage(`Path of ${label}, ${count}, from ${steps[0]!.title} to ${end}.`);
  return { finding: index, label, steps, description };
}
