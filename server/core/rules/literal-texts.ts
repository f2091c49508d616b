import { expressionParts } from '../graph/expression-parts.js';
import { type FlowValue, flowValues } from '../graph/flow-values.js';
import type { LiteralExpression } from '../model/expression.js';
import type { Flow } from '../model/flow.js';
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
  const texts = collectTexts(flow);
  textsByFlow.set(flow, texts);
  return texts;
}

/** A range of a literal's text in the flow's text. */
export function literalSpan({ place, offset }: LiteralText, start: number, end: number): Span {
  const { source, span } = place.value;
  return offset < 0 ? span : source.rawSpan(offset + start, offset + end);
}

function collectTexts(flow: Flow): LiteralText[] {
  const texts: LiteralText[] = [];
  const { literals } = expressionParts(flow);
  let next = 0;
  for (const place of flowValues(flow)) {
    const { mode, source, fields, expression } = place.value;
    for (; literals[next]?.place === place; next++) {
      const { part } = literals[next]!;
      if (isText(part)) texts.push(textOf(part, part === expression, place));
    }
    if (expression || mode === 'none' || mode === 'prompt') continue;
    if (fields) for (const [, text] of fields) texts.push({ text, place, isWhole: true, offset: -1 });
    else texts.push({ text: source.text, place, isWhole: mode === 'literal', offset: 0 });
  }
  return texts;
}

function isText({ type }: LiteralExpression): boolean {
  return type === 'String' || type === 'Text' || type === 'Integer' || type === 'Json';
}

/** Offsets count in the text as written, so an escaped character before a match does not move it. */
function textOf({ type, start, end }: LiteralExpression, isWhole: boolean, place: FlowValue): LiteralText {
  const quote = type === 'String' ? 1 : 0;
  const offset = start + quote;
  const text = place.value.source.text.slice(offset, Math.max(offset, end - quote));
  return { text, place, isWhole, offset };
}
