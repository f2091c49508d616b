import { isChoice, isEquality, isTransparent, setTestOf } from '../catalog/conditions.js';
import type { BinaryExpression, Expression } from '../model/expression.js';
import type { Action, Value } from '../model/flow.js';
import { slotOf } from './action-values.js';
import type { Edge } from './control-graph.js';

export type Relation = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'set' | 'not set';

/** One thing that a condition says about a value. A plain Boolean is compared with `true`. */
export interface Test {
  readonly subject: Expression;
  readonly relation: Relation;
  /** What it is compared with; undefined for 'set' and 'not set'. */
  readonly against?: Expression;
}

/**
 * True when a condition that came out as `truth` says at least what `isWanted` looks for: of things that hold together
 * one is enough, of alternatives each one has to say it.
 */
export function provesWhen(condition: Expression, truth: boolean, isWanted: (test: Test) => boolean): boolean {
  switch (condition.kind) {
    case 'unary':
      if (condition.operator === '!') return provesWhen(condition.operand, !truth, isWanted);
      return false;
    case 'binary':
      return provesBinary(condition, truth, isWanted);
    case 'conditional': {
      const { condition: test, whenTrue, whenFalse } = condition;
      return provesChoice(test, whenTrue, whenFalse, truth, isWanted);
    }
    case 'call':
      return provesCall(condition, truth, isWanted);
    case 'reference':
    case 'member':
    case 'index':
      return isWanted({ subject: condition, relation: truth ? '==' : '!=', against: TRUE });
    case 'literal':
    case 'missing':
      return false;
  }
}

const TRUE: Expression = { kind: 'literal', type: 'Boolean', value: 'true', start: 0, end: 0 };

type Wanted = (test: Test) => boolean;

function provesBinary({ operator, left, right }: BinaryExpression, truth: boolean, isWanted: Wanted): boolean {
  if (operator === 'and' || operator === 'or') {
    const first = provesWhen(left, truth, isWanted);
    const holdTogether = (operator === 'and') === truth;
    if (first === holdTogether) return first;
    return provesWhen(right, truth, isWanted);
  }
  const relation = relationOf(operator);
  return relation !== undefined && compared(left, truth ? relation : OPPOSITE[relation], right).some(isWanted);
}

/** A comparison says something about both of its sides. */
function compared(left: Expression, relation: Comparison, right: Expression): Test[] {
  return [
    { subject: subjectOf(left), relation, against: right },
    { subject: subjectOf(right), relation: MIRRORED[relation], against: left },
  ]
    .filter(({ subject }) => subject.kind !== 'literal' && subject.kind !== 'missing')
    .map(asSetTest);
}

/** `x == NOT_SET` asks whether anything is there. */
function asSetTest(test: Test): Test {
  const { subject, relation, against } = test;
  if (against?.kind !== 'literal') return test;
  const isNothing = against.type === 'NotSet' || (against.type === 'String' && against.value === '');
  if (!isNothing || (relation !== '==' && relation !== '!=')) return test;
  return { subject, relation: relation === '==' ? 'not set' : 'set' };
}

function provesCall(call: Expression & { kind: 'call' }, truth: boolean, isWanted: Wanted): boolean {
  const { name, operands } = call;
  const [first, second, third] = operands;
  if (!first) return false;
  const set = setTestOf(name);
  if (set !== undefined) return isWanted({ subject: subjectOf(first), relation: set === truth ? 'set' : 'not set' });
  if (isEquality(name) && second) return compared(first, truth ? '==' : '!=', second).some(isWanted);
  if (isChoice(name) && second && third) return provesChoice(first, second, third, truth, isWanted);
  if (isTransparent(name)) return provesWhen(first, truth, isWanted);
  return false;
}

/** `If(x, true, false)` is x; with other values each branch that can have the truth has to say it. */
function provesChoice(
  condition: Expression,
  whenTrue: Expression,
  whenFalse: Expression,
  truth: boolean,
  isWanted: Wanted,
): boolean {
  const inTrue = booleanOf(whenTrue) !== !truth;
  const inFalse = booleanOf(whenFalse) !== !truth;
  const fromTrue = () => provesWhen(condition, true, isWanted) || provesWhen(whenTrue, truth, isWanted);
  const fromFalse = () => provesWhen(condition, false, isWanted) || provesWhen(whenFalse, truth, isWanted);
  return (inTrue || inFalse) && (!inTrue || fromTrue()) && (!inFalse || fromFalse());
}

function booleanOf(expression: Expression): boolean | undefined {
  return expression.kind === 'literal' && expression.type === 'Boolean' ? expression.value === 'true' : undefined;
}

/** What is tested behind conversions: `Lower(Task.status)` is a test of Task.status. */
export function subjectOf(expression: Expression): Expression {
  let subject = expression;
  while (subject.kind === 'call' && isTransparent(subject.name) && subject.operands[0]) subject = subject.operands[0];
  return subject;
}

type Comparison = Exclude<Relation, 'set' | 'not set'>;

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};
const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function relationOf(operator: BinaryExpression['operator']): Comparison | undefined {
  return operator in OPPOSITE ? (operator as Comparison) : undefined; // the keys of OPPOSITE are the comparisons
}

/** True when taking this way out of a decision or switch says what `isWanted` looks for. */
export function edgeProves(action: Action, edge: Edge, isWanted: Wanted): boolean {
  const output = action.outputs[edge.place];
  if (output?.kind === 'case' || edge.output === 'default') return caseProves(action, edge, isWanted);
  if (edge.output !== 'yes' && edge.output !== 'no') return false;
  const condition = slotOf(action, 'condition')?.value?.expression;
  return condition !== undefined && provesWhen(condition, edge.output === 'yes', isWanted);
}

/** As many as a switch can have (architect.md 6); of a file with more, only the nearest count. */
const MOST_CASES = 64;

/** A case is taken when it holds and none of those before it does; the default when none holds. */
function caseProves(action: Action, edge: Edge, isWanted: Wanted): boolean {
  const value = slotOf(action, 'value')?.value?.expression;
  const last = edge.place < 0 || action.outputs[edge.place]!.kind !== 'case' ? action.outputs.length : edge.place;
  for (let place = Math.max(0, last - MOST_CASES); place <= last; place++) {
    const output = action.outputs[place];
    const condition =
      output?.kind === 'case' && output.enabled ? action.slots[output.condition ?? -1]?.value : undefined;
    if (condition && caseSays(value, condition, place === edge.place, isWanted)) return true;
  }
  return false;
}

function caseSays(value: Expression | undefined, condition: Value, truth: boolean, isWanted: Wanted): boolean {
  const expression = condition.expression ?? literalExpression(condition);
  if (!value) return condition.expression !== undefined && provesWhen(condition.expression, truth, isWanted);
  return expression !== undefined && compared(value, truth ? '==' : '!=', expression).some(isWanted);
}

function literalExpression({ mode, fields, source }: Value): Expression | undefined {
  if (mode !== 'literal' || fields) return undefined;
  return { kind: 'literal', type: 'String', value: source.text, start: 0, end: source.text.length };
}
