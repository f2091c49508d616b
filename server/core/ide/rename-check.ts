import { findBuiltIn } from '../catalog/builtins.js';
import { NAME_LIMITS } from '../catalog/platform.js';
import { variableKey } from '../model/expression.js';
import type { Container } from '../model/flow.js';
import type { CheckedFlow, CheckedWorkspace } from '../rules/rule.js';
import { parseExpression } from '../syntax/expression/parser.js';
import { attributeSymbol, flowsNamed, type Occurrence, occurrencesOf, variableSymbol } from './occurrences.js';
import { shownText } from './visible.js';

type Checked = { readonly name: string } | { readonly refusal: string };

const TEMPLATE = /\{\{|\$\{|%\{/;
const NOT_ON_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/** What the brackets of a reference can hold without anybody having to quote them. */
const REFERENCE_ID = /^[\p{L}\p{N}_][\p{L}\p{N}_ .()&'+-]*$/u;

/** Why something cannot be renamed whatever the new name is; undefined when it can. */
export function refusalOf(asked: Occurrence, workspace: CheckedWorkspace): string | undefined {
  const { kind, key, name } = asked;
  if (TEMPLATE.test(name)) return 'A template fills this name in later, so it cannot be changed here.';
  const declared = occurrencesOf(key, workspace).filter(({ access }) => access === 'declaration');
  switch (kind) {
    case 'function':
      return 'Functions belong to the platform and keep their names.';
    case 'data-action':
      return 'Data actions have their names from their integration, outside of the flows.';
    case 'flow':
      if (declared.length === 0) return 'This flow is not in the workspace, so its name cannot be changed here.';
      return declared.length > 1 ? 'Several flows have this name, so it is not clear which one is meant.' : undefined;
    case 'variable':
      return declared.length > 0 ? undefined : undeclaredRefusal(asked);
    case 'container':
    case 'attribute':
      return undefined;
  }
}

function undeclaredRefusal({ uri, key, name, container }: Occurrence): string | undefined {
  const scope = scopeOf(name);
  if (findBuiltIn(name) || isBuiltIn(key)) return 'Built-in variables belong to the platform and keep their names.';
  if (scope === '') return 'This is no variable: its name has no scope.';
  if (scope.toLowerCase() === 'slot') return "Slots have their names from the bot's language model.";
  const own = [-1, container].map((at) => variableSymbol(uri, at, name));
  return own.includes(key) ? undefined : 'The flow that is called does not declare this name.';
}

function isBuiltIn(key: string): boolean {
  return key.startsWith('built-in ');
}

/** The new name in full, or why it cannot be that. */
export function checkNewName(
  asked: Occurrence,
  places: readonly Occurrence[],
  newName: string,
  workspace: CheckedWorkspace,
): Checked {
  const name = newName.trim();
  if (name === '') return { refusal: 'A name has at least one character.' };
  if (NOT_ON_A_LINE.test(name)) return { refusal: 'A name stands on one line and has no control characters.' };
  if (TEMPLATE.test(name)) return { refusal: 'A name holds no placeholder.' };
  switch (asked.kind) {
    case 'variable':
      return checkVariable(asked, places, name, workspace);
    case 'container':
      return checkContainer(asked, places, name, workspace);
    case 'flow':
      return checkFlow(asked, name, workspace);
    case 'attribute':
      return checkAttribute(asked, name, workspace);
    case 'function':
    case 'data-action':
      return { name };
  }
}

function checkVariable(
  asked: Occurrence,
  places: readonly Occurrence[],
  name: string,
  workspace: CheckedWorkspace,
): Checked {
  const declared = places.find(({ access }) => access === 'declaration') ?? asked;
  const scope = scopeOf(declared.name);
  const dot = name.indexOf('.');
  if (dot >= 0 && name.slice(0, dot).toLowerCase() !== scope.toLowerCase())
    return { refusal: `The variable stays in the scope ${shownText(scope)}.` };
  const full = `${scope}.${name.slice(dot + 1)}`;
  if (!isVariableName(full)) return { refusal: 'The name of a variable has letters, digits and _, a letter first.' };
  if (variableKey(full) === variableKey(declared.name)) return { name: full };
  if (findBuiltIn(full)) return { refusal: `${full} is a built-in variable.` };
  return isTaken(full, asked, declared, workspace)
    ? { refusal: `${full} already means another variable here.` }
    : { name: full };
}

function scopeOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf('.')));
}

function isVariableName(full: string): boolean {
  const { expression, problems } = parseExpression(full);
  return (
    problems.length === 0 &&
    expression.kind === 'reference' &&
    expression.name === full &&
    /^\p{L}/u.test(full.slice(full.indexOf('.') + 1))
  );
}

/** Somewhere in its reach the name is declared or used already, be it by a variable that nobody declares. */
function isTaken(full: string, asked: Occurrence, declared: Occurrence, workspace: CheckedWorkspace): boolean {
  const { uri, container } = declared;
  const isShared = asked.key === variableSymbol(uri, -1, asked.name);
  const containers = containersOf(declared, workspace).map(({ index }) => index);
  const owners = isShared ? [-1, ...containers] : [-1, container];
  return owners.some((owner) => occurrencesOf(variableSymbol(uri, owner, full), workspace).length > 0);
}

function checkContainer(
  asked: Occurrence,
  places: readonly Occurrence[],
  name: string,
  workspace: CheckedWorkspace,
): Checked {
  const isInBrackets = !asked.isDisplayName || places.some(({ access }) => access !== 'declaration');
  if (isInBrackets && !REFERENCE_ID.test(name))
    return { refusal: "A reference has letters, digits, spaces and _ . - + & ' ( ), a letter, digit or _ first." };
  const other = containersOf(asked, workspace).find(
    (candidate) => (candidate.id === name || candidate.name === name) && !isSame(candidate, places),
  );
  return other ? { refusal: `Another ${other.kind} of this flow has this name or reference id.` } : { name };
}

function containersOf({ uri }: Occurrence, { flows }: CheckedWorkspace): readonly Container[] {
  return flows.find((file) => file.uri === uri)?.flow.containers ?? [];
}

function isSame({ index }: Container, places: readonly Occurrence[]): boolean {
  return places.some(({ access, container }) => access === 'declaration' && container === index);
}

function checkFlow(asked: Occurrence, name: string, workspace: CheckedWorkspace): Checked {
  if (name.length > NAME_LIMITS.flow)
    return { refusal: `The name of a flow has at most ${NAME_LIMITS.flow} characters.` };
  const forbidden = NAME_LIMITS.flowForbids.find((part) => name.includes(part));
  if (forbidden !== undefined) return { refusal: `The name of a flow has no ${forbidden}.` };
  const ending = NAME_LIMITS.flowMayNotEndWith.find((part) => name.endsWith(part));
  if (ending !== undefined) return { refusal: `The name of a flow does not end with ${ending}.` };
  const others: readonly CheckedFlow[] = name === asked.name ? [] : flowsNamed(name, workspace);
  return others.length > 0 ? { refusal: 'Another flow of the workspace has this name.' } : { name };
}

function checkAttribute(asked: Occurrence, name: string, workspace: CheckedWorkspace): Checked {
  const isUsed = name !== asked.name && occurrencesOf(attributeSymbol(name), workspace).length > 0;
  return isUsed ? { refusal: 'Another attribute of the workspace has this name.' } : { name };
}
