import type { ActionView } from '../../server/core/ide/graph-view/graph-view.js';

export interface NamedVariable {
  readonly name: string;
  readonly isSecure: boolean;
}

/** Variables in the expressions of an action, each once, in the order in which they stand. */
export function variablesOf({ properties }: Pick<ActionView, 'properties'>): readonly NamedVariable[] {
  const found = new Map<string, boolean>();
  for (const { value, tokens } of properties) {
    for (const { kind, start, end, isSecure } of tokens) {
      if (kind !== 'variable') continue;
      const name = value.slice(start, end);
      found.set(name, isSecure || found.get(name) === true);
    }
  }
  return [...found].map(([name, isSecure]) => ({ name, isSecure }));
}
