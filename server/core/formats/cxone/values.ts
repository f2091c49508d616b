import type { Expression } from '../../model/expression.js';
import type { Problem, Value } from '../../model/flow.js';
import { parseSnippetExpression } from '../../syntax/snippet/expression.js';
import { moved, parseTemplate } from '../../syntax/snippet/template.js';
import type { CookedText } from '../../text/cooked-text.js';
import type { Span } from '../../text/span.js';
import type { Names } from './names.js';
import type { ScriptText } from './script.js';

/** What reading values leaves behind. */
export interface Reading {
  readonly names: Names;
  readonly problems: Problem[];
}

/** Text with `{...}` in it; a literal when nothing is put in. */
export function templateValue({ names }: Reading, { text, span }: ScriptText): Value {
  const expression = parseTemplate(text.text);
  if (!expression) return { mode: text.text.trim() === '' ? 'none' : 'literal', span, source: noneIfBlank(text) };
  names.addReads(expression, text);
  return { mode: 'expression', span, source: text, expression };
}

/** A place that takes an expression itself. */
export function expressionValue(reading: Reading, { text, span }: ScriptText): Value {
  if (text.text.trim() === '') return { mode: 'none', span, source: text.slice(0, 0) };
  const { expression, problems } = parseSnippetExpression(text.text);
  for (const { span: at, message } of problems) {
    const place = text.rawSpan(at.start, at.end);
    reading.problems.push({ family: 'expression', severity: 'warning', span: place, message });
  }
  reading.names.addReads(expression, text);
  return { mode: 'expression', span, source: text, expression };
}

/** A place that takes the name of the variable that it reads. */
export function namedValue({ names }: Reading, { text, span }: ScriptText): Value {
  const name = nameIn(text);
  if (!name) return { mode: 'none', span, source: text.slice(0, 0) };
  const source = text.slice(name.start, name.end);
  const expression: Expression = { kind: 'reference', name: source.text, start: 0, end: source.text.length };
  names.addReads(expression, source);
  return { mode: 'variable', span, source, expression };
}

/** A part of an expression that was already read, as a value of its own. */
export function partValue(text: CookedText, part: Expression): Value {
  const source = text.slice(part.start, part.end);
  const span = source.rawSpan(0, source.text.length);
  return { mode: 'expression', span, source, expression: moved(part, -part.start) };
}

/** Where the name of a variable stands in a parameter; braces around it are forgiven, what follows is its part. */
export function nameIn({
  text,
}: {
  readonly text: string;
}): (Span & { readonly isShared: boolean; readonly isPart: boolean }) | undefined {
  const found = /^(\s*\{?\s*)(global:)?([A-Za-z_][\w$]*)(.?)/i.exec(text);
  if (!found) return undefined;
  const [, lead = '', scope = '', name = '', behind = ''] = found;
  const start = lead.length + scope.length;
  return { start, end: start + name.length, isShared: scope !== '', isPart: behind === '.' || behind === '[' };
}

function noneIfBlank(text: CookedText): CookedText {
  return text.text.trim() === '' ? text.slice(0, 0) : text;
}
