import { findAction } from '../catalog/actions.js';
import { labelSet, NO_LABELS } from '../catalog/labels.js';
import { classifyName } from '../catalog/names.js';
import { hasPurpose, isNegative } from '../catalog/purposes.js';
import { externalCallOf, proofOutputOf } from '../catalog/steps.js';
import { type Expression, nameBehindScope } from '../model/expression.js';
import type { Action, Flow } from '../model/flow.js';
import { literalText } from './action-values.js';
import { edgeProves, type Test } from './conditions.js';
import type { ControlGraph, Edge } from './control-graph.js';
import { FactSteps } from './fact-steps.js';
import { followFacts } from './path-facts.js';
import { type VariableId, type VariableWrite, variableIdOf, variableUses } from './variable-uses.js';

/** Where a flow checks who the caller is, and what may run although nobody has proven it. */
export interface Verification {
  /** Actions that check it, by index. */
  readonly checks: readonly number[];
  /** By node: some way leads there on which no check has succeeded. */
  readonly isUnproven: Uint8Array;
  /** True when taking this way out means that the check has succeeded. */
  isProof(node: number, edge: Edge): boolean;
  /** Variables that a check gives, by the names they are given under. */
  readonly outputs: readonly CheckOutput[];
}

/** What a check gives back. */
export interface CheckOutput {
  readonly action: number;
  readonly write: VariableWrite;
  readonly isVerdict: boolean;
  readonly isToken: boolean;
}

/** Settling one flag may prove what settles the next; real flows have one or two. */
const ROUNDS = 4;

/** `isEnteredProven`: whoever leads into the flow has already proven it. */
export function findVerification(graph: ControlGraph, isEnteredProven: boolean): Verification {
  const proofs = new Proofs(graph.flow);
  const isProof = (node: number, edge: Edge) => proofs.isProof(node, edge);
  const nodes = nodesThatMayProve(graph, proofs.checks);
  const follow = () => {
    const steps = new FactSteps(graph, 1);
    for (const node of nodes) {
      graph.edges[node]!.forEach((edge, place) => {
        if (isProof(node, edge)) steps.take(node, place, 0);
      });
    }
    const facts = followFacts(steps, isEnteredProven ? 'none' : 'all');
    return Uint8Array.from({ length: graph.nodeCount }, (_, node) => Number(facts.has(node, 0)));
  };
  let isUnproven = follow();
  for (let round = 0; round < ROUNDS && proofs.settleFlags(isUnproven); round++) isUnproven = follow();
  return { checks: proofs.checks, isUnproven, isProof, outputs: proofs.outputs };
}

/** Checks, and whatever has ways out that differ. */
function nodesThatMayProve({ flow, edges }: ControlGraph, checks: readonly number[]): ReadonlySet<number> {
  const nodes = new Set(checks);
  for (const { index } of flow.actions) {
    if (edges[index]!.some(({ output, place }) => output !== '' || place >= 0)) nodes.add(index);
  }
  return nodes;
}

const CREDENTIALS = labelSet('PIN', 'OTP', 'SECRET', 'PII');
const TOKENS = labelSet('TOKEN');

class Proofs {
  readonly checks: number[] = [];
  readonly outputs: CheckOutput[] = [];
  readonly #isCheck = new Set<number>();
  readonly #flow: Flow;
  readonly #verdicts = new Set<VariableId>();
  readonly #tokens = new Set<VariableId>();
  /** Variables that hold an answer as a whole. */
  readonly #answers = new Set<VariableId>();
  /** Variables that are set to these texts only where it is proven. */
  readonly #flags = new Map<VariableId, ReadonlySet<string>>();
  /** Checks that bind a verdict: going on is not enough, it has to be looked at. */
  readonly #isJudged = new Set<number>();
  /** Variables that are called after the proof. */
  readonly #named = new Set<VariableId>();
  /** What each write of the flow gives, as `textOf` says it. */
  readonly #texts: readonly (string | undefined)[];
  /** Variables that the flow itself sets to a text that says yes. */
  readonly #setByText = new Set<VariableId>();
  #memo = new Map<Edge, boolean>();

