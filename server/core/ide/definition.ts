import type { DataAction } from '../model/resource.js';
import type { CheckedFlow, CheckedWorkspace } from '../rules/rule.js';
import type { Span } from '../text/span.js';
import type { IdeContext } from './context.js';
import { declarationsOfName } from './data-action-declarations.js';
import { type Occurrence, occurrenceAt, occurrencesOf } from './occurrences.js';
import { type PlaceholderAt, placeholderAt } from './placeholder.js';

/** Where a name leads. */
export interface Definition {
  /** The name that was asked about. */
  readonly origin: Span;
  readonly targets: readonly DefinitionTarget[];
}

export interface DefinitionTarget {
  readonly uri: string;
  /** The whole declaration. */
  readonly span: Span;
  /** The name in it. */
  readonly selection: Span;
}

/** Where the thing under the cursor is declared; undefined when nothing is named there or the flow declares it nowhere. */
export function definition({ file, workspace }: IdeContext, offset: number): Definition | undefined {
  const asked = occurrenceAt(file, workspace, offset);
  const declared = asked ? declarationsOfName(asked, workspace) : [];
  if (asked && declared.length > 0) return { origin: asked.span, targets: declared.map(nameOf) };
  const placeholder = placeholderAt(file, workspace, offset);
  if (placeholder) return filledBy(placeholder);
  if (!asked) return undefined;
  const targets = declarationsOf(asked, workspace).map((place) => targetOf(place, workspace));
  return targets.length === 0 ? undefined : { origin: asked.span, targets };
}

function nameOf({ uri, span, name }: DataAction): DefinitionTarget {
  // A name that comes from elsewhere stands outside of the declaration.
  return { uri, span, selection: name.uri === uri && span.start <= name.span.start ? name.span : span };
}

function filledBy({ span: origin, values }: PlaceholderAt): Definition | undefined {
  const targets = values.map(({ filled: { key, value } }) => {
    const end = value.uri === key.uri ? Math.max(key.span.end, value.span.end) : key.span.end;
    return { uri: key.uri, span: { start: key.span.start, end }, selection: key.span };
  });
  return targets.length === 0 ? undefined : { origin, targets };
}

/** Declarations; what is never declared begins where it is written: attributes, bot slots, forgotten variables. */
function declarationsOf({ key }: Occurrence, workspace: CheckedWorkspace): readonly Occurrence[] {
  const all = occurrencesOf(key, workspace);
  const declared = all.filter(({ access }) => access === 'declaration');
  // The name for people stands for the two names of a task.
  const shown = declared.filter(({ isDisplayName }) => isDisplayName);
  if (shown.length > 0) return shown;
  return declared.length > 0 ? declared : all.filter(({ access }) => access === 'write');
}

function targetOf(
  { uri, span, kind, container, access, action }: Occurrence,
  workspace: CheckedWorkspace,
): DefinitionTarget {
  const file = workspace.flows.find((candidate) => candidate.uri === uri);
  const whole = file && access === 'declaration' ? declarationSpan(file, kind, container, span) : undefined;
  return { uri, span: whole ?? file?.flow.actions[action]?.span ?? span, selection: span };
}

function declarationSpan(
  { flow }: CheckedFlow,
  kind: Occurrence['kind'],
  container: number,
  name: Span,
): Span | undefined {
  if (kind === 'flow') return flow.span;
  if (kind === 'container') return flow.containers[container]?.span;
  return flow.variables.find(({ nameSpan }) => nameSpan.start === name.start)?.span;
}
