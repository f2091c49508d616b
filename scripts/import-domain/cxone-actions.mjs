/**
 * Action types of the CXone catalogue -> rows of `cxone/actions.generated.json`.
 * Kept: what reading and the rules need. `index` is the place of a parameter in desktop XML, where parameters have no
 * names; a parameter without one is known by its name only.
 */
export function importCxoneActions(domain) {
  return domain.actions.map((action) => ({
    type: action.type,
    name: action.name,
    category: CATEGORIES.get(action.category) ?? action.category,
    params: action.params.map((param) => ({
      ...(typeof param.index === 'number' ? { index: param.index } : {}),
      name: param.name,
      role: roleOf(action, param),
      use: useOf(action, param),
      evidence: EVIDENCE.get(param.evidence) ?? 'inferred',
    })),
    hasDefault: action.branches.default,
    outputs: action.branches.named.map(outputName),
    hasCases: action.branches.cases,
    errorBranch: action.errorBranch,
    isEntry: action.entryPoint,
    isEnd: action.terminal,
    libraryIds: action.libraryIds ?? [],
    effects: action.effects ?? [],
    evidence: EVIDENCE.get(action.evidence) ?? 'inferred',
  }));
}

const EVIDENCE = new Map([
  ['verified', 'observed'],
  ['doc', 'vendor-docs'],
  ['thirdparty', 'notes'],
  ['inferred', 'inferred'],
]);

const CATEGORIES = new Map([
  ['agentDesktop', 'agent desktop'],
  ['flowControl', 'flow control'],
]);

/** Roles that mean the same in every catalogue keep one word: the prompt of a question, its longest answer. */
const ROLES = new Map([
  ['MaxDigits', 'max'],
  ['ScriptName', 'script'],
  ['ReturnVariable', 'outputs'],
]);

function roleOf(action, { name }) {
  if (action.category === 'input' && (name === 'Sequence' || name === 'Message')) return 'question';
  return ROLES.get(name) ?? name.charAt(0).toLowerCase() + name.slice(1);
}

/** What a value is: text with substitutions, an expression, code, names of variables that are written, a script. */
function useOf(action, { name, role, kinds }) {
  if (/^(?:unknown|unnamed|reserved)\d*$/.test(name)) return 'unknown';
  if (kinds.includes('code')) return 'code';
  if (action.type === 'ASSIGN' && name === 'Value') return 'assigned';
  if (role === 'outVar') return 'variable';
  if (role === 'outVarList') return 'parameters';
  if (name === 'Expression') return 'expression';
  if (name === 'ScriptName') return 'script';
  if (name === 'Parameters') return 'arguments';
  // These take the variable's name, not its value in braces (help pages of Agent Assist and SaveVariables).
  if (name === 'scriptParams' || name === 'CustomVariables') return 'variable-name';
  if (action.type === 'ASSIGN' && (name === 'ScreenPop' || name === 'SaveToDB')) return 'switch';
  return 'text';
}

function outputName(label) {
  return label.toLowerCase();
}
