import { findAction } from '../../catalog/actions.js';
import type { Action, Output } from '../../model/flow.js';
import type { CheckedFlow, CheckedWorkspace } from '../../rules/rule.js';
import { shownName } from '../shown-name.js';
import { type Continuation, continuationOf } from './continuation.js';
import type { ActionView, NodeId, OutputView } from './graph-view.js';
import { iconOf } from './icons.js';
import { idsOf } from './ids.js';
import type { Keys } from './keys.js';
import type { Places } from './places.js';
import { propertiesOf } from './properties.js';
import { shortText, shownValue } from './shown-texts.js';
import { kindName, summaryOf, titleOf } from './summary.js';

/** What is known about one flow's actions besides the flow itself; all by action index. */
export interface ActionFindings {
  readonly findings: ReadonlyMap<number, readonly number[]>;
  readonly sources: ReadonlyMap<number, readonly string[]>;
  readonly sinks: ReadonlyMap<number, string>;
}

/** Every action of a flow with what hangs below it, by index. */
export function actionViewsOf(
  file: CheckedFlow,
  workspace: CheckedWorkspace,
  keys: Keys,
  places: Places,
  known: ActionFindings,
): readonly ActionView[] {
  const maker = new ActionViews(file, workspace, keys, places, known);
  // Nested actions have higher indexes than the one that holds them.
  for (let index = file.flow.actions.length - 1; index >= 0; index--) maker.make(index);
  return maker.views;
}

class ActionViews {
  readonly views: ActionView[];
  readonly #file: CheckedFlow;
  readonly #workspace: CheckedWorkspace;
  readonly #keys: Keys;
  readonly #places: Places;
  readonly #known: ActionFindings;
  readonly #ids: readonly NodeId[];
  readonly #continuation: Continuation;

  constructor(file: CheckedFlow, workspace: CheckedWorkspace, keys: Keys, places: Places, known: ActionFindings) {
    this.#file = file;
    this.#workspace = workspace;
    this.#keys = keys;
    this.#places = places;
    this.#known = known;
    this.#ids = idsOf(file.flow).actions;
    this.#continuation = continuationOf(file.graph);
    this.views = new Array(file.flow.actions.length);
  }

  make(index: number): void {
    const { flow, graph } = this.#file;
    const action = flow.actions[index]!;
    const facts = findAction(action.kind);
    const key = this.#keys.ofAction(index);
    const source = this.#known.sources.get(index);
    const sink = this.#known.sinks.get(index);
    this.views[index] = {
      id: this.#ids[index]!,
      place: this.#places.of(this.#file, action.span),
      title: titleOf(action),
      kind: kindName(action),
      icon: iconOf(action.kind).icon,
      summary: summaryOf(flow, action),
      ...(key ? { key } : {}),
      isUnderstood: facts !== undefined,
      isEnabled: action.enabled,
      isReachable: graph.reachable[index] === 1 || !action.enabled,
      isLoop: facts?.control === 'loop',
      ends: this.#continuation.goesOn[index] !== 1,
      outputs: this.#outputs(action),
      ...(source ? { source } : {}),
      ...(sink !== undefined ? { sink } : {}),
      findings: this.#known.findings.get(index) ?? [],
      properties: propertiesOf(this.#file, action, this.#workspace, this.#places),
    };
  }

  #outputs(action: Action): OutputView[] {
    const control = findAction(action.kind)?.control;
    // The choices of a sub-menu stand in one list, but they are alternatives.
    if (control === 'sub-menu') return action.outputs.flatMap(({ body }) => body).map((choice) => this.#choice(choice));
    let cases = 0;
    const written = action.outputs.map((output) => {
      if (output.kind === 'case') cases++;
      return this.#output(action, output, cases);
    });
    if (control === 'loop') return this.#loopOutputs(action, written);
    return written.length === 0 ? [] : this.#withUnmentioned(action, goodFirst(action, written));
  }

  #choice(index: number): OutputView {
    const action = this.#file.flow.actions[index]!;
    return {
      name: '',
      place: this.#places.of(this.#file, action.span),
      isEnabled: action.enabled,
      body: [this.views[index]!],
      continues: this.#continuation.goesOn[index] === 1,
    };
  }

  #output(action: Action, output: Output, number: number): OutputView {
    const { body, span, enabled } = output;
    return {
      name: nameOf(action, output, number),
      place: this.#places.of(this.#file, span),
      isEnabled: enabled,
      body: body.map((index) => this.views[index]!),
      continues: this.#continuation.bodyGoesOn(body),
    };
  }

  /** The rounds come first, whatever the file begins with; behind them, if others lead away, the way of having done. */
  #loopOutputs(action: Action, written: readonly OutputView[]): OutputView[] {
    const at = action.outputs.findIndex(({ name }) => name === 'loop');
    const rounds = written[at] ?? this.#empty(action, 'loop');
    const others = written.filter((_, index) => index !== at);
    return others.length === 0 ? [rounds] : [rounds, this.#empty(action, 'done'), ...others];
  }

  /**
   * Ways that the file leaves out go on behind the action. They are drawn as one, and in front when the good case is
   * among them: else an action of which only the failure is written would have the failure on its spine.
   */
  #withUnmentioned(action: Action, written: readonly OutputView[]): OutputView[] {
    const names = this.#continuation.unmentioned(action);
    if (names.length === 0) return [...written];
    const rest = this.#empty(action, names.map((name) => name || 'otherwise').join(', '));
    const best = findAction(action.kind)?.outputs[0];
    return best !== undefined && names.includes(best) ? [rest, ...written] : [...written, rest];
  }

  #empty(action: Action, name: string): OutputView {
    const place = this.#places.of(this.#file, action.span);
    return { name, place, isEnabled: true, body: [], continues: true };
  }
}

/** The good case is what reads from top to bottom, whatever the file begins with; the rest keeps the file's order. */
function goodFirst({ kind, outputs }: Action, written: readonly OutputView[]): OutputView[] {
  const facts = findAction(kind);
  const best = facts?.hasOpenOutputs ? undefined : facts?.outputs[0];
  const isGood = (index: number) =>
    best === undefined ? outputs[index]!.kind !== 'fixed' : outputs[index]!.name === best;
  return [...written.filter((_, index) => isGood(index)), ...written.filter((_, index) => !isGood(index))];
}

/** As the author sees it: a case has a number and a condition. */
function nameOf({ slots }: Action, { name, kind, condition }: Output, number: number): string {
  if (kind !== 'case') return shownName(name) || 'output';
  const value = condition === undefined ? undefined : slots[condition]?.value;
  const text = value ? shortText(shownValue('', value.source.text), 80) : '';
  return text === '' ? `case ${number}` : `case ${number}: ${text}`;
}
