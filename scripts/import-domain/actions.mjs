/**
 * Actions of the domain catalogue -> rows of `actions.generated.json`.
 * Kept: what reading, the platform check, completion and hover need. `evidence` says how well the key is known.
 */
export function importActions(domain) {
  return domain.actions.map((action) => ({
    key: action.yamlKey,
    name: action.name,
    category: action.category,
    jsonType: action.jsonType,
    secure: action.secure,
    flowTypes: action.flowTypes,
    observed: action.flowTypesObserved,
    inputs: action.inputs.map((input) => ({
      role: roleOf(input.key),
      type: input.type,
      secureData: input.direction === 'output' ? 'output' : (input.secureData ?? 'unknown'),
      ...(input.note ? { note: input.note } : {}),
    })),
    outputs: action.outputs.filter((output) => output.as === 'path').map((output) => output.key),
    results: action.outputs.filter((output) => output.as === 'variable').map((output) => roleOf(output.key)),
    evidence: action.yamlKeyVerified,
    ...(action.notes ? { notes: action.notes } : {}),
  }));
}

/** 'screenPopScript.<script>.inputs.*' -> 'inputs', 'attributes[].attribute.value' -> 'attributes', 'audio' -> 'audio'. */
function roleOf(key) {
  const list = /^([A-Za-z]+)\[\]/.exec(key);
  if (list) return list[1];
  const parts = key.split('.');
  return parts.at(-1) === '*' ? parts.at(-2) : parts[0];
}
