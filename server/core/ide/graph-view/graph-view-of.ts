import type { Finding } from '../../model/finding.js';
import type { CheckedWorkspace } from '../../rules/rule.js';
import { flowViewOf } from './flow-views.js';
import type { GraphView } from './graph-view.js';
import { Places } from './places.js';
import { shownMessage } from './shown-texts.js';

/** Everything that a drawing of a workspace is made of. */
export interface GraphViewInput {
  readonly workspace: CheckedWorkspace;
  /** What the settings want to see, in report order. */
  readonly findings: readonly Finding[];
  /** What became of the files; those without a flow are named with the reason. */
  readonly files: readonly { readonly uri: string; readonly status: string; readonly reason: string }[];
}

/** What is drawn of a workspace. Pure, and plain data that survives JSON. */
export function graphViewOf({ workspace, files }: GraphViewInput): GraphView {
  const places = new Places();
  const none = new Map();
  const nothing = {
    findings: none,
    sources: none,
    sinks: none,
    errors: none,
    warnings: none,
    sourcesIn: none,
    sinksIn: none,
  };
  return {
    flows: workspace.flows.map((file) => flowViewOf(file, workspace, places, nothing)),
    links: [],
    paths: [],
    findings: [],
    stops: [],
    unread: files
      .filter(({ status }) => status !== 'analysed')
      .map(({ uri, reason }) => ({ uri, reason: shownMessage(reason) })),
  };
}
