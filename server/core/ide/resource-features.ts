import type { DataAction } from '../model/resource.js';
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
  const [action] = dataActionsAt(context.file, offset);
  const findings = findingsOf(context).filter(({ span }) => holds(span, offset));
  const lines = action ? describeDeclaration(action, callsOf(action, context.workspace).length) : [];
  const [title, ...rest] = lines;
  const described = title === undefined ? [] : [rest.length === 0 ? title : `${title}\n\n${rest.join('\n')}`];
  const paragraphs = [...described, ...describeFindings(findings)];
  const span = action ? nameSpan(action, context) : findings[0]?.span;
  return span && paragraphs.length > 0 ? { span, markdown: paragraphs.join('\n\n') } : undefined;
}

function nameSpan({ name, span }: DataAction, { file }: ResourceIdeContext): Hover['span'] {
  return name.uri === file.uri ? name.span : span;
}

/** The flows that call what is declared at the offset. */
export function resourceReferences(
  { file, workspace }: ResourceIdeContext,
  offset: number,
  includeDeclaration: boolean,
): readonly ReferencePlace[] {
  const actions = dataActionsAt(file, offset);
  const calls = actions.flatMap((action) => callsOf(action, workspace));
  if (!includeDeclaration) return unique(calls);
  const declared = actions.map(({ name }) => ({ uri: name.uri, span: name.span, access: 'declaration' as const }));
  return unique([...calls, ...declared]);
}

/** A declaration leads to itself, as editors expect: asking for it there shows its references. */
export function resourceDefinition({ file }: ResourceIdeContext, offset: number): Definition | undefined {
  const [action] = dataActionsAt(file, offset);
  if (!action) return undefined;
  const { uri, span, name } = action;
  const selection = name.uri === uri ? name.span : span;
  return { origin: selection, targets: [{ uri, span, selection }] };
}

/** A module that is used twice declares twice what is called once. */
function unique(places: readonly ReferencePlace[]): readonly ReferencePlace[] {
  return [...new Map(places.map((place) => [`${place.uri}:${place.span.start}`, place])).values()];
}
