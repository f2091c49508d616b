import type { CheckedFlow, CheckedWorkspace } from '../rules/rule.js';
import type { Span } from '../text/span.js';
import type { IdeContext } from './context.js';
import { type Occurrence, occurrenceAt, occurrencesOf } from './occurrences.js';

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
  if (!asked) return undefined;
  const targets = declarationsOf(asked, workspace).map((place) => targetOf(place, workspace));
  return targets.length === 0 ? undefined : { origin: asked.span, targets };
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
