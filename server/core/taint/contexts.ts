import type { Arrival } from './arrivals.js';
import type { SetId } from './atoms.js';
import type { Engine } from './engine.js';
import type { Entries } from './entries.js';

/** Calling contexts looked at for one arrival; behind that, what all of them bring together is taken. */
const CONTEXT_LIMIT = 500;
const DEPTH_LIMIT = 16;

/** What arrives in each single chain of calls, down to sources and channels. */
export function* contextsOf(engine: Engine, entries: Entries, arrival: Arrival): Iterable<readonly SetId[]> {
  const { atoms, context, programs } = engine;
  const work = [{ flow: arrival.flow, container: arrival.container, sets: arrival.own, depth: 0 }];
  let budget = CONTEXT_LIMIT;
  for (let item = work.pop(); item; item = work.pop()) {
    const { flow, container, sets, depth } = item;
    if (!sets.some((set) => atoms.hasEntry(set))) {
      yield sets;
      continue;
    }
    if (budget-- <= 0 || depth > DEPTH_LIMIT) {
      yield arrival.sets;
      return;
    }
    if (programs[flow]!.graph.roots.includes(container)) {
      yield sets.map((set) =>
        atoms.substitute(set, 'entry', (origin) =>
          origin.kind === 'entry' ? context.cells[origin.cell]!.initial : undefined,
        ),
      );
    }
    for (const caller of entries.callersOf(flow, container)) {
      const environment = engine.environment(caller.call, caller.row);
      const lifted = sets.map((set) => environment.apply(set));
      work.push({ flow: caller.flow, container: caller.container, sets: lifted, depth: depth + 1 });
    }
  }
}
