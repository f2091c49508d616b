import { type LabelSet, labelSet, NO_LABELS } from '../catalog/labels.js';
import { classifyWith, fitsName, type LocalFacts } from '../catalog/local-facts.js';
import { wordsOf } from '../catalog/names.js';
import type { Flow, Variable } from '../model/flow.js';

/** A variable that holds something secret by its flag or by its name. */
export interface SecretVariable {
  readonly variable: Variable;
  /** Without its scope. */
  readonly name: string;
  readonly labels: LabelSet;
}

export function secretVariables({ variables }: Flow, facts: LocalFacts): readonly SecretVariable[] {
  return variables.flatMap((variable) => {
    const name = variable.name.slice(variable.name.indexOf('.') + 1);
    const { labels } = classifyWith(facts, name);
    if (labels === NO_LABELS && !variable.isSecure) return [];
    return [{ variable, name, labels: labels || labelSet('SECURE') }];
  });
}

export function isCovered(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => fitsName(pattern, name));
}

/** A pattern for names like this one: `*_account_number` for customerAccountNumber. */
export function patternFor({ name }: SecretVariable, facts: LocalFacts): string {
  const words = wordsOf(name);
  const { labels } = classifyWith(facts, name);
  for (let from = words.length - 1; labels !== NO_LABELS && from >= 0; from--) {
    const ending = words.slice(from).join('_');
    if (classifyWith(facts, ending).labels === labels) return `*_${ending}`;
  }
  return words.join('_') || name;
}

/** The patterns that are there, and those that are missing to cover all variables of the flows; sorted behind them. */
export function policyFor(
  flows: ReadonlyArray<{ readonly flow: Flow; readonly facts: LocalFacts }>,
  patterns: readonly string[],
): readonly string[] {
  const added = new Set<string>();
  for (const { flow, facts } of flows) {
    for (const secret of secretVariables(flow, facts)) {
      if (!isCovered(secret.name, patterns)) added.add(patternFor(secret, facts));
    }
  }
  return [...patterns, ...[...added].sort()];
}
