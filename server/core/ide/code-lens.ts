import { errorHandler } from '../graph/control-graph.js';
import type { Finding, Place } from '../model/finding.js';
import type { CheckedFlow, CheckedWorkspace } from '../rules/rule.js';
import type { Span } from '../text/span.js';
import { calleeOf, targetsOf } from './callee.js';
import type { IdeContext } from './context.js';
import { addTo } from './group.js';

/** One line above a line of the flow, with what a click on it does. */
export interface CodeLens {
  /** What it is about; it is shown above where this begins. */
  readonly span: Span;
  readonly title: string;
  /** Left out where there is nothing to show. */
  readonly command?: CodeLensCommand;
}

export interface CodeLensCommand {
  /** 'show-places' lists calls; 'show-paths' shows the paths whose ends the places are. */
  readonly name: 'show-places' | 'show-paths';
  readonly arguments: readonly [uri: string, at: Span, places: readonly Place[]];
}

/** How often each task is called, and how many values leak from the flow, from each task, and from each source. */
export function codeLenses({ file, workspace, findings }: IdeContext): readonly CodeLens[] {
  const calls = callsByUri(workspace).get(file.uri) ?? NO_CALLS;
  const leaks = findings.filter((finding) => isLeak(finding) && !finding.suppressed);
  const lenses = [...callLenses(file, calls), ...leakLenses(file, leaks), ...sourceLenses(file, leaks)];
  return lenses.sort((a, b) => a.span.start - b.span.start);
}

/** Values that arrive where they may not; what reaches its purpose is reported as information. */
function isLeak({ sink, severity }: Finding): boolean {
  return sink !== undefined && severity !== 'information';
}

/** Places that lead to a flow (-1) and to its containers. */
type Calls = ReadonlyMap<number, readonly Place[]>;

const NO_CALLS: Calls = new Map();
const known = new WeakMap<CheckedWorkspace, ReadonlyMap<string, Calls>>();

function callsByUri(workspace: CheckedWorkspace): ReadonlyMap<string, Calls> {
  const made = known.get(workspace);
  if (made) return made;
  const found = new Map<string, Map<number, Place[]>>();
  for (const file of workspace.flows) {
    for (const { caller, target } of targetsOf(file)) {
      const callee = caller < 0 ? undefined : calleeOf(file, target, workspace);
      if (!callee) continue;
      const calls = found.get(callee.file.uri) ?? new Map<number, Place[]>();
      found.set(callee.file.uri, calls);
      addTo(calls, callee.container, { uri: file.uri, span: target.span });
    }
  }
  known.set(workspace, found);
  return found;
}

function callLenses({ uri, flow, graph }: CheckedFlow, calls: Calls): CodeLens[] {
  const lensOf = (span: Span, title: string, places: readonly Place[]): CodeLens =>
    places.length === 0
      ? { span, title }
      : { span, title, command: { name: 'show-places', arguments: [uri, span, places] } };
  const ofFlow = calls.get(-1) ?? [];
  const lenses = ofFlow.length === 0 ? [] : [lensOf(flow.nameSpan, called(ofFlow.length), ofFlow)];
  const handler = errorHandler(flow);
  for (const { index, kind, nameSpan } of flow.containers) {
    const places = calls.get(index) ?? [];
    const isRoot = graph.roots.includes(index);
    const words = [
      ...(places.length > 0 ? [called(places.length)] : []),
      ...(isRoot && (flow.start || kind === 'startup') ? ['the flow starts here'] : []),
      ...(index === handler ? ['runs after errors'] : []),
    ];
    // A flow that does not say where it starts may start anywhere.
    if (words.length > 0) lenses.push(lensOf(nameSpan, words.join(', '), places));
    else if (!isRoot) lenses.push(lensOf(nameSpan, 'never called', []));
  }
  return lenses;
}

function called(times: number): string {
  return times === 1 ? 'called once' : `called ${times} times`;
}

function leakLenses({ uri, flow }: CheckedFlow, leaks: readonly Finding[]): CodeLens[] {
  const byContainer = new Map<number, Finding[]>();
  for (const leak of leaks) {
    if (leak.uri !== uri) continue;
    addTo(byContainer, -1, leak);
    const around = flow.containers.find(({ span }) => span.start <= leak.span.start && leak.span.end <= span.end);
    if (around) addTo(byContainer, around.index, leak);
  }
  return [...byContainer].map(([container, own]) => {
    const span = flow.containers[container]?.nameSpan ?? flow.nameSpan;
    return leakLens(uri, span, leakCount(own.length), own);
  });
}

/** Of values that come from this file, wherever they arrive. */
function sourceLenses({ uri }: CheckedFlow, leaks: readonly Finding[]): CodeLens[] {
  const bySource = new Map<number, Finding[]>();
  for (const leak of leaks) {
    const source = leak.trace[0];
    if (source?.uri === uri) addTo(bySource, source.span.start, leak);
  }
  return [...bySource.values()].map((own) =>
    leakLens(uri, own[0]!.trace[0]!.span, `${leakCount(own.length)} from here`, own),
  );
}

function leakLens(uri: string, at: Span, title: string, leaks: readonly Finding[]): CodeLens {
  const places = leaks.map(({ uri, span }) => ({ uri, span }));
  return { span: at, title, command: { name: 'show-paths', arguments: [uri, at, places] } };
}

function leakCount(count: number): string {
  return count === 1 ? '1 leak' : `${count} leaks`;
}
