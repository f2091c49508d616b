import { type FoundFinding, hasPath, type Place, rankOf, type Severity, type Step } from './findings.js';
import { fileName, type Translate, withCapital } from './words.js';

interface CommonNode {
  /** Stays the same as long as the node means the same. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly place: Place;
}

/** Where a value enters. */
export interface SourceNode extends CommonNode {
  readonly kind: 'source';
  readonly paths: readonly PathNode[];
}

/** One way of that value to a place where it may not be. */
export interface PathNode extends CommonNode {
  readonly kind: 'path';
  readonly finding: FoundFinding;
  readonly steps: readonly StepNode[];
}

export interface StepNode extends CommonNode {
  readonly kind: 'step';
  readonly role: 'source' | 'step' | 'sink';
  readonly severity: Severity;
}

export type TreeNode = SourceNode | PathNode | StepNode;

/** Sources with their paths, each with its steps down to the sink. Findings without a path are not in it. */
export function secureDataTree(findings: readonly FoundFinding[], t: Translate): SourceNode[] {
  const bySource = new Map<string, FoundFinding[]>();
  for (const finding of findings.filter(hasPath)) {
    const key = placeKey(finding.trace[0]!);
    const known = bySource.get(key);
    if (known) known.push(finding);
    else bySource.set(key, [finding]);
  }
  return [...bySource].map(([key, own]) => sourceNode(key, own, t)).sort(byPlace);
}

/** The path of a finding. */
export function findPath(
  sources: readonly SourceNode[],
  isWanted: (finding: FoundFinding) => boolean,
): PathNode | undefined {
  return sources.flatMap(({ paths }) => paths).find(({ finding }) => isWanted(finding));
}

export function childrenOf(node: TreeNode): readonly TreeNode[] {
  if (node.kind === 'source') return node.paths;
  return node.kind === 'path' ? node.steps : [];
}

function sourceNode(key: string, findings: readonly FoundFinding[], t: Translate): SourceNode {
  const place = findings[0]!.trace[0]!;
  const paths = findings.map((finding) => pathNode(key, finding)).sort(byWeight);
  const count = paths.length === 1 ? t('1 path') : t('{0} paths', paths.length);
  const description = `${shownPlace(place)}, ${count}`;
  return { kind: 'source', id: key, label: withCapital(place.message), description, place, paths };
}

function pathNode(source: string, finding: FoundFinding): PathNode {
  // One rule may see two values arrive at one place.
  const id = `${source} ${finding.fingerprint}`;
  const sink = finding.trace.at(-1)!;
  const steps = finding.trace.map((step, index) => stepNode(id, step, index, finding));
  const { uri, range } = finding;
  const label = withCapital(sink.message);
  return { kind: 'path', id, label, description: shownPlace(finding), place: { uri, range }, finding, steps };
}

function stepNode(path: string, step: Step, index: number, { trace, severity }: FoundFinding): StepNode {
  const role = index === 0 ? 'source' : index === trace.length - 1 ? 'sink' : 'step';
  const label = `${index + 1}. ${step.message}`;
  return { kind: 'step', id: `${path} ${index}`, label, description: shownPlace(step), place: step, role, severity };
}

/** `pay.yaml:12`, as people count. */
export function shownPlace({ uri, range }: Place): string {
  return `${fileName(uri)}:${range.start.line + 1}`;
}

function placeKey({ uri, range: { start } }: Place): string {
  return `${uri}#${start.line}:${start.character}`;
}

function byPlace(a: SourceNode, b: SourceNode): number {
  if (a.place.uri !== b.place.uri) return a.place.uri < b.place.uri ? -1 : 1;
  const [first, second] = [a.place.range.start, b.place.range.start];
  return first.line - second.line || first.character - second.character;
}

function byWeight(a: PathNode, b: PathNode): number {
  return rankOf(a.finding.severity) - rankOf(b.finding.severity);
}
