import { type FlowValue, flowValues } from '../graph/flow-values.js';
import type { Expression, LiteralExpression } from '../model/expression.js';
import type { Flow } from '../model/flow.js';
import { walkExpression } from '../syntax/expression/walk.js';
import type { Span } from '../text/span.js';

/** Text that the author wrote: a literal, spoken text, or a string or number inside an expression. */
export interface LiteralText {
  readonly text: string;
  readonly place: FlowValue;
  /** The value is this literal and nothing else. */
  readonly isWhole: boolean;
  /** Where `text` starts in the value's source; -1 when it is an entry of a map, of which no place is known. */
  readonly offset: number;
}

const textsByFlow = new WeakMap<Flow, readonly LiteralText[]>();

/** Every text that the author wrote into a flow. */
export function literalTexts(flow: Flow): readonly LiteralText[] {
  const known = textsByFlow.get(flow);
  if (known) return known;
  const texts: LiteralText[] = [];
  for (const place of flowValues(flow)) addTexts(texts, place);
  textsByFlow.set(flow, texts);
  return texts;
}

/** A range of a literal's text in the flow's text. */
export function literalSpan({ place, offset }: LiteralText, start: number, end: number): Span {
  const { source, span } = place.value;
  return offset < 0 ? span : source.rawSpan(offset + start, offset + end);
}

function addTexts(texts: LiteralText[], place: FlowValue): void {
  const { mode, source, fields, expression } = place.value;
  if (mode === 'none' || mode === 'prompt') return;
  if (expression) addTextsOf(expression, place, texts);
  else if (fields) for (const [, text] of fields) texts.push({ text, place, isWhole: true, offset: -1 });
  else texts.push({ text: source.text, place, isWhole: mode === 'literal', offset: 0 });
}

function addTextsOf(expression: Expression, place: FlowValue, texts: LiteralText[]): void {
  if (expression.kind === 'reference') return;
  walkExpression(expression, (part) => {
    if (part.kind === 'literal' && isText(part)) texts.push(textOf(part, part === expression, place));
  });
}

function isText({ type }: LiteralExpression): boolean {
  return type === 'String' || type === 'Integer' || type === 'Json';
}

/** Offsets count in the text as written, so an escaped character before a match does not move it. */
function textOf({ type, start, end }: LiteralExpression, isWhole: boolean, place: FlowValue): LiteralText {
  const quote = type === 'String' ? 1 : 0;
  const offset = start + quote;
  const text = place.value.source.text.slice(offset, Math.max(offset, end - quote));
  return { text, place, isWhole, offset };
}
