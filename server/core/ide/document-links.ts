import type { Span } from '../text/span.js';
import { calleeOf, targetsOf } from './callee.js';
import type { IdeContext } from './context.js';
import { shownName } from './shown-name.js';

export interface DocumentLink {
  readonly span: Span;
  readonly uri: string;
  /** Where to go in that file. */
  readonly target: Span;
  readonly tooltip: string;
}

/** Names of flows, modules, bots, tasks, menus and states that lead to a place of the workspace. */
export function documentLinks({ file, workspace }: IdeContext): readonly DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const { target } of targetsOf(file)) {
    const callee = calleeOf(file, target, workspace);
    if (!callee) continue;
    const { flow, uri } = callee.file;
    const container = flow.containers[callee.container];
    const { name, nameSpan } = container ?? flow;
    const tooltip = container ? `Go to the ${container.kind} ${shownName(name)}` : `Open the flow ${shownName(name)}`;
    links.push({ span: target.span, uri, target: nameSpan, tooltip: tooltip.trimEnd() });
  }
  links.sort((a, b) => a.span.start - b.span.start);
  return links.filter(({ span }, index) => index === 0 || span.start >= links[index - 1]!.span.end);
}
