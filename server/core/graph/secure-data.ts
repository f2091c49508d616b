import { isAlwaysSecure, isSecureScope } from '../catalog/platform.js';
import type { Action, Flow, Variable } from '../model/flow.js';
import { walkExpression } from '../syntax/expression/walk.js';
import type { Span } from '../text/span.js';
import { type FlowValue, flowValues } from './flow-values.js';
import { findVariable } from './variables.js';

/** One value that names a secure variable, and the first place where it does. */
export interface SecureRead extends FlowValue {
  /** As written there. */
  readonly name: string;
  /** Undefined for a name in a secure scope that no declaration backs. */
  readonly declaration?: Variable;
  /** Where the name stands, in the flow's text. */
  readonly span: Span;
}

/** Why something carries the key: by itself, through something inside it, or both. Neither: no key. */
export interface KeyIcon {
  readonly own: boolean;
  readonly beneath: boolean;
}

/**
 * The platform's key icon. Purely syntactic: one reference to a secure variable anywhere in a value is enough, even in
 * Length(x). This is not taint: a value that was copied out of a secure variable has no key.
 */
export interface SecureData {
  readonly variables: readonly Variable[];
  /** One entry per value; a value that names several secure variables is listed once. */
  readonly reads: readonly SecureRead[];
  /** By action index. */
  readonly actions: readonly KeyIcon[];
  /** By action index, then by the output's place in `Action.outputs`: the path has a key on it. */
  readonly outputs: ReadonlyArray<readonly boolean[]>;
  /** By container index. */
  readonly containers: readonly KeyIcon[];
  readonly flow: KeyIcon;
}

export function findSecureData(flow: Flow): SecureData {
  const reads = findReads(flow);
  const readers = new Set(reads.map(({ action }) => action));
  const own = flow.actions.map(({ index, kind }) => readers.has(index) || isAlwaysSecure(kind));
  const outputs = flow.actions.map(({ outputs }) => outputs.map(() => false));
  const actions: KeyIcon[] = new Array(flow.actions.length);
  // Nested actions have higher indexes than the one that holds them.
  for (let index = flow.actions.length - 1; index >= 0; index--) {
    actions[index] = { own: own[index]!, beneath: markOutputs(flow.actions[index]!, outputs[index]!, actions) };
  }
  const containers = flow.containers.map(({ index, body, detached }) => ({
    own: reads.some(({ container, action, variable }) => container === index && action < 0 && !variable),
    beneath: [...body, ...detached].some((action) => hasKey(actions[action])),
  }));
  return {
    variables: flow.variables.filter(({ isSecure }) => isSecure),
    reads,
    actions,
    outputs,
    containers,
    flow: {
      own: reads.some(({ container, action, variable }) => container < 0 && action < 0 && !variable),
      beneath: containers.some(hasKey),
    },
  };
}

/** True when the key is shown for either reason. */
export function hasKey(icon: KeyIcon | undefined): boolean {
  return icon !== undefined && (icon.own || icon.beneath);
}

function markOutputs({ outputs }: Action, marks: boolean[], actions: readonly KeyIcon[]): boolean {
  outputs.forEach(({ body }, place) => {
    marks[place] = body.some((index) => hasKey(actions[index]));
  });
  return marks.includes(true);
}

function findReads(flow: Flow): SecureRead[] {
  const reads: SecureRead[] = [];
  for (const place of flowValues(flow)) {
    const read = firstSecureName(flow, place);
    if (read) reads.push({ ...place, ...read });
  }
  return reads;
}

function firstSecureName(
  flow: Flow,
  { value, container }: FlowValue,
): Pick<SecureRead, 'name' | 'declaration' | 'span'> | undefined {
  if (!value.expression) return undefined;
  let found: { name: string; declaration?: Variable; span: Span } | undefined;
  walkExpression(value.expression, (part) => {
    if (found || part.kind !== 'reference') return;
    const declaration = findVariable(flow, part.name, container);
    if (declaration ? !declaration.isSecure : !isSecureScope(part.name)) return;
    const span = value.source.rawSpan(part.start, part.end);
    found = { name: part.name, span, ...(declaration ? { declaration } : {}) };
  });
  return found;
}
