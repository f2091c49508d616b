import { isTransparent, setTestOf } from '../catalog/conditions.js';
import type { Expression } from '../model/expression.js';
import { variableKey } from '../model/expression.js';
import type { Action, Flow } from '../model/flow.js';
import { pathOf } from '../syntax/expression/walk.js';
import type { Span } from '../text/span.js';
import { slotOf } from './action-values.js';
import { subjectOf } from './conditions.js';
import type { ControlGraph } from './control-graph.js';
import {
  complement,
  EVERY_NUMBER,
  intersection,
  type NumberSet,
  numbersThat,
  union,
  wholeNumbers,
} from './number-sets.js';
import { findVariable } from './variables.js';
import { searchWay } from './ways.js';

/** One branch over a number: which numbers take it when no branch before does. */
export interface Tier {
  readonly action: number;
  /** Where its condition stands. */
  readonly span: Span;
  readonly numbers: NumberSet;
}

/** Branches over one number, one after the other. */
export interface TierChain {
  /** As the first branch writes it. */
  readonly subject: string;
  readonly isWhole: boolean;
  readonly tiers: readonly Tier[];
  /** Something is done with what no branch takes. */
  readonly hasRest: boolean;
}

/** Every switch, and every run of decisions, whose branches compare one number with fixed ones. */
export function tierChains(graph: ControlGraph): TierChain[] {
  const { flow } = graph;
  const conditions = new Map<number, Condition>();
  const chains: TierChain[] = [];
  for (const action of flow.actions) {
    if (!graph.reachable[action.index]) continue;
    const cases = casesOf(action);
    if (cases.length > 1) addSwitch(chains, graph, action, cases);
    const decided = slotOf(action, 'condition')?.value;
    const condition = decided?.expression && conditionOf(decided.expression);
    if (condition && decided) conditions.set(action.index, { ...condition, span: decided.span });
  }
  addDecisions(chains, graph, conditions);
  return chains;
}

interface Condition {
  readonly subject: Expression;
  readonly key: string;
  readonly numbers: NumberSet;
  readonly span: Span;
}

const NO_CONDITIONS: readonly Condition[] = [];

function casesOf({ slots, outputs }: Action): readonly Condition[] {
  if (outputs.length < 2 || slots.some(({ role }) => role === 'value')) return NO_CONDITIONS;
  const cases = outputs.filter(({ kind, enabled }) => kind === 'case' && enabled);
  return cases.flatMap(({ condition }) => {
    const value = slots[condition ?? -1]?.value;
    const read = value?.expression && conditionOf(value.expression);
    return read && value ? [{ ...read, span: value.span }] : [];
  });
}

function addSwitch(chains: TierChain[], graph: ControlGraph, action: Action, cases: readonly Condition[]): void {
  const [first] = cases;
  const written = action.outputs.filter(({ kind, enabled }) => kind === 'case' && enabled).length;
  if (!first || cases.length !== written || cases.some(({ key }) => key !== first.key)) return;
  chains.push(
    chainOf(
      graph,
      action,
      cases.map((one) => ({ ...one, action: action.index })),
      'default',
    ),
  );
}

/** A decision that another one leads to with its "no" goes on with the same chain. */
function addDecisions(chains: TierChain[], graph: ControlGraph, conditions: ReadonlyMap<number, Condition>): void {
  const { flow, edges } = graph;
  const nextOf = (index: number) => {
    const next = edges[index]!.find(({ output }) => output === 'no')?.to ?? -1;
    return conditions.get(next)?.key === conditions.get(index)?.key && next !== index ? next : -1;
  };
  const followers = new Set([...conditions.keys()].map(nextOf));
  for (const index of conditions.keys()) {
    if (followers.has(index)) continue;
    const chain: (Condition & { readonly action: number })[] = [];
    let last = index;
    for (let at = index; at >= 0 && chain.length <= conditions.size; at = nextOf(at)) {
      chain.push({ ...conditions.get(at)!, action: at });
      last = at;
    }
    if (chain.length < 2) continue;
    const isNested = chain.every(
      ({ action }, place) => place === 0 || flow.actions[action]!.parent === chain[place - 1]!.action,
    );
    const found = chainOf(graph, flow.actions[last]!, chain, 'no');
    // Decisions that stand one after the other let everything through that needs nothing.
    chains.push(isNested ? found : { ...found, hasRest: true });
  }
}

function chainOf(
  graph: ControlGraph,
  last: Action,
  conditions: readonly (Condition & { readonly action: number })[],
  rest: string,
): TierChain {
  const { flow } = graph;
  const [first] = conditions;
  const isWhole = isInteger(flow, first!.subject, last.container);
  const tiers = conditions.map(({ action, span, numbers }) => ({
    action,
    span,
    numbers: isWhole ? wholeNumbers(numbers) : numbers,
  }));
  return { subject: pathOf(first!.subject) ?? '', isWhole, tiers, hasRest: hasRest(graph, last, rest) };
}

