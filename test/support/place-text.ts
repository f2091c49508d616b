import type { AnalysedFile } from '../../server/core/analysis.js';
import type { Flow, Value } from '../../server/core/model/flow.js';
import type { Span } from '../../server/core/text/span.js';
import { nodesOf, partsOf, valuesOf } from './flow-parts.js';

/**
 * What stands at a place, in words that every format shares: a value or an expression in it by its text, a variable
 * by its name, anything else by what it is. Where the text of a JSON file says something else than the model, both.
 */
export function placeText({ flows, text, format }: AnalysedFile, span: Span): string {
  const isAt = (other: Span) => other.start === span.start && other.end === span.end;
  for (const flow of flows) {
    const said = valuesOf(flow)
      .map((value) => textOf(value, isAt))
      .find((found) => found !== undefined);
    if (said !== undefined && format !== 'architect-yaml') {
      const written = writtenAt(text, span);
      return written === said ? said : `${said}, but the file has ${written}`;
    }
    const found = said ?? partsOf(flow, false).find((part) => isAt(part.span))?.what ?? runAt(flow, span);
    if (found !== undefined) return found;
  }
  return text.slice(span.start, span.end);
}

/** Several actions in a row: in JSON, where others may stand between them, only the first one is shown. */
function runAt({ actions }: Flow, { start }: Span): string | undefined {
  const first = actions.find(({ span }) => span.start === start);
  return first && `${first.kind} ${first.name}`;
}

/** The text of a value or of an expression in it that stands at a place. */
function textOf({ span, source, expression }: Value, isAt: (span: Span) => boolean): string | undefined {
  if (isAt(span)) return source.text;
  const node = expression && nodesOf(expression).find(([inner]) => isAt(source.rawSpan(inner.start, inner.end)))?.[0];
  return node && source.text.slice(node.start, node.end);
}

/** The decoded text at a place in JSON: of a pair, of a string or of a part of one. */
function writtenAt(text: string, { start, end }: Span): string {
  const raw = text.slice(start, end);
  const pair = /^"text":\s*(".*")$/.exec(raw)?.[1];
  const scalar = pair ?? (/^".*"$/.test(raw) ? raw : `"${raw}"`);
  return String(JSON.parse(scalar));
}
