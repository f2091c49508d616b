import { callsOf, dataActionsAt } from './data-action-declarations.js';
import type { Definition } from './definition.js';
import { findingsOf } from './findings-at.js';
import { describeDeclaration } from './hover/data-action.js';
import { describeFindings } from './hover/finding.js';
import type { Hover } from './hover.js';
import { holds } from './place.js';
import type { ReferencePlace } from './references.js';
import type { ResourceIdeContext } from './resource-context.js';

/** What a declaration of a data action says, and what is found at the offset. */
export function resourceHover(context: ResourceIdeContext, offset: number): Hover | undefined {
  const [found] = dataActionsAt(context.file, offset);
  const action = found?.action;
  const findings = findingsOf(context).filter(({ span }) => holds(span, offset));
  const lines = action ? describeDeclaration(action, callsOf(action, context.workspace).length) : [];
  const [title, ...rest] = lines;
  const described = title === undefined ? [] : [rest.length === 0 ? title : `${title}\n\n${rest.join('\n')}`];
  const paragraphs = [...described, ...describeFindings(findings)];
  const span = found?.span ?? findings[0]?.span;
  return span && paragraphs.length > 0 ? { span, markdown: paragraphs.join('\n\n') } : undefined;
}

/** The flows that call what is declared at the offset. */
export function resourceReferences(
  { file, workspace }: ResourceIdeContext,
  offset: number,
  includeDeclaration: boolean,
): readonly ReferencePlace[] {
  const actions = dataActionsAt(file, offset).map(({ action }) => action);
  const calls = actions.flatMap((action) => callsOf(action, workspace));
  if (!includeDeclaration) return unique(calls);
  const declared = actions.map(({ head }) => ({ ...head, access: 'declaration' as const }));
  return unique([...calls, ...declared]);
}

/** A declaration leads to itself, as editors expect: asking for it there shows its references. */
export function resourceDefinition({ file }: ResourceIdeContext, offset: number): Definition | undefined {
  const [found] = dataActionsAt(file, offset);
  if (!found) return undefined;
  const { uri, span, head } = found.action;
  return { origin: found.span, targets: [{ uri, span, selection: head.span }] };
}

/** A module that is used twice declares twice what is called once. */
function unique(places: readonly ReferencePlace[]): readonly ReferencePlace[] {
  return [...new Map(places.map((place) => [`${place.uri}:${place.span.start}`, place])).values()];
}
