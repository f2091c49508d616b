import { flowTypeSets, sourceWord } from './shared.mjs';

/** Where the compiled trees of real flows know better than the notes. */
const CORRECTED_TYPES = { 'Chat.Guest.customFields': 'StringKeyValuePair[]' };

/** Built-in variables and scopes -> `builtins.generated.json`. */
export function importBuiltIns(source) {
  const flowTypes = flowTypeSets();
  const builtIns = source.variables.map((row) => ({
    name: row.name,
    type: CORRECTED_TYPES[row.name] ?? row.type,
    verified: row.verified,
    source: sourceWord(row.source),
    ...(row.sensitive && { sensitive: row.sensitive }),
    ...(row.note && { note: row.note }),
    flowTypes: flowTypes.indexOf(row.flowTypes),
  }));
  const scopes = Object.entries(source.scopes).flatMap(([names, note]) =>
    names.split('/').map((name) => ({ name: name.replace('.', ''), readOnly: note.includes('read-only'), note })),
  );
  const secure = Object.keys(source.secureVariableFlowTypes).filter((type) => type !== 'others');
  return { builtIns, scopes, secureVariableFlowTypes: secure, flowTypeSets: flowTypes.sets };
}
