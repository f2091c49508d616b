import type { Control } from '../catalog/actions.js';
import type { ActionCompiler } from './compile-action.js';
import type { Scope } from './context.js';
import { WHOLE } from './pieces.js';
import type { Argument, CallSite } from './program.js';

/** Flow types that a Call Common Module or Call Bot Flow action can name. */
const TYPES_BY_TARGET: Readonly<Record<string, readonly string[]>> = {
  'common-module': ['commonmodule'],
  'bot-flow': ['bot', 'digitalbot', 'voicesurvey'],
  'called-script': ['script'],
};

const CALLING: ReadonlySet<string | undefined> = new Set<Control>(['call-flow', 'hand-over']);

/** True when an action calls a flow that is not in the workspace, so that its outputs come from outside. */
export function externalFlow({ action, facts, flow }: ActionCompiler): boolean {
  if (!CALLING.has(facts?.control) || !action.target) return true;
  return flow.context.findFlow(action.target.name, TYPES_BY_TARGET[action.target.kind] ?? []) < 0;
}

/** Adds the calls of a Call Task, jump, Call Common Module or Call Bot Flow action. */
export function addCalls(compiler: ActionCompiler): void {
  const { flow, action, facts } = compiler;
  const { graph } = flow.context.units[flow.index]!;
  const callee = graph.callee[action.index]!;
  if (callee >= 0) addCall(compiler, flow.index, callee, true);
  for (const edge of graph.edges[action.index]!) {
    if (edge.kind !== 'jump') continue;
    addCall(compiler, flow.index, Math.floor((edge.to - flow.flow.actions.length) / 3), false);
  }
  if (!action.target || externalFlow(compiler)) return;
  const returns = facts?.control === 'call-flow';
  const calleeFlow = flow.context.findFlow(action.target.name, TYPES_BY_TARGET[action.target.kind] ?? []);
  for (const root of flow.context.units[calleeFlow]!.graph.roots) addCall(compiler, calleeFlow, root, returns);
}

/**
 * The cells of the callee are found when all flows are compiled, so a call keeps names until `link` is run.
 */
export interface PendingCall {
  readonly compiler: ActionCompiler;
  readonly calleeFlow: number;
  readonly callee: number;
  readonly returns: boolean;
}

function addCall(compiler: ActionCompiler, calleeFlow: number, callee: number, returns: boolean): void {
  compiler.flow.context.pendingCalls.push({ compiler, calleeFlow, callee, returns });
}

/** Binds arguments and results of a call to the callee's cells. */
export function linkCall({ compiler, calleeFlow, callee, returns }: PendingCall): void {
  const { flow, action, code } = compiler;
  const { context } = flow;
  const isLocal = calleeFlow === flow.index;
  const inputRole = isLocal ? 'taskInputs' : 'inputs';
  const outputRole = isLocal ? 'taskOutputs' : 'outputs';
  const inputs: Argument[] = [];
  const outputs: { from: number; to: number; place: CallSite['outputs'][number]['place'] }[] = [];
  const scope = context.scopes[calleeFlow]!;
  if (compiler.facts?.control === 'hand-over') handOver(compiler, scope, inputs);
  for (const slot of action.slots) {
    if (slot.role !== inputRole && slot.role !== outputRole) continue;
    const cell =
      slot.name === '' && slot.role === outputRole ? scope.result : scope.parameter(slot.name, callee, isLocal);
    if (!cell) continue;
    if (slot.role === inputRole && slot.value) {
      cell.isParameter = true;
      inputs.push({
        cell: cell.id,
        term: compiler.terms(slot.value),
        place: { uri: flow.flow.uri, span: slot.value.span },
      });
    }
    const to = slot.role === outputRole ? compiler.cell(slot) : undefined;
    if (to && slot.target) {
      to.hasWrite = true;
      outputs.push({ from: cell.id, to: to.id, place: { uri: flow.flow.uri, span: slot.target.span } });
    }
  }
  const { index, container } = action;
  const call = {
    id: context.calls.length,
    flow: flow.index,
    action: index,
    container,
    calleeFlow,
    callee,
    returns,
    inputs,
    outputs,
  };
  context.calls.push(call);
  code.calls.push(call);
}

/** Every variable goes along under its own name. */
function handOver({ flow, action }: ActionCompiler, callee: Scope, inputs: Argument[]): void {
  const place = { uri: flow.flow.uri, span: action.target?.span ?? action.span };
  for (const cell of callee.flowCells) {
    const own = flow.scope.known(cell.name, action.container);
    if (!own) continue;
    cell.isParameter = true;
    inputs.push({ cell: cell.id, term: { kind: 'read', cell: own.id, pieces: WHOLE, sites: [] }, place });
  }
}
