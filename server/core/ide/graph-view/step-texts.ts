import { labelWords } from '../../catalog/labels.js';
import { extractionOf } from '../../catalog/platform.js';
import { variableKey } from '../../model/expression.js';
import type { Slot, Value } from '../../model/flow.js';
import { walkExpression } from '../../syntax/expression/walk.js';
import type { Source } from '../../taint/sources.js';
import type { TraceStep } from '../../taint/trace-step.js';
import { INVOCATION } from '../../taint/witness.js';
import type { StepView } from './graph-view.js';
import { shownMessage, shownValue } from './shown-texts.js';
import type { Spot } from './spots.js';
import { keyText, lastWord } from './summary.js';
import { capital, joined, labelNames, sinkArrives } from './words.js';

type Code = NonNullable<StepView['code']>;

/** What one step says: a clause of our own, and the expression as written with the piece that carries the value. */
export interface StepTexts {
  readonly clause: string;
  readonly code: Code | undefined;
}

/** `before` is what held the value behind the step before. */
export function textsOf(step: TraceStep, spot: Spot, before: string, source: Source, sink: string): StepTexts {
  const slot = slotAt(step, spot);
  return {
    clause: shownMessage(clauseOf(step, spot, slot, before, source, sink)),
    code: slot && codeOf(step, slot, before),
  };
}

/** The slot that a step is about: it begins at the slot's target or at its value. */
function slotAt({ place: { span } }: TraceStep, { file, action, container }: Spot): Slot | undefined {
  const owner = file.flow.actions[action] ?? file.flow.containers[container] ?? file.flow;
  return owner.slots.find(({ target, value }) => target?.span.start === span.start || value?.span.start === span.start);
}

function clauseOf(
  step: TraceStep,
  spot: Spot,
  slot: Slot | undefined,
  before: string,
  source: Source,
  sink: string,
): string {
  const { carrier } = step;
  switch (step.kind) {
    case 'source':
      return `Source: ${sourceClause(source)}`;
    case 'copy':
      return copyClause(carrier, spot, slot?.value, before);
    case 'argument':
      return `Passed on as ${carrier}`;
    case 'result':
      return `Given back in ${carrier}`;
    case 'store':
      return carrier === INVOCATION ? 'Handed over to another flow' : `Stored as participant data ${carrier}`;
    case 'read':
      return capital(step.message);
    case 'sink':
      return `Sink: ${sinkArrives(sink)}`;
  }
}

/** How a source's own sentence goes on behind the label, by its first word. */
const BIRTHS: ReadonlyMap<string, string> = new Map([
  ['collected', 'is collected here'],
  ['decrypted', 'is decrypted here'],
  ['read', 'is read from participant data here'],
  ['returned', 'is returned here'],
  ['declared', 'is declared secure here'],
  ['passed', 'is passed into the flow here'],
]);

function sourceClause({ labels, message }: Source): string {
  const words = labelWords(labels);
  const verb = message.startsWith(words) ? message.slice(words.length + 1).split(' ')[0]! : '';
  const birth = BIRTHS.get(verb);
  return birth === undefined ? message : `${joined(labelNames(labels))} ${birth}`;
}

function copyClause(carrier: string, { file, action }: Spot, value: Value | undefined, before: string): string {
  const copied = extractionOf(file.flow.actions[action]?.kind ?? '') ? 'Extracted' : 'Copied';
  const expression = value?.expression;
  if (expression?.kind === 'binary') return `Becomes part of ${carrier}`;
  if (expression?.kind !== 'call') return `${copied} to ${carrier}`;
  const tainted = taintedIn(value!, before, Number.POSITIVE_INFINITY);
  const [first] = expression.operands;
  // What is not the first operand is put beside it.
  if (first && tainted && tainted.start >= first.end) return `Becomes part of ${carrier}`;
  return `${copied} to ${carrier}; ${expression.name} keeps the value`;
}

function codeOf({ kind, carrier }: TraceStep, slot: Slot, before: string): Code {
  const { value, target } = slot;
  if (!value) {
    const lead = `${keyText({ ...slot, name: slot.name || slot.role })} \u2192 `;
    return { text: `${lead}${target?.name ?? ''}`, start: lead.length, end: lead.length + (target?.name.length ?? 0) };
  }
  const lead = kind === 'argument' ? `${carrier} \u2190 ` : `${target?.name ?? slotWord(slot)} = `;
  const text = shownValue(lastWord(target?.name ?? keyText(slot)), value.source.text);
  const tainted = taintedIn(value, before, text.length) ?? { start: 0, end: text.length };
  return { text: lead + text, start: lead.length + tainted.start, end: lead.length + tainted.end };
}

function slotWord(slot: Slot): string {
  return slot.key || slot.name !== '' ? `${slot.role}.${keyText(slot)}` : slot.role;
}

/** The first mention of a variable, if it was not cut off. */
function taintedIn({ expression }: Value, name: string, length: number): { start: number; end: number } | undefined {
  let found: { start: number; end: number } | undefined;
  const key = variableKey(name);
  if (expression) {
    walkExpression(expression, (part) => {
      if (found || part.kind !== 'reference' || variableKey(part.name) !== key || part.end > length) return;
      found = { start: part.start, end: part.end };
    });
  }
  return found;
}
