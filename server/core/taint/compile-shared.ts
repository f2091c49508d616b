import { findAction } from '../catalog/actions.js';
import { variableKey } from '../model/expression.js';
import type { FlowCompiler } from './compile-flow.js';
import { WHOLE } from './pieces.js';
import type { Cell, ChannelWrite, NodeCode, Write } from './program.js';
import { NOTHING } from './terms.js';

/** A variable that outlives the flow which writes it, in one flow. */
interface Share {
  readonly compiler: FlowCompiler;
  readonly cell: Cell;
}

/** Actions behind which another flow runs, or runs again. */
const LEAVING: ReadonlySet<string | undefined> = new Set(['call-flow', 'hand-over', 'return']);

/**
 * Variables that live as long as the contact carry what other flows of the workspace put there: at the start of a flow,
 * and when a flow that was called comes back. A workspace where one flow alone uses a variable costs nothing.
 */
export function shareVariables(compilers: readonly FlowCompiler[]): void {
  for (const [key, shares] of sharesByKey(compilers)) {
    const writers = shares.filter(({ cell }) => cell.hasWrite);
    for (const { compiler, cell } of shares) {
      if (!writers.some((writer) => writer.compiler !== compiler)) continue;
      const channel = compiler.context.channel(`shared ${key}`);
      const set = compiler.context.atoms.channelSet(channel);
      cell.initial = compiler.context.atoms.union(cell.initial, set);
      for (const { code, action } of leavingNodes(compiler, 'call-flow')) {
        const place = { uri: compiler.flow.uri, span: compiler.flow.actions[action]!.nameSpan };
        const write: Write = {
          on: 'always',
          cell: cell.id,
          isPartial: true,
          term: NOTHING,
          constant: set,
          isOutside: false,
          place,
          action,
        };
        code.writes.push(write);
      }
    }
    if (shares.length > 1) for (const writer of writers) leave(writer, `shared ${key}`);
  }
}

function leave({ compiler, cell }: Share, name: string): void {
  const { context, flow, index } = compiler;
  const channel = context.channel(name);
  for (const { code, action } of leavingNodes(compiler)) {
    const write: ChannelWrite = {
      channel,
      term: { kind: 'read', cell: cell.id, pieces: WHOLE, sites: [] },
      place: { uri: flow.uri, span: flow.actions[action]!.nameSpan },
      flow: index,
      action,
    };
    code.channels.push(write);
    context.channelsWritten.push(write);
  }
}

function leavingNodes(compiler: FlowCompiler, only?: string): { readonly code: NodeCode; readonly action: number }[] {
  return compiler.flow.actions.flatMap(({ index, kind }) => {
    const control = findAction(kind)?.control;
    const isOne = only === undefined ? LEAVING.has(control) : control === only;
    return isOne ? { code: compiler.at(index), action: index } : [];
  });
}

/** Written by one flow as outliving it, a name means the same variable in every other flow that only reads it. */
function sharesByKey(compilers: readonly FlowCompiler[]): Map<string, Share[]> {
  const keys = new Set<string>();
  for (const { flow } of compilers) {
    for (const { name, isShared } of flow.variables) if (isShared) keys.add(variableKey(name));
  }
  const shares = new Map<string, Share[]>();
  if (keys.size === 0) return shares;
  for (const compiler of compilers) {
    for (const cell of compiler.scope.flowCells) {
      const key = variableKey(cell.name);
      const isMeant = keys.has(key) && (cell.variable?.isShared || !cell.hasWrite);
      if (isMeant) shares.set(key, [...(shares.get(key) ?? []), { compiler, cell }]);
    }
  }
  return shares;
}
