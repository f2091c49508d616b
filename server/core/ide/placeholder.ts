import { fillingsOf, type Placeholder, placeholdersIn, valuesFor } from '../graph/fillings.js';
import type { FilledValue, FlowFilling } from '../model/resource.js';
import type { CheckedFlow, CheckedWorkspace } from '../rules/rule.js';
import type { Span } from '../text/span.js';

/** A placeholder in a flow, with everything that may stand for it. */
export interface PlaceholderAt {
  readonly span: Span;
  readonly placeholder: Placeholder;
  readonly values: readonly { readonly filling: FlowFilling; readonly filled: FilledValue }[];
}

/** The placeholder around an offset; undefined where none stands, or no file fills the flow. */
export function placeholderAt(
  { uri, text }: CheckedFlow,
  { resources }: CheckedWorkspace,
  offset: number,
): PlaceholderAt | undefined {
  const fillings = fillingsOf(resources, uri);
  if (fillings.length === 0) return undefined;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? text.length : end);
  const placeholder = placeholdersIn(line).find((one) => start + one.start <= offset && offset <= start + one.end);
  if (!placeholder) return undefined;
  const span = { start: start + placeholder.start, end: start + placeholder.end };
  return { span, placeholder, values: valuesFor(placeholder, fillings) };
}
