import { findAction } from '../catalog/actions.js';
import { findFunction } from '../catalog/functions.js';
import { labelSet } from '../catalog/labels.js';
import { classifyName } from '../catalog/names.js';
import { carries, isCurrencyFunction, isCurrencyType } from '../catalog/request-fields.js';
import { type Derivation, derive, type Shows } from '../graph/derivation.js';
import { findVariable } from '../graph/variables.js';
import { type Expression, nameBehindScope } from '../model/expression.js';
import type { Flow } from '../model/flow.js';
import { literalText } from '../taint/compile-action.js';
import type { CheckedWorkspace } from './rule.js';

const IDENTIFIERS = labelSet('PAN', 'ACCOUNT');
const ALWAYS = () => true;

/** Amounts that nothing has made money of yet. */
export const showsPlainAmount = derived({
  starts: isAmount,
  passes: (part) => part.kind !== 'call' || !isCurrencyFunction(part.name),
});

/** Amounts, however they are written. */
export const showsAmount = derived({ starts: isAmount, passes: ALWAYS });

/** Card and account numbers, of which some may only be the last digits. */
export const showsIdentifier = derived({ starts: isIdentifier, passes: ALWAYS });

/** Card and account numbers of which nothing was cut. */
export const showsWholeIdentifier = derived({
  starts: isIdentifier,
  passes: (part) => part.kind !== 'call' || findFunction(part.name)?.taint !== 'sanitize-candidate',
});

/** Everything that a service has answered, not just one property of it. */
export const showsResponse = derived({
  starts: () => false,
  binds: (flow, { kind, container }, { role, name, target }) => {
    if (!target || findAction(kind)?.sources.get(role)?.source !== 'external') return false;
    const type = findVariable(flow, target.name, container)?.type;
    return type === 'Json' || (isWholeResponse(name) && (type === undefined || type === 'String'));
  },
  passes: (part) =>
    part.kind !== 'member' &&
    part.kind !== 'index' &&
    !(part.kind === 'call' && ['getjsonobjectproperty', 'getat'].includes(part.name.toLowerCase())),
});

/** Ids, tokens and results: what may be shown instead of a value. */
export const showsReference = derived({
  starts: (part) => {
    if (part.kind === 'member') return carries('reference', part.property);
    return part.kind === 'reference' && carries('reference', nameBehindScope(part.name));
  },
  binds: (_, __, { name, key, target }) => target !== undefined && carries('reference', literalText(key) || name),
  passes: ALWAYS,
});

/** Credentials of a service in variables that are not secure. */
export const showsServiceCredential = derived({
  starts: (part, flow, container) =>
    part.kind === 'reference' &&
    carries('service-credential', nameBehindScope(part.name)) &&
    findVariable(flow, part.name, container)?.isSecure === false,
  passes: ALWAYS,
});

const answers = new WeakMap<CheckedWorkspace, Map<Derivation, Shows>>();

/** A derivation over a whole workspace, worked out when it is first asked for. */
function derived(derivation: Derivation): (workspace: CheckedWorkspace) => Shows {
  return (workspace) => {
    const known = answers.get(workspace) ?? new Map<Derivation, Shows>();
    answers.set(workspace, known);
    const shows = known.get(derivation) ?? derive(workspace.flows, derivation);
    known.set(derivation, shows);
    return shows;
  };
}

const AMOUNT_TYPES: ReadonlySet<string> = new Set(['Integer', 'Decimal', 'String', 'Json', '?']);

function isAmount(part: Expression, flow: Flow, container: number): boolean {
  if (part.kind === 'member') return carries('amount', part.property);
  if (part.kind !== 'reference' || !carries('amount', nameBehindScope(part.name))) return false;
  const type = findVariable(flow, part.name, container)?.type ?? '?';
  return AMOUNT_TYPES.has(type) && !isCurrencyType(type);
}

function isIdentifier(part: Expression): boolean {
  const name = part.kind === 'reference' ? nameBehindScope(part.name) : part.kind === 'member' ? part.property : '';
  return name !== '' && (classifyName(name).labels & IDENTIFIERS) !== 0;
}

function isWholeResponse(name: string): boolean {
  return carries('response', name);
}
