import type {
  ActionView,
  ContainerView,
  CountsView,
  GraphView,
  PathView,
  StepView,
  StopView,
} from '../../server/core/ide/graph-view/graph-view.js';
import type { PlacedItem } from '../layout/placed.js';
import { type NodeOnPath, stepRange } from './lit.js';
import { type Entry, partOf, titleOf, type ViewIndex } from './view-index.js';

/** Made once: making one takes longer than using it a thousand times. */
const NUMBERS = new Intl.NumberFormat('en');

/** '1 action', '2 actions'. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${NUMBERS.format(number)} ${number === 1 ? one : many}`;
}

/** 'Flow graph, Card payment, 13 tasks, 96 actions, 4 findings'. */
export function graphLabel(
  view: GraphView,
  title: string,
  flows: readonly { readonly containers: readonly unknown[]; readonly counts: CountsView }[],
): string {
  const containers = flows.reduce((sum, flow) => sum + flow.containers.length, 0);
  const actions = flows.reduce((sum, flow) => sum + flow.counts.actions, 0);
  const findings = view.findings.filter(({ isSuppressed }) => !isSuppressed).length;
  return `Flow graph, ${title}, ${count(containers, 'container')}, ${count(actions, 'action')}, ${count(findings, 'finding')}`;
}

/** What a screen reader says of an item, with everything that marks and colours say. */
export function itemLabel(index: ViewIndex, item: PlacedItem, onPath: ReadonlyMap<string, NodeOnPath>): string {
  const entry = index.entries.get(item.id);
  if (item.kind === 'stub') return `Folded branch, ${item.text ?? ''}`;
  if (item.kind === 'portal') {
    return `Flow ${item.text ?? ''}${item.target === undefined ? ', not in this workspace' : ', another flow'}`;
  }
  if (entry === undefined) return '';
  const steps = onPath.get(item.id)?.steps ?? [];
  return join([
    sentenceOf(index, entry, item),
    steps.length > 0 && `step ${stepRange(steps)} of the path`,
    onPath.has(item.id) && steps.length === 0 && 'passed by the path',
  ]);
}

function sentenceOf(index: ViewIndex, entry: Entry, item: PlacedItem): string {
  if (entry.kind === 'flow') return `${entry.flow.name}, ${entry.flow.kind}`;
  if (entry.kind === 'container') return containerSentence(entry.container, item.kind === 'collapsed');
  return actionSentence(index.view, entry.action);
}

/** 'Task Check PIN, collapsed, 58 actions, 9 with secure data, 1 error, 2 warnings'. */
export function containerSentence({ kind, name, counts, isReachable }: ContainerView, isCollapsed: boolean): string {
  return join([
    kind === 'startup' ? name : `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${name}`,
    isCollapsed ? 'collapsed' : 'expanded',
    count(counts.actions, 'action'),
    counts.withSecureData > 0 && `${counts.withSecureData} with secure data`,
    counts.errors > 0 && count(counts.errors, 'error'),
    counts.warnings > 0 && count(counts.warnings, 'warning'),
    !isReachable && 'unreachable: nothing calls it',
  ]);
}

/** 'Ask for the card, Collect Input, handles secure data, source of card number, 1 warning. Outputs: success to …'. */
export function actionSentence(view: GraphView, action: ActionView): string {
  const { key, source, sink, outputs } = action;
  const head = join([
    action.title,
    action.kind !== action.title && action.kind,
    key?.isOwn && 'handles secure data',
    key && !key.isOwn && `${key.beneath} with secure data beneath`,
    source && `source of ${source.join(' and ')}`,
    sink && `sink, ${sink}`,
    ...findingCounts(view, action.findings),
    !action.isUnderstood && 'not understood',
    !action.isEnabled && 'disabled',
    !action.isReachable && 'unreachable',
  ]);
  if (outputs.length === 0) return head;
  const shown = outputs.slice(0, 6).map(({ name, body }) => {
    const first = body[0];
    return first === undefined
      ? name
      : body.length === 1
        ? `${name} to ${first.title}`
        : `${name}, ${body.length} steps`;
  });
  const rest = outputs.length - shown.length;
  return `${head}. Outputs: ${[...shown, ...(rest > 0 ? [`${rest} more`] : [])].join('; ')}`;
}

function findingCounts(view: GraphView, findings: readonly number[]): (string | false)[] {
  const of = (severity: string) => findings.filter((at) => view.findings[at]?.severity === severity).length;
  const errors = of('error');
  const warnings = of('warning');
  const others = findings.length - errors - warnings;
  return [
    errors > 0 && count(errors, 'error'),
    warnings > 0 && count(warnings, 'warning'),
    others > 0 && count(others, 'note'),
  ];
}

export function litSentence(view: GraphView, path: PathView, step: number): string {
  const sink = view.findings[path.finding]?.sink;
  return `${path.description} ${walkSentence(path.steps, step, sink)}`;
}

/** 'Step 6 of 6, Charge, sink, data action, line 98.' */
export function walkSentence(steps: readonly StepView[], at: number, sink?: string): string {
  const step = steps[at];
  if (step === undefined) return '';
  const isLast = at === steps.length - 1;
  const words = [`Step ${at + 1} of ${steps.length}`, step.title, isLast && sink !== undefined && `sink, ${sink}`];
  return `${join([...words, `line ${step.place.line}`])}.`;
}

/** 'Stopped at step 2 of 3, Keep the last four, barrier: ….' */
export function stopSentence(stop: StopView): string {
  const at = stop.steps.findIndex(({ node }) => node === stop.node);
  const title = stop.steps[at]?.title ?? '';
  const where = at < 0 ? '' : ` at step ${at + 1} of ${stop.steps.length}`;
  return `${join([`Stopped${where}`, title, `barrier: ${stop.message}`])}.`;
}

/** What a list says of a barrier: 'Stopped: Right(Task.cardNumber, 4) leaves the last four digits (barrier B1)'. */
export function stopLine({ message, barrier }: StopView): string {
  return `Stopped: ${message} (barrier ${barrier})`;
}

export function focusSentence(
  index: ViewIndex,
  item: PlacedItem | undefined,
  onPath: ReadonlyMap<string, NodeOnPath>,
): string {
  return item === undefined ? '' : itemLabel(index, item, onPath);
}

export function placeText(uri: string, line: number): string {
  return `${fileName(uri)}:${line}`;
}

export function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    // A stray percent sign: the name is shown as it stands.
    return name;
  }
}

export function entryTitle(entry: Entry | undefined): string {
  return entry === undefined ? '' : titleOf(entry);
}

export function placeOf(entry: Entry) {
  return partOf(entry).place;
}

function join(words: readonly (string | false | undefined | null)[]): string {
  return words.filter((word) => typeof word === 'string' && word !== '').join(', ');
}