  constructor(flow: Flow) {
    this.#flow = flow;
    for (const action of flow.actions) {
      if (!isCheck(action)) continue;
      this.checks.push(action.index);
      this.#isCheck.add(action.index);
      for (const write of variableUses(flow).writesOf.get(action.index) ?? []) this.#bind(action, write);
    }
    const { variables, writes } = variableUses(flow);
    variables.forEach(({ name }, variable) => {
      if (hasPurpose('proven', nameBehindScope(name))) this.#named.add(variable);
    });
    this.#texts = writes.map(textOf);
    writes.forEach(({ variable }, place) => {
      if (saysSomething(this.#texts[place])) this.#setByText.add(variable);
    });
  }

  isProof(node: number, edge: Edge): boolean {
    const action = this.#flow.actions[node];
    if (!action) return false;
    let known = this.#memo.get(edge);
    if (known === undefined) {
      known = this.#isPassed(action, edge) || edgeProves(action, edge, (test) => this.#isProven(test, action));
      this.#memo.set(edge, known);
    }
    return known;
  }

  /** Finds variables that are set to something only where it is proven; false when there is none that was not known. */
  settleFlags(isUnproven: Uint8Array): boolean {
    const known = this.#flags.size;
    const { writes, variables } = variableUses(this.#flow);
    const texts = new Map<VariableId, Set<string> | undefined>();
    writes.forEach((write, place) => {
      const { variable } = write;
      const set = texts.has(variable) ? texts.get(variable) : new Set<string>();
      if (set === undefined) return;
      const isAsNamed = this.#named.has(variable) && write.slot.value === undefined;
      texts.set(variable, addText(set, this.#texts[place], isAsNamed, isUnproven[write.action] === 1));
    });
    for (const [variable, set] of texts) {
      const { declaration } = variables[variable]!;
      const initial = declaration?.initialValue && literalText(declaration.initialValue);
      if (!set || set.size === 0 || declaration?.isInput || (initial !== undefined && set.has(initial))) continue;
      this.#flags.set(variable, set);
    }
    this.#memo = new Map();
    return this.#flags.size > known;
  }

  #bind(action: Action, write: VariableWrite): void {
    if (write.on === 'failure') return;
    const { slot, variable } = write;
    const names = [slot.name, nameBehindScope(slot.target?.name ?? '')];
    const isVerdict = names.some((name) => hasPurpose('verdict', name) || hasPurpose('proven', name));
    const isToken = names.some((name) => (classifyName(name).labels & TOKENS) !== NO_LABELS);
    this.outputs.push({ action: action.index, write, isVerdict, isToken });
    this.#answers.add(variable);
    if (isVerdict) {
      this.#verdicts.add(variable);
      this.#isJudged.add(action.index);
    }
    if (isToken) this.#tokens.add(variable);
  }

  #isPassed({ kind, index, outputs }: Action, edge: Edge): boolean {
    const proof = proofOutputOf(kind);
    if (proof !== undefined) return edge.output === proof;
    if (!this.#isCheck.has(index) || this.#isJudged.has(index)) return false;
    if (externalCallOf(kind)) return edge.output === 'success';
    const named = outputs.some(({ kind: how }) => how !== 'fixed');
    return named ? hasPurpose('verdict', edge.output) || hasPurpose('proven', edge.output) : true;
  }

  #isProven({ subject, relation, against }: Test, { container }: Action): boolean {
    if (relation === 'not set') return false;
    const variable = subject.kind === 'reference' ? this.#idOf(subject, container) : undefined;
    if (relation === 'set') return variable !== undefined && this.#tokens.has(variable);
    if (!against) return false;
    if (this.#isCredential(subject) && against.kind !== 'literal') return relation === '==';
    const isVerdict = variable === undefined ? this.#isPartOfAnswer(subject, container) : this.#isVerdict(variable);
    if (isVerdict) return saysYes(relation, against);
    const flag = variable === undefined ? undefined : this.#flags.get(variable);
    return relation === '==' && against.kind === 'literal' && flag?.has(against.value) === true;
  }

  /** A flag that the flow itself sets to texts is judged by them; only one that comes from elsewhere by its name. */
  #isVerdict(variable: VariableId): boolean {
    if (this.#verdicts.has(variable)) return true;
    return this.#named.has(variable) && !this.#setByText.has(variable);
  }

  /** `Task.answer.status` and `Property(Task.answer, "status")`, where Task.answer comes from a check. */
  #isPartOfAnswer(subject: Expression, container: number): boolean {
    const [object, property] = partOf(subject);
    if (object?.kind !== 'reference' || property === undefined) return false;
    const variable = this.#idOf(object, container);
    const isAnswer = variable !== undefined && this.#answers.has(variable);
    return (isAnswer && hasPurpose('verdict', property)) || hasPurpose('proven', property);
  }

  #isCredential(subject: Expression): boolean {
    const name = subject.kind === 'reference' ? nameBehindScope(subject.name) : '';
    return (classifyName(name).labels & CREDENTIALS) !== NO_LABELS;
  }

  #idOf(reference: Expression & { kind: 'reference' }, container: number): VariableId | undefined {
    return variableIdOf(this.#flow, reference.name, container);
  }
}

/** True for an action that checks who the caller is: by what it is, or by what it and its target are called. */
export function isCheck({ kind, name, target, enabled }: Action): boolean {
  if (!enabled) return false;
  if (proofOutputOf(kind) !== undefined) return true;
  const isCall = externalCallOf(kind) !== undefined || findAction(kind)?.control === 'call-flow';
  if (!isCall) return false;
  return hasPurpose('authentication', name) || (target !== undefined && hasPurpose('authentication', target.name));
}

/** The object and the name of a property that an expression takes, by a dot or by a function. */
export function partOf(expression: Expression): readonly [object?: Expression, property?: string] {
  if (expression.kind === 'member') return [expression.object, expression.property];
  if (expression.kind !== 'call') return [];
  const [object, property] = expression.operands;
  return object && property?.kind === 'literal' && property.type === 'String' ? [object, property.value] : [];
}

/** A comparison that only a good answer passes: equal to something that says yes, or different from a no. */
function saysYes(relation: Test['relation'], against: Expression): boolean {
  const isNo = against.kind === 'literal' && isNegative(against.value);
  if (relation === '==') return !isNo;
  if (relation === '!=') return isNo || isPositiveBoolean(against, false);
  // `Task.statusCode < 400`
  return relation === '<' || relation === '<=';
}

function isPositiveBoolean(expression: Expression, value: boolean): boolean {
  return expression.kind === 'literal' && expression.type === 'Boolean' && expression.value === String(value);
}

/**
 * The texts that a variable is given where it is proven; undefined as soon as one of them is given elsewhere too, or
 * something that only the run decides. `isAsNamed`: what is given comes from outside, and the name says what it is.
 */
function addText(
  texts: Set<string>,
  text: string | undefined,
  isAsNamed: boolean,
  isUnproven: boolean,
): Set<string> | undefined {
  if (text === undefined) return isAsNamed ? texts : undefined;
  if (!saysSomething(text)) return texts;
  return isUnproven ? undefined : texts.add(text);
}

function saysSomething(text: string | undefined): text is string {
  return text !== undefined && text !== '' && !isNegative(text);
}

/** The literal that a write gives; '' for nothing, undefined for anything that only the run decides. */
function textOf({ slot }: VariableWrite): string | undefined {
  if (!slot.value) return undefined;
  if (slot.value.mode === 'none' || slot.value.expression?.kind === 'literal') return literalText(slot.value) ?? '';
  return literalText(slot.value);
}
