/** How many files a graph remembers its state of; the ones looked at last. */
const MOST = 40;

/** How the graph was left, by the file that it was opened for. What a state consists of is the graph's own business. */
export type GraphStates = readonly (readonly [file: string, state: unknown])[];

export function stateFor(states: GraphStates, file: string): unknown {
  return states.find(([one]) => one === file)?.[1];
}

/** The states with one of them replaced, the newest first. */
export function withState(states: GraphStates, file: string, state: unknown): GraphStates {
  return [[file, state] as const, ...states.filter(([one]) => one !== file)].slice(0, MOST);
}

/** What was kept, as far as it is of this shape. */
export function statesFrom(kept: unknown): GraphStates {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((pair: unknown) =>
    Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string' ? [[pair[0], pair[1]] as const] : [],
  );
}
