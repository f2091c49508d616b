import type { Finding } from '../model/finding.js';
import type { CheckedResource, CheckedWorkspace } from '../rules/rule.js';

/** What features of the editor get for a file that holds no flow. */
export interface ResourceIdeContext {
  readonly file: CheckedResource;
  readonly workspace: CheckedWorkspace;
  /** Findings of the whole workspace, in report order. */
  readonly findings: readonly Finding[];
}
