import { isAlwaysSecure, isSecureScope } from '../catalog/platform.js';
import type { Action, Flow, Variable } from '../model/flow.js';
import type { Span } from '../text/span.js';
import { expressionParts } from './expression-parts.js';
import type { FlowValue } from './flow-values.js';
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
  const reads = secureReads(flow);
  const readers = new Set(reads.map(({ action }) => action));
  const own = flow.actions.map(({ index, kind }) => readers.has(index) || isAlwaysSecure(kind));
  const outputs = flow.actions.map(({ outputs }) => outputs.map(() => false));
  const actions: KeyIcon[] = new Array(flow.actions.length);
  // Nested actions have higher indexes than the one that holds them.
  for (let index = flow.actions.length - 1; index >= 0; index--) {
    actions[index] = { own: own[index]!, beneath: markOutputs(flow.actions[index]!, outputs[index]!, actions) };
  }
  // Containers that read by themselves, -1 for the flow.
  const ownReaders = new Set<number>();
  for (const { container, action, variable } of reads) if (action < 0 && !variable) ownReaders.add(container);
  const containers = flow.containers.map(({ index, body, detached }) => ({
    own: ownReaders.has(index),
    beneath: [...body, ...detached].some((action) => hasKey(actions[action])),
  }));
  return {
    variables: flow.variables.filter(({ isSecure }) => isSecure),
    reads,
    actions,
    outputs,
    containers,
    flow: {
      own: ownReaders.has(-1),
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

const readsByFlow = new WeakMap<Flow, readonly SecureRead[]>();

/** Every value of a flow that names a secure variable. */
export function secureReads(flow: Flow): readonly SecureRead[] {
  const known = readsByFlow.get(flow);
  if (known) return known;
  const reads: SecureRead[] = [];
  for (const { part, place } of expressionParts(flow).references) {
    const declaration = findVariable(flow, part.name, place.container);
    if (!(declaration?.isSecure ?? isSecureScope(part.name))) continue;
    if (reads.at(-1)?.value === place.value) continue;
    const span = place.value.source.rawSpan(part.start, part.end);
    reads.push({ ...place, name: part.name, span, ...(declaration ? { declaration } : {}) });
  }
  readsByFlow.set(flow, reads);
  return reads;
}
