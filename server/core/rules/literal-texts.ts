import { type FlowValue, flowValues } from '../graph/flow-values.js';
import type { Flow } from '../model/flow.js';
import { walkExpression } from '../syntax/expression/walk.js';
import type { Span } from '../text/span.js';

/** Text that the author wrote: a literal, spoken text, or a string or number inside an expression. */
export interface LiteralText {
  readonly text: string;
  readonly place: FlowValue;
  /** The value is this literal and nothing else. */
  readonly isWhole: boolean;
  /** A range of `text` in the flow's text. */
  spanOf(start: number, end: number): Span;
}

/** Every text that the author wrote into a flow. */
export function* literalTexts(flow: Flow): Generator<LiteralText> {
  for (const place of flowValues(flow)) {
    const { mode, source, fields, expression, span } = place.value;
    if (mode === 'none' || mode === 'prompt') continue;
    if (expression) yield* textsInExpression(place);
    else if (fields) for (const [, text] of fields) yield { text, place, isWhole: true, spanOf: () => span };
    else {
      const spanOf = (start: number, end: number) => source.rawSpan(start, end);
      yield { text: source.text, place, isWhole: mode === 'literal', spanOf };
    }
  }
}

const TEXTS: ReadonlySet<string> = new Set(['String', 'Integer', 'Json']);

/** Offsets count in the text as written, so an escaped character before a match does not move it. */
function textsInExpression(place: FlowValue): LiteralText[] {
  const { source, expression } = place.value;
  const found: LiteralText[] = [];
  if (!expression) return found;
  walkExpression(expression, (part) => {
    if (part.kind !== 'literal' || !TEXTS.has(part.type)) return;
    const quote = part.type === 'String' ? 1 : 0;
    const from = part.start + quote;
    found.push({
      text: source.text.slice(from, Math.max(from, part.end - quote)),
      place,
      isWhole: part === expression,
      spanOf: (start, end) => source.rawSpan(from + start, from + end),
    });
  });
  return found;
}
