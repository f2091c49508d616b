import type { Flow } from '../model/flow.js';
import type { CheckedFlow, CheckedWorkspace } from '../rules/rule.js';
import type { Span } from '../text/span.js';
import type { DocumentSymbolKind } from './document-symbols.js';
import { fuzzyScore } from './fuzzy.js';
import { shownName } from './shown-name.js';

export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: Exclude<DocumentSymbolKind, 'output'>;
  /** The flow, and the task, menu or state in it. */
  readonly within: string;
  readonly uri: string;
  readonly span: Span;
}

const LIMIT = 200;

/** Made once per file and kept as long as it does not change. */
const known = new WeakMap<CheckedFlow, readonly WorkspaceSymbol[]>();

/**
 * Flows, tasks, menus, states, variables and actions whose name fits the query, the best first. Blanks in the query do
 * not matter; an empty one gives the flows and their parts as they come.
 */
export function workspaceSymbols(
  { flows }: Pick<CheckedWorkspace, 'flows'>,
  query: string,
  limit = LIMIT,
): readonly WorkspaceSymbol[] {
  const wanted = query.replace(/\s+/g, '');
  const found: { symbol: WorkspaceSymbol; score: number }[] = [];
  for (const file of flows) {
    for (const symbol of symbolsOf(file)) {
      const score = fuzzyScore(wanted, symbol.name);
      if (score !== undefined) found.push({ symbol, score: wanted === '' ? 0 : score });
    }
  }
  found.sort((a, b) => b.score - a.score || RANKS[a.symbol.kind] - RANKS[b.symbol.kind]);
  return found.slice(0, limit).map(({ symbol }) => symbol);
}

/** Of equally good ones, what is larger comes first. */
const RANKS: Readonly<Record<WorkspaceSymbol['kind'], number>> = {
  flow: 0,
  task: 1,
  menu: 1,
  state: 1,
  bot: 1,
  startup: 1,
  script: 1,
  variable: 2,
  action: 3,
};

function symbolsOf(file: CheckedFlow): readonly WorkspaceSymbol[] {
  const made = known.get(file);
  if (made) return made;
  const symbols = [...partsOf(file.flow)];
  known.set(file, symbols);
  return symbols;
}

function* partsOf(flow: Flow): Generator<WorkspaceSymbol> {
  const { uri } = flow;
  const flowName = shownName(flow.name) || flow.type;
  const within = (container: number): string => {
    const name = flow.containers[container]?.name ?? '';
    return name === '' ? flowName : `${flowName}: ${shownName(name)}`;
  };
  yield { name: flowName, kind: 'flow', within: flow.type, uri, span: flow.nameSpan };
  for (const { name, kind, nameSpan } of flow.containers) {
    if (name !== '') yield { name: shownName(name), kind, within: flowName, uri, span: nameSpan };
  }
  for (const { name, nameSpan, container } of flow.variables) {
    if (name !== '') yield { name: shownName(name), kind: 'variable', within: within(container), uri, span: nameSpan };
  }
  for (const { name, nameSpan, container } of flow.actions) {
    if (name !== '') yield { name: shownName(name), kind: 'action', within: within(container), uri, span: nameSpan };
  }
}
