import { findAction } from '../../catalog/actions.js';
import type { CheckedFlow, CheckedWorkspace } from '../../rules/rule.js';
import { calleeOf } from '../callee.js';
import { type Occurrence, occurrencesIn } from '../occurrences.js';
import { shownName } from '../shown-name.js';
import type { LinkView } from './graph-view.js';
import { idsOf } from './ids.js';

/** Everything that leads out of a flow: calls, transfers, and values that one flow stores and another one reads. */
export function linkViewsOf(workspace: CheckedWorkspace): LinkView[] {
  const targets = workspace.flows.flatMap((file) => targetLinks(file, workspace));
  return [...targets, ...storedValueLinks(workspace)];
}

function targetLinks(file: CheckedFlow, workspace: CheckedWorkspace): LinkView[] {
  const ids = idsOf(file.flow);
  return file.flow.actions.flatMap(({ index, target, kind, enabled }): LinkView[] => {
    if (!enabled || !target || !FLOWS.has(target.kind)) return [];
    const called = calleeOf(file, target, workspace)?.file;
    const to = called ? { to: idsOf(called.flow).flow } : {};
    const isCall = findAction(kind)?.control === 'call-flow';
    return [{ kind: isCall ? 'call' : 'transfer', from: ids.actions[index]!, ...to, name: shownName(target.name) }];
  });
}

const FLOWS: ReadonlySet<string> = new Set(['flow', 'common-module', 'bot-flow']);

/** The first writer and the first reader of each attribute in each flow. */
interface Users {
  readonly name: string;
  readonly writers: Map<CheckedFlow, Occurrence>;
  readonly readers: Map<CheckedFlow, Occurrence>;
}

/** One link per attribute and pair of flows, however often it is set and read there. */
function storedValueLinks(workspace: CheckedWorkspace): LinkView[] {
  const users = new Map<string, Users>();
  for (const file of workspace.flows) {
    for (const occurrence of occurrencesIn(file, workspace)) {
      const { kind, key, name, access, action } = occurrence;
      if (kind !== 'attribute' || action < 0) continue;
      const own: Users = users.get(key) ?? { name, writers: new Map(), readers: new Map() };
      users.set(key, own);
      const side = access === 'write' ? own.writers : own.readers;
      if (!side.has(file)) side.set(file, occurrence);
    }
  }
  return [...users.values()].flatMap(linksOf);
}

function linksOf({ name, writers, readers }: Users): LinkView[] {
  const links: LinkView[] = [];
  for (const [from, writer] of writers) {
    for (const [to, reader] of readers) {
      if (from === to) continue;
      links.push({
        kind: 'stored-value',
        from: idsOf(from.flow).actions[writer.action]!,
        to: idsOf(to.flow).actions[reader.action]!,
        name: shownName(name),
      });
    }
  }
  return links;
}
