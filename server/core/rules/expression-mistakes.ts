import { findAction } from '../catalog/actions.js';
import { isDeclaredElsewhere, isLocalScope, isSecureScope } from '../catalog/platform.js';
import { checksExpressions } from '../catalog/platforms.js';
import { assignedTypeOf } from '../catalog/yaml-shapes.js';
import { type FlowValue, flowValues } from '../graph/flow-values.js';
import { findVariable, visibleVariables } from '../graph/variables.js';
import { type DataType, type ExpressionProblem, variableKey } from '../model/expression.js';
import type { Flow } from '../model/flow.js';
import { type ExpressionEnvironment, findProblems } from '../syntax/expression/check.js';
import type { Span } from '../text/span.js';
import { isTemplated } from './describe.js';

/** Something in an expression that the platform would refuse. */
export interface ExpressionMistake {
  readonly code: ExpressionProblem['code'];
  /** In the flow's text. */
  readonly span: Span;
  readonly message: string;
  readonly container: number;
  readonly action: number;
}

const mistakesByFlow = new WeakMap<Flow, readonly ExpressionMistake[]>();

/** What is wrong in the expressions of a flow; found once, reported by one rule per code. */
export function expressionMistakes(flow: Flow): readonly ExpressionMistake[] {
  const known = mistakesByFlow.get(flow);
  if (known) return known;
  const mistakes = findMistakes(flow);
  mistakesByFlow.set(flow, mistakes);
  return mistakes;
}

function findMistakes(flow: Flow): ExpressionMistake[] {
  if (!checksExpressions(flow.format)) return [];
  const mistakes: ExpressionMistake[] = [];
  let known: Written | undefined;
  const written = () => {
    known ??= writtenVariables(flow);
    return known;
  };
  const environments = new Map<number, ExpressionEnvironment>();
  for (const place of flowValues(flow)) {
    const { value, container, action } = place;
    if (!value.expression || isTemplated(value.source.text)) continue;
    const environment = environments.get(container) ?? environmentOf(flow, container, written);
    environments.set(container, environment);
    for (const { code, message, span } of findProblems(value.expression, environment, expectedType(flow, place))) {
      mistakes.push({ code, message, span: value.source.rawSpan(span.start, span.end), container, action });
    }
  }
  return mistakes;
}

/** Archy creates a variable that an action writes to, so writing counts as declaring. Keys of variables. */
interface Written {
  readonly anywhere: ReadonlySet<string>;
  readonly byContainer: ReadonlyArray<ReadonlySet<string>>;
}

function writtenVariables(flow: Flow): Written {
  const anywhere = new Set<string>();
  const byContainer = flow.containers.map(() => new Set<string>());
  for (const { slots, container } of flow.actions) {
    for (const { target } of slots) {
      if (!target) continue;
      const key = variableKey(target.name);
      anywhere.add(key);
      byContainer[container]?.add(key);
    }
  }
  return { anywhere, byContainer };
}

function isWritten({ anywhere, byContainer }: Written, key: string, container: number): boolean {
  return isLocalScope(key) ? (byContainer[container]?.has(key) ?? false) : anywhere.has(key);
}

function environmentOf(flow: Flow, container: number, written: () => Written): ExpressionEnvironment {
  return {
    variableType(name) {
      const declared = findVariable(flow, name, container);
      if (declared) return declared.type;
      const key = variableKey(name);
      const isKnown = isDeclaredElsewhere(key) || isSecureScope(key) || isWritten(written(), key, container);
      return isKnown ? '?' : undefined;
    },
    variableNames: () => visibleVariables(flow, container).map(({ name }) => name),
  };
}

/** Types that a place asks for and the checker can judge. */
const SCALARS: ReadonlySet<DataType> = new Set([
  'String',
  'Integer',
  'Decimal',
  'Boolean',
  'Duration',
  'DateTime',
  'Currency',
]);

function expectedType(flow: Flow, { action, slot, variable, isKey }: FlowValue): DataType | undefined {
  if (variable) return scalar(variable.type);
  if (!slot) return undefined;
  if (isKey) return 'String';
  // `string: {variable: Task.x, value: ...}`: the assignment says its type.
  if (slot.target) return scalar(assignedTypeOf(slot.name));
  const kind = flow.actions[action]?.kind;
  return kind === undefined ? undefined : scalar(findAction(kind)?.inputs.get(slot.role)?.type);
}

function scalar(type: DataType | undefined): DataType | undefined {
  return type !== undefined && SCALARS.has(type) ? type : undefined;
}
