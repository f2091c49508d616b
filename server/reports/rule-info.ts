import type { Confidence, Severity } from '../core/model/finding.js';
import { rules as coreRules } from '../core/rules/index.generated.js';

/** What the outputs say about a rule. */
export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly why: string;
  readonly instead: string;
  /** When a finding may be wrong, and how to see it. */
  readonly falsePositives?: string;
  readonly examples: readonly { readonly bad: string; readonly fixed?: string }[];
  readonly pci: readonly string[];
  readonly cwe: readonly string[];
  readonly seed: readonly string[];
  readonly persona: 'regular' | 'auditor';
  /** 'literal' rules are about values that stand in the flow itself; their frames show none of it. */
  readonly family: string;
}

/** Every rule of this build, by id. */
export const rules: readonly RuleInfo[] = coreRules;
