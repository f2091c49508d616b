import { findAction } from '../catalog/actions.js';
import { findFunction, type Overload } from '../catalog/functions.js';
import { type FlowValue, flowValues } from '../graph/flow-values.js';
import { findVariable } from '../graph/variables.js';
import type { CallExpression } from '../model/expression.js';
import type { Action, Flow, Value } from '../model/flow.js';
import { parameterAt, takesCount } from '../syntax/expression/types.js';
import { walkExpression } from '../syntax/expression/walk.js';
import type { Span } from '../text/span.js';
import type { IdeContext } from './context.js';
import { typeOfExpression } from './expression-type.js';
import {
  KEY_BENEATH,
  type KeyReason,
  keyOfAction,
  keyOfContainer,
  keyOfFlow,
  keyOfOutput,
  OWN_KEY,
} from './key-icon.js';
import { overlaps } from './place.js';
import { shownSentence } from './visible.js';

export interface InlayHintOptions {
  /** The platform's key icon. */
  readonly keys: boolean;
  /** Types of variables that are written, and of expressions whose place takes anything. */
  readonly types: boolean;
  /** Names of parameters in calls with several literals. */
  readonly parameters: boolean;
}

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly kind: 'key' | 'type' | 'parameter';
  /** Plain text; '' when the label says it all. */
  readonly tooltip: string;
}

const ALL: InlayHintOptions = { keys: true, types: true, parameters: true };

/** Hints for a part of a file, in the order of the text. */
export function inlayHints({ file }: IdeContext, range: Span, options: InlayHintOptions = ALL): InlayHint[] {
  const { flow, text } = file;
  const hints: InlayHint[] = [];
  if (options.keys) hints.push(...keyHints(flow, text, range));
  if (options.types) hints.push(...targetHints(flow, text, range));
  if (options.types || options.parameters) {
    for (const place of flowValues(flow)) {
      if (!overlaps(place.value.span, range)) continue;
      if (options.types) hints.push(...resultHint(flow, text, place));
      if (options.parameters) hints.push(...parameterHints(place.value));
    }
  }
  const inside = hints.filter(({ offset }) => range.start <= offset && offset <= range.end);
  return inside.sort((a, b) => a.offset - b.offset || (a.label < b.label ? -1 : 1));
}

function* keyHints(flow: Flow, text: string, range: Span): Generator<InlayHint> {
  for (const { nameSpan, isSecure, name } of flow.variables) {
    if (!isSecure) continue;
    yield {
      offset: behind(text, nameSpan.end),
      label: OWN_KEY,
      kind: 'key',
      tooltip: shownSentence(`${name} is secure because its declaration says so`),
    };
  }
  yield* keyHint(text, flow.typeSpan, 'The flow', keyOfFlow(flow));
  for (const container of flow.containers) {
    if (!overlaps(container.span, range)) continue;
    const { name, kind, nameSpan } = container;
    yield* keyHint(
      text,
      nameSpan,
      name === '' ? `This ${kind}` : `The ${kind} "${name}"`,
      keyOfContainer(flow, container),
    );
  }
  for (const action of flow.actions) {
    if (overlaps(action.span, range)) yield* actionKeys(flow, text, action);
  }
}

function* actionKeys(flow: Flow, text: string, action: Action): Generator<InlayHint> {
  const { name, kind, kindSpan } = action;
  yield* keyHint(text, kindSpan, `"${name === '' ? kind : name}"`, keyOfAction(flow, action));
  for (const [place, output] of action.outputs.entries()) {
    const { start } = output.span;
    const key = { start, end: start + (/^["']?[\w.-]+/.exec(text.slice(start, start + 100))?.[0].length ?? 0) };
    yield* keyHint(text, key, `The path "${output.name}"`, keyOfOutput(flow, action, place));
  }
}

function* keyHint(text: string, { end }: Span, what: string, key: KeyReason | undefined): Generator<InlayHint> {
  if (!key) return;
  const label = key.icon.own ? OWN_KEY : KEY_BENEATH;
  yield { offset: behind(text, end), label, kind: 'key', tooltip: shownSentence(`${what} ${key.reason}`) };
}

/** Behind a word with its closing quote and the colon of a key, so that no sign stands inside what is one thing. */
function behind(text: string, end: number): number {
  const at = text[end] === '"' || text[end] === "'" ? end + 1 : end;
  return text[at] === ':' ? at + 1 : at;
}

/** `var: Task.card` and `variable: Task.card` where something is written. */
function* targetHints(flow: Flow, text: string, range: Span): Generator<InlayHint> {
  for (const { slots, container, span } of flow.actions) {
    if (!overlaps(span, range)) continue;
    for (const { target, value } of slots) {
      // An assignment says its type itself.
      if (!target || value) continue;
      const type = findVariable(flow, target.name, container)?.type ?? '?';
      if (type !== '?') yield typeHint(behind(text, target.span.end), type);
    }
  }
}

/** The result of a call or an operation, where the place itself does not ask for a type. */
function* resultHint(
  flow: Flow,
  text: string,
  { value, container, action, slot, isKey }: FlowValue,
): Generator<InlayHint> {
  const { expression, source } = value;
  if (!expression || !slot || isKey || slot.target || !COMPUTED.has(expression.kind)) return;
  const owner = flow.actions[action];
  const wanted = owner && findAction(owner.kind)?.inputs.get(slot.role)?.type;
  if (!wanted || !/^(?:any|\?)$/i.test(wanted)) return;
  const type = typeOfExpression(flow, container, expression);
  const end = source.rawSpan(0, source.text.length).end;
  if (type !== '?') yield typeHint(behind(text, end), type);
}

const COMPUTED: ReadonlySet<string> = new Set(['call', 'unary', 'binary', 'conditional']);

function typeHint(offset: number, type: string): InlayHint {
  return { offset, label: `: ${type}`, kind: 'type', tooltip: '' };
}

/** Literals say least by themselves; with one of them there is nothing to mix up. */
function parameterHints({ expression, source }: Value): InlayHint[] {
  const hints: InlayHint[] = [];
  if (!expression) return hints;
  walkExpression(expression, (call) => {
    if (call.kind !== 'call' || call.operands.filter(({ kind }) => kind === 'literal').length < 2) return;
    call.operands.forEach((operand, index) => {
      const name = operand.kind === 'literal' ? parameterName(call, index) : undefined;
      if (name !== undefined) {
        hints.push({ offset: source.rawOffset(operand.start), label: `${name}:`, kind: 'parameter', tooltip: '' });
      }
    });
  });
  return hints;
}

/** Undefined where the overloads do not agree, and for values that may be given any number of times. */
function parameterName(call: CallExpression, index: number): string | undefined {
  const fitting = (findFunction(call.name)?.overloads ?? []).filter((overload: Overload) =>
    takesCount(overload, call.operands.length),
  );
  const [first, ...others] = fitting.map((overload) => parameterAt(overload, index));
  if (!first || first.repeatable || others.some((other) => other?.name !== first.name)) return undefined;
  return first.name;
}
