import type { SinkKind } from '../../catalog/actions.js';
import { CUT, cutOf } from '../../catalog/remedies.js';
import { editorOf } from '../../formats/editor.js';
import { findVariable } from '../../graph/variables.js';
import type { Expression, ReferenceExpression } from '../../model/expression.js';
import type { Fix } from '../../model/finding.js';
import type { Flow, Slot, Value } from '../../model/flow.js';
import { checkExpression } from '../../syntax/expression/check.js';
import { parseExpression } from '../../syntax/expression/parser.js';
import { walkExpression } from '../../syntax/expression/walk.js';
import { literalText } from '../../taint/compile-action.js';
import { CUT_CLEANS } from '../../taint/leaks.js';
import type { TaintPath } from '../../taint/taint.js';
import type { CheckedFlow, CheckedWorkspace } from '../rule.js';
import { slotAt } from '../slot-at.js';
import { makeFix } from './make-fix.js';

/** Places where a person only has to recognise the number; nothing works with it there. */
const SHOWN: ReadonlySet<SinkKind> = new Set(['speech', 'whisper', 'message', 'screen-pop', 'log']);
/** Places that keep it for something that may need more of it. */
const KEPT: ReadonlySet<SinkKind> = new Set(['participant-data', 'external-contact', 'workitem', 'sip']);

/** A value that names one variable, once, can name its last four characters instead. */
export function showLastFour(path: TaintPath, file: CheckedFlow, workspace: CheckedWorkspace): readonly Fix[] {
  const { sink, labels, isSanctioned, isPieced } = path;
  if (isSanctioned || isPieced || (labels & ~CUT_CLEANS) !== 0) return [];
  if (!SHOWN.has(sink.kind) && !KEPT.has(sink.kind)) return [];
  const slot = slotAt(file.flow, path);
  const text = slot?.value && cutText(file.flow, slot.value, sink.container);
  if (!slot?.value || text === undefined) return [];
  const isSafe = SHOWN.has(sink.kind) || (sink.kind === 'participant-data' && !isReadSomewhere(slot, workspace));
  return makeFix(`Show only ${CUT.words}`, isSafe, file.uri, [editorOf(file).replaceValue(slot.value, text)]);
}

/** A value that paints over one variable can be its last four characters instead; who reads it has to be looked at. */
export function replaceByLastFour({ labels }: TaintPath, file: CheckedFlow, value: Value): readonly Fix[] {
  const reference = value.expression && onlyReference(value.expression);
  if (!reference || (labels & ~CUT_CLEANS) !== 0) return [];
  const text = cutOf(value.source.text.slice(reference.start, reference.end));
  return makeFix(`Keep only ${CUT.words}`, false, file.uri, [editorOf(file).replaceValue(value, text)]);
}

/** The value's text with its only reference cut; undefined when there are others, or when the result would not fit. */
function cutText(flow: Flow, { source, expression }: Value, container: number): string | undefined {
  const reference = expression && onlyReference(expression);
  if (!expression || !reference) return undefined;
  const type = findVariable(flow, reference.name, container)?.type ?? CUT.type;
  if (type !== CUT.type) return undefined;
  const { text } = source;
  const before = text.slice(0, reference.start);
  const changed = before + cutOf(text.slice(reference.start, reference.end)) + text.slice(reference.end);
  const { expression: result, problems } = parseExpression(changed);
  const mistakes = countMistakes(flow, result, container) - countMistakes(flow, expression, container);
  return problems.length === 0 && mistakes <= 0 ? changed : undefined;
}

function countMistakes(flow: Flow, expression: Expression, container: number): number {
  const variableType = (key: string) => findVariable(flow, key, container)?.type ?? CUT.type;
  return checkExpression(expression, { variableType }).problems.length;
}

/** Undefined also when a property or an item of it is taken: that is no text to cut. */
export function onlyReference(expression: Expression): ReferenceExpression | undefined {
  const found: ReferenceExpression[] = [];
  let isPart = false;
  walkExpression(expression, (part, parent) => {
    if (part.kind !== 'reference') return;
    found.push(part);
    isPart ||= parent?.kind === 'member' || parent?.kind === 'index';
  });
  return found.length === 1 && !isPart ? found[0] : undefined;
}

const readAttributes = new WeakMap<CheckedWorkspace, ReadonlySet<string>>();

/** Somebody in the workspace takes the attribute out again and may need all of it. */
function isReadSomewhere({ key }: Slot, workspace: CheckedWorkspace): boolean {
  const name = literalText(key);
  const read = readAttributes.get(workspace) ?? findReadAttributes(workspace);
  readAttributes.set(workspace, read);
  return name === '' || read.has(name);
}

function findReadAttributes({ flows }: CheckedWorkspace): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { flow } of flows) {
    for (const { slots } of flow.actions) {
      for (const { target, key } of slots) if (target && key) names.add(literalText(key));
    }
  }
  return names;
}
