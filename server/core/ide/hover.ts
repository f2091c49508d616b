import { findBuiltIn } from '../catalog/builtins.js';
import { findVariable } from '../graph/variables.js';
import type { Action, Flow, Target } from '../model/flow.js';
import { pathOf } from '../syntax/expression/walk.js';
import type { Span } from '../text/span.js';
import type { IdeContext } from './context.js';
import { operatorAt } from './expression-tokens.js';
import { findingsAt } from './findings-at.js';
import { describeAction, describeOutput, describeSlot } from './hover/action.js';
import { describePlaceholder } from './hover/data-action.js';
import { describeFindings } from './hover/finding.js';
import { describeBuiltIn, describeFunction, describeOperator } from './hover/function.js';
import {
  describeAttribute,
  describeContainer,
  describeDataAction,
  describeFlow,
  describeMissing,
} from './hover/named.js';
import { describeVariable } from './hover/variable.js';
import { containerSymbol, flowSymbol, flowsNamed, type Occurrence, occurrenceAt } from './occurrences.js';
import { type FlowPlace, holds, placeAt } from './place.js';
import { placeholderAt } from './placeholder.js';

/** What to show beside a place; the text is markdown in which everything out of the flow is escaped. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

interface Described {
  readonly span: Span;
  /** First a title, then lines that begin with `- `. */
  readonly lines: readonly string[];
}

/** What stands at an offset and what is found there; undefined when there is nothing to say. */
export function hover(context: IdeContext, offset: number): Hover | undefined {
  const place = placeAt(context.file.flow, offset);
  const described = describe(context, place, offset);
  const findings = findingsAt(context, offset).filter(({ tag }) => !tag || isOnName(place.action, offset));
  const paragraphs = [...(described ? [layout(described.lines)] : []), ...describeFindings(findings)];
  if (paragraphs.length === 0) return undefined;
  return { span: described?.span ?? findings[0]!.span, markdown: paragraphs.join('\n\n') };
}

function layout([title = '', ...lines]: readonly string[]): string {
  return lines.length === 0 ? title : `${title}\n\n${lines.join('\n')}`;
}

/** Greyed out code is long: what is said about all of it is said at its first words only. */
function isOnName(action: Action | undefined, offset: number): boolean {
  return action !== undefined && (holds(action.kindSpan, offset) || holds(action.nameSpan, offset));
}

function describe(context: IdeContext, place: FlowPlace, offset: number): Described | undefined {
  const { file, workspace } = context;
  const placeholder = placeholderAt(file, workspace, offset);
  const occurrence = occurrenceAt(file, workspace, offset);
  if (placeholder && occurrence?.kind !== 'data-action') {
    return { span: placeholder.span, lines: describePlaceholder(placeholder) };
  }
  return (
    (occurrence && describeName(context, occurrence, place)) ??
    describeTarget(file.flow, place.action, offset) ??
    describeExpression(place, offset) ??
    describeKeys(context, place, offset)
  );
}

function describeName(context: IdeContext, occurrence: Occurrence, place: FlowPlace): Described | undefined {
  const { file, workspace } = context;
  const { kind, span, key } = occurrence;
  switch (kind) {
    case 'variable':
      return describeReference(context, occurrence, place);
    case 'function':
      return { span, lines: describeFunction(occurrence.name) };
    case 'attribute':
      return { span, lines: describeAttribute(context, occurrence) };
    case 'data-action': {
      const action = file.flow.actions[occurrence.action];
      if (!action?.target) return undefined;
      const placeholder = placeholderAt(file, workspace, span.start);
      const filled = placeholder ? describePlaceholder(placeholder).slice(1) : [];
      return { span, lines: [...describeDataAction(context, action, action.target, key), ...filled] };
    }
    case 'container': {
      const container = file.flow.containers.find(({ index }) => key === containerSymbol(file.uri, index));
      return container && { span, lines: describeContainer(context, container) };
    }
    case 'flow': {
      const named = flowsNamed(occurrence.name, workspace).find(({ flow }) => key === flowSymbol(flow.type, flow.name));
      const meant = occurrence.access === 'declaration' ? file : named;
      return meant && { span, lines: describeFlow(context, meant.flow) };
    }
    default:
      return undefined;
  }
}

/** A built-in is taken with the properties that belong to its name: Message.Message.body. */
function describeReference(context: IdeContext, occurrence: Occurrence, place: FlowPlace): Described | undefined {
  const { flow } = context.file;
  const { span, name, container } = occurrence;
  if (!findVariable(flow, name, container) && occurrence.access === 'read') {
    for (const expression of place.expressions) {
      const path = pathOf(expression);
      if (path === undefined || !findBuiltIn(path) || !place.value) continue;
      return { span: place.value.source.rawSpan(expression.start, expression.end), lines: describeBuiltIn(path)! };
    }
    const unknown = describeBuiltIn(name);
    if (unknown) return { span, lines: unknown };
  }
  return { span, lines: describeVariable(context, occurrence) };
}

function describeTarget(flow: Flow, action: Action | undefined, offset: number): Described | undefined {
  const targets = [action?.target, flow.start, flow.errorHandling?.target].filter(
    (target): target is Target => !!target,
  );
  const target = targets.find(({ span }) => holds(span, offset));
  return target && target.name !== '' ? { span: target.span, lines: describeMissing(target) } : undefined;
}

function describeExpression({ value, expressions }: FlowPlace, offset: number): Described | undefined {
  const innermost = expressions.at(-1);
  if (!value || !innermost) return undefined;
  const path = pathOf(innermost);
  const builtIn = path === undefined ? undefined : findBuiltIn(path) && describeBuiltIn(path);
  if (builtIn) return { span: value.source.rawSpan(innermost.start, innermost.end), lines: builtIn };
  const operator = operatorAt(value, innermost, offset);
  const lines = operator && describeOperator(operator.symbol, operator.operands);
  return lines && { span: operator.span, lines };
}

/** Keys of the file: of an action, its settings and its ways out; names of actions and tasks; the flow's type. */
function describeKeys(context: IdeContext, place: FlowPlace, offset: number): Described | undefined {
  const { flow } = context.file;
  const { action, slot, container } = place;
  if (action) {
    if (holds(action.kindSpan, offset)) return { span: action.kindSpan, lines: describeAction(context, action) };
    if (holds(action.nameSpan, offset)) return { span: action.nameSpan, lines: describeAction(context, action) };
    const lines = slot && holds(slot.nameSpan, offset) ? describeSlot(flow, action, slot) : undefined;
    if (slot && lines) return { span: slot.nameSpan, lines };
    return outputAt(context, action, offset);
  }
  if (container) {
    const span = [container.nameSpan, container.idSpan, keySpan(context, container.span)].find((at) =>
      holds(at, offset),
    );
    return span && { span, lines: describeContainer(context, container) };
  }
  const span = [flow.typeSpan, flow.nameSpan].find((at) => holds(at, offset));
  return span && { span, lines: describeFlow(context, flow) };
}

function outputAt(context: IdeContext, action: Action, offset: number): Described | undefined {
  const output = action.outputs.find(({ span }) => holds(keySpan(context, span), offset));
  return output && { span: keySpan(context, output.span), lines: describeOutput(context.file.flow, action, output) };
}

/** The word that a part of a file begins with. */
function keySpan({ file }: IdeContext, { start }: Span): Span {
  const [word = ''] = /^["']?[\w.-]*["']?/.exec(file.text.slice(start, start + 100)) ?? [];
  return { start, end: start + word.length };
}
