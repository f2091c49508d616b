import type { Place } from '../model/finding.js';
import type { IdeContext } from './context.js';
import { declarationsOfName } from './data-action-declarations.js';
import { type Access, occurrenceAt, occurrencesOf } from './occurrences.js';

export interface ReferencePlace extends Place {
  readonly access: Access;
}

/** Every place of the workspace that names what stands under the cursor, by file and place. */
export function references(
  { file, workspace }: IdeContext,
  offset: number,
  includeDeclaration: boolean,
): readonly ReferencePlace[] {
  const asked = occurrenceAt(file, workspace, offset);
  if (!asked) return [];
  const declared = includeDeclaration ? declarationsOfName(asked, workspace) : [];
  const named = occurrencesOf(asked.key, workspace)
    .filter(({ access }) => includeDeclaration || access !== 'declaration')
    .map(({ uri, span, access }) => ({ uri, span, access }));
  return [
    ...named,
    ...declared.map(({ name }) => ({ uri: name.uri, span: name.span, access: 'declaration' as const })),
  ];
}
