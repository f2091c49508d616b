import type { LocalFacts } from '../catalog/local-facts.js';
import type { Finding } from '../model/finding.js';
import type { CheckedFlow, CheckedWorkspace } from '../rules/rule.js';

/** What every feature of the editor gets: one flow, and everything known around it at one moment. */
export interface IdeContext {
  readonly file: CheckedFlow;
  readonly workspace: CheckedWorkspace;
  /** Findings of the whole workspace, in report order. */
  readonly findings: readonly Finding[];
  /** What the user says about names; left out where nobody has said anything. */
  readonly facts?: LocalFacts;
}
