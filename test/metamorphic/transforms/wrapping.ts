import type { Random } from '../../syntax/support/random.js';
import {
  type ActionList,
  action,
  actionLists,
  entryOf,
  type FlowTree,
  isTree,
  map,
  type Node,
  rootOf,
} from './flow-tree.js';
import type { Transform } from './transform.js';

const UNKNOWN = 'Hour(GetCurrentDateTimeUtc()) > 12';

/** Actions that write nothing and go on: they may be done once, or never, and what follows sees the same. */
const PURE_SINKS: ReadonlySet<string> = new Set([
  'playAudio',
  'setParticipantData',
  'setScreenPop',
  'setWhisperAudio',
  'setUUIData',
  'communicate',
  'sendResponse',
]);

/** A run of actions of a list. */
interface Run {
  readonly list: Node[];
  readonly from: number;
  readonly to: number;
}

function anyRun({ list }: ActionList, random: Random): Run {
  const from = random.below(list.length);
  return { list, from, to: from + 1 + random.below(list.length - from) };
}

/** Puts what is made of a run in its place, in every list that has one. */
function wrap(
  flows: readonly FlowTree[],
  choose: (list: ActionList) => Run | undefined,
  make: (run: Node[], list: ActionList) => Node,
): boolean {
  let isChanged = false;
  for (const flow of flows) {
    for (const list of actionLists(flow)) {
      const run = list.list.length > 0 ? choose(list) : undefined;
      if (!run) continue;
      run.list.splice(run.from, run.to - run.from, make(run.list.slice(run.from, run.to), list));
      isChanged = true;
    }
  }
  return isChanged;
}

function pureSink({ list }: ActionList): Run | undefined {
  const from = list.findIndex((entry) => PURE_SINKS.has(entryOf(entry)?.kind ?? ''));
  return from < 0 ? undefined : { list, from, to: from + 1 };
}

const copy = (run: readonly Node[]): Node[] => structuredClone(run) as Node[];

export const WRAPPING: readonly Transform[] = [
  {
    name: 'both branches of a decision do the same',
    keeps: 'everything',
    apply: (flows, random) =>
      wrap(
        flows,
        (list) => anyRun(list, random),
        (run) => {
          const outputs = map({ yes: map({ actions: run }), no: map({ actions: copy(run) }) });
          return action('decision', { name: 'Same', condition: map({ exp: UNKNOWN }), outputs });
        },
      ),
  },
  {
    name: 'every case of a switch does the same',
    keeps: 'everything',
    apply: (flows, random) =>
      wrap(
        flows,
        (list) => anyRun(list, random),
        (run) => {
          const one = () => map({ case: map({ value: map({ exp: UNKNOWN }), actions: copy(run) }) });
          const evaluate = map({ firstTrue: map({ default: map({ actions: run }), cases: [one(), one()] }) });
          return action('switch', { name: 'Same', evaluate });
        },
      ),
  },
  {
    // What was cleared in the run is not cleared when the run does not happen, so the call ends there.
    name: 'a run happens only on one branch, the other ends the call',
    keeps: 'everything',
    apply: (flows, random) =>
      wrap(
        flows,
        (list) => anyRun(list, random),
        (run) => {
          const outputs = map({
            yes: map({ actions: run }),
            no: map({ actions: [action('disconnect', { name: 'Over' })] }),
          });
          return action('decision', { name: 'Perhaps', condition: map({ exp: UNKNOWN }), outputs });
        },
      ),
  },
  {
    name: 'an action that only shows something happens perhaps',
    keeps: 'everything',
    apply: (flows) =>
      wrap(flows, pureSink, (run) =>
        action('decision', {
          name: 'Perhaps',
          condition: map({ exp: UNKNOWN }),
          outputs: map({ yes: map({ actions: run }) }),
        }),
      ),
  },
  {
    name: 'an action that only shows something stands in a loop',
    keeps: 'everything',
    apply: (flows) =>
      wrap(flows, pureSink, (run, { scope }) => {
        const outputs = map({ loop: map({ actions: run }) });
        const index = map({ var: `${scope}.round` });
        return action('loop', { name: 'Rounds', currentIndex: index, loopCount: map({ lit: '3' }), outputs });
      }),
  },
  {
    name: 'a menu stands in front of the flow',
    keeps: 'everything',
    apply: (flows) => {
      let isChanged = false;
      for (const flow of flows) isChanged = menuInFront(flow) || isChanged;
      return isChanged;
    },
  },
  {
    name: 'what an action does next stands in its ways out',
    keeps: 'everything',
    // The rest of the list follows a decision on every way, so it may as well stand on each of them.
    apply: (flows) => {
      let isChanged = false;
      for (const flow of flows) for (const { list } of actionLists(flow)) isChanged = pullIn(list) || isChanged;
      return isChanged;
    },
  },
];

const WITH_MENUS: ReadonlySet<string> = new Set(['inboundCall']);

function menuInFront(flow: FlowTree): boolean {
  const { type, flow: root } = rootOf(flow);
  const start = root.get('startUpRef');
  if (!WITH_MENUS.has(type) || typeof start !== 'string' || !/tasks\/task\[/.test(start)) return false;
  const jump = map({
    menuJumpToTask: map({ name: 'Go on', dtmf: 'digit_1', targetTaskRef: start }),
  });
  const menu = map({
    menu: map({ name: 'In front', refId: 'Front_998', audio: map({ tts: 'Press 1.' }), choices: [jump] }),
  });
  const menus = root.get('menus');
  if (Array.isArray(menus)) menus.push(menu);
  else root.set('menus', [menu]);
  root.set('startUpRef', `/${type}/menus/menu[Front_998]`);
  return true;
}

function pullIn(list: Node[]): boolean {
  const at = list.findIndex((entry) => entryOf(entry)?.kind === 'decision');
  const outputs = at < 0 ? undefined : entryOf(list[at])!.settings.get('outputs');
  if (!isTree(outputs) || at === list.length - 1) return false;
  const rest = list.splice(at + 1);
  for (const way of ['yes', 'no']) {
    const output = outputs.get(way);
    const actions = isTree(output) ? output.get('actions') : undefined;
    if (Array.isArray(actions)) actions.push(...copy(rest));
    else if (isTree(output)) output.set('actions', copy(rest));
    else outputs.set(way, map({ actions: copy(rest) }));
  }
  return true;
}