function isInteger(flow: Flow, subject: Expression, container: number): boolean {
  if (subject.kind !== 'reference') return false;
  return findVariable(flow, subject.name, container)?.type === 'Integer';
}

/** The last way out does something, or what follows is only reached by it. */
function hasRest(graph: ControlGraph, { index, outputs }: Action, rest: string): boolean {
  if (outputs.some(({ name, body, enabled }) => name === rest && enabled && body.length > 0)) return true;
  const edges = graph.edges[index]!;
  const to = edges.find(({ output }) => output === rest)?.to;
  if (to === undefined || to >= graph.flow.actions.length) return false;
  const others = edges.filter(({ output }) => output !== rest).map((edge) => edge.to);
  return (
    others.length > 0 &&
    searchWay(
      graph,
      others,
      to,
      (node) => node !== index,
      () => true,
    ) === undefined
  );
}

/** What a condition over one number says; undefined when it says anything else. */
function conditionOf(expression: Expression): Omit<Condition, 'span'> | undefined {
  const found = new Subject();
  const numbers = found.numbersIn(expression, true);
  return numbers && found.subject && found.isBounded ? { subject: found.subject, key: found.key, numbers } : undefined;
}

/** Reads a condition as a set of numbers, and sees to it that it is about one thing only. */
class Subject {
  subject: Expression | undefined;
  key = '';
  /** Something was compared; a condition that only asks whether there is a value is no tier. */
  isBounded = false;

  numbersIn(expression: Expression, truth: boolean): NumberSet | undefined {
    if (expression.kind === 'unary' && expression.operator === '!') return this.numbersIn(expression.operand, !truth);
    if (expression.kind === 'call') return this.#asked(expression);
    if (expression.kind !== 'binary') return undefined;
    const { operator, left, right } = expression;
    if (operator === 'and' || operator === 'or') {
      const a = this.numbersIn(left, truth);
      const b = this.numbersIn(right, truth);
      if (!a || !b) return undefined;
      return (operator === 'and') === truth ? intersection(a, b) : union(a, b);
    }
    return this.#compared(operator, left, right, truth);
  }

  /** `IsSet(x)` takes no number away. */
  #asked({ name, operands }: Expression & { kind: 'call' }): NumberSet | undefined {
    const [operand] = operands;
    if (operand && isTransparent(name)) return this.numbersIn(operand, true);
    return setTestOf(name) !== undefined && operand && this.#isIt(operand) ? EVERY_NUMBER : undefined;
  }

  #compared(operator: string, left: Expression, right: Expression, truth: boolean): NumberSet | undefined {
    const relation = RELATIONS.get(operator);
    const number = numberOf(right);
    const mirrored = numberOf(left);
    if (!relation) return undefined;
    if (isNothing(right) || isNothing(left))
      return this.#isIt(isNothing(right) ? left : right) ? EVERY_NUMBER : undefined;
    const [subject, sign, at] =
      number !== undefined ? [left, relation.straight, number] : [right, relation.mirrored, mirrored];
    if (at === undefined || !this.#isIt(subject)) return undefined;
    this.isBounded = true;
    const numbers = numbersThat(sign, at);
    return truth ? numbers : complement(numbers);
  }

  #isIt(expression: Expression): boolean {
    const subject = subjectOf(expression);
    const path = pathOf(subject);
    if (path === undefined) return false;
    const key = variableKey(path);
    this.subject ??= subject;
    this.key ||= key;
    return this.key === key;
  }
}

type Sign = Parameters<typeof numbersThat>[0];

const RELATIONS: ReadonlyMap<string, { readonly straight: Sign; readonly mirrored: Sign }> = new Map([
  ['==', { straight: '==', mirrored: '==' }],
  ['!=', { straight: '!=', mirrored: '!=' }],
  ['<', { straight: '<', mirrored: '>' }],
  ['<=', { straight: '<=', mirrored: '>=' }],
  ['>', { straight: '>', mirrored: '<' }],
  ['>=', { straight: '>=', mirrored: '<=' }],
]);

/** A number that is written out, also a negative one. */
export function numberOf(expression: Expression): number | undefined {
  if (expression.kind === 'unary' && expression.operator === '-') {
    const inner = numberOf(expression.operand);
    return inner === undefined ? undefined : -inner;
  }
  if (expression.kind !== 'literal' || (expression.type !== 'Integer' && expression.type !== 'Decimal'))
    return undefined;
  const number = Number(expression.value);
  return Number.isFinite(number) ? number : undefined;
}

function isNothing(expression: Expression): boolean {
  return expression.kind === 'literal' && expression.type === 'NotSet';
}
