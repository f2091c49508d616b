import { ASSIGNMENT } from '../../catalog/remedies.js';
import type { ActionDraft } from '../../formats/draft.js';
import { editorOf } from '../../formats/editor.js';
import { type VariableId, variableUses } from '../../graph/variable-uses.js';
import { nameBehindScope } from '../../model/expression.js';
import type { Fix } from '../../model/finding.js';
import type { CheckedFlow } from '../rule.js';
import { makeFix } from './make-fix.js';

/** What a variable can hold as long as nothing is known; other types have no such value. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['String', ''],
  ['Integer', '0'],
  ['Decimal', '0'],
  ['Boolean', 'false'],
]);

/** Gives a variable a value in front of each call whose answer it would hold; which one is right is for a person to say. */
export function initialiseBefore(file: CheckedFlow, variable: VariableId, calls: readonly number[]): readonly Fix[] {
  const { flow } = file;
  const { name, declaration } = variableUses(flow).variables[variable]!;
  const text = declaration && DEFAULTS.get(declaration.type);
  if (!declaration || text === undefined) return [];
  const draft: ActionDraft = {
    kind: ASSIGNMENT,
    name: `Default for ${nameBehindScope(name)}`,
    assignments: [{ type: declaration.type, variable: name, value: { mode: 'literal', text } }],
  };
  const editor = editorOf(file);
  const parts = calls.map((call) => editor.insertActions([draft], { before: flow.actions[call]! }));
  return makeFix(`Give ${name} a default before the call`, false, file.uri, parts);
}
