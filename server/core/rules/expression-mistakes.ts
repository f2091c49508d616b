import { findAction } from '../catalog/actions.js';
import { isDeclaredElsewhere, isLocalScope, isSecureScope } from '../catalog/platform.js';
import { variableTypeOf } from '../catalog/yaml-shapes.js';
import { type FlowValue, flowValues } from '../graph/flow-values.js';
import { findVariable, visibleVariables } from '../graph/variables.js';
import { type DataType, type ExpressionProblem, variableKey } from '../model/expression.js';
import type { Flow } from '../model/flow.js';
import { checkExpression, type ExpressionEnvironment } from '../syntax/expression/check.js';
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
  const mistakes: ExpressionMistake[] = [];
  const written = writtenVariables(flow);
  const environments = new Map<number, ExpressionEnvironment>();
  for (const place of flowValues(flow)) {
    const { value, container, action } = place;
    if (!value.expression || isTemplated(value.source.text)) continue;
    const environment = environments.get(container) ?? environmentOf(flow, container, written);
    environments.set(container, environment);
    const expected = expectedType(flow, place);
    const checked = checkExpression(value.expression, { ...environment, ...(expected ? { expected } : {}) });
    for (const { code, message, span } of checked.problems) {
      mistakes.push({ code, message, span: value.source.rawSpan(span.start, span.end), container, action });
    }
  }
  return mistakes;
}

/** Archy creates a variable that an action writes to, so writing counts as declaring. Keys by container. */
type Written = ReadonlyArray<ReadonlySet<string>>;

function writtenVariables(flow: Flow): Written {
  const written = flow.containers.map(() => new Set<string>());
  for (const { slots, container } of flow.actions) {
    for (const { target } of slots) if (target) written[container]?.add(variableKey(target.name));
  }
  return written;
}

function isWritten(written: Written, key: string, container: number): boolean {
  if (isLocalScope(key)) return written[container]?.has(key) ?? false;
  return written.some((keys) => keys.has(key));
}

function environmentOf(flow: Flow, container: number, written: Written): ExpressionEnvironment {
  return {
    variableType(key) {
      const declared = findVariable(flow, key, container);
      if (declared) return declared.type;
      const isKnown = isWritten(written, key, container) || isDeclaredElsewhere(key) || isSecureScope(key);
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
  if (slot.target) return scalar(variableTypeOf(`${slot.name}Variable`));
  const kind = flow.actions[action]?.kind;
  return kind === undefined ? undefined : scalar(findAction(kind)?.inputs.get(slot.role)?.type);
}

function scalar(type: DataType | undefined): DataType | undefined {
  return type !== undefined && SCALARS.has(type) ? type : undefined;
}
