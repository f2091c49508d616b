import type { Random } from '../../syntax/support/random.js';
import {
  action,
  actionLists,
  entryOf,
  type FlowTree,
  isTree,
  map,
  mapTexts,
  type Node,
  namesIn,
  rootOf,
  type Tree,
} from './flow-tree.js';
import type { Transform } from './transform.js';

/** Where these stand, what follows is not what follows a call of the run. */
const LEAVES = /"(?:endTask|endState|loopExit|loopNext|jumpToTask|jumpToMenu|changeState|exitBotFlow|previousMenu)"/;

/** Assigns and shows; means the same in a module, whatever flow calls it. */
const MOVABLE: ReadonlySet<string> = new Set([
  'updateData',
  'setParticipantData',
  'setScreenPop',
  'setUUIData',
  'setWhisperAudio',
]);

/** A name with quotes in it is not found by its letters, and a slot belongs to its bot. */
const STAYS = /\b(?:Task|Flow)\.\\"|\bSlot\b/;

function isSpeltTwice(names: readonly string[]): boolean {
  return (
    new Set(names.map((name) => name.toLowerCase())).size < names.length ||
    names.some((name) => !/^[A-Z][a-z]+\./.test(name))
  );
}

function textOf(node: Node): string {
  return JSON.stringify(node, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}

/** A run of a task or state that may stand elsewhere. */
function movableRun(
  list: readonly Node[],
  random: Random,
  isMovable: (kind: string) => boolean,
): [number, number] | undefined {
  const starts = list.flatMap((entry, at) =>
    isMovable(entryOf(entry)?.kind ?? '') && !LEAVES.test(textOf(entry)) ? [at] : [],
  );
  if (starts.length === 0) return undefined;
  const from = random.pick(starts);
  let to = from + 1;
  while (to < list.length && starts.includes(to) && random.chance(0.7)) to++;
  return [from, to];
}

/** Declarations of variables with their flags, by name. */
function declarations(...owners: readonly Tree[]): Map<string, Tree> {
  const found = new Map<string, Tree>();
  for (const owner of owners) {
    const variables = owner.get('variables');
    for (const variable of Array.isArray(variables) ? variables : []) {
      const settings = entryOf(variable)?.settings;
      const name = settings?.get('name');
      if (typeof name === 'string' && isTree(variable)) found.set(name, variable);
    }
  }
  return found;
}

/** The declaration again, as something that is passed in and out. */
function passed(declared: Tree | undefined, name: string): Node {
  const variable = declared ? structuredClone(declared) : map({ stringVariable: map({}) });
  const { settings } = entryOf(variable)!;
  settings.set('name', name);
  settings.set('isInput', 'true');
  settings.set('isOutput', 'true');
  if (!settings.has('initialValue')) settings.set('initialValue', map({ noValue: 'true' }));
  return variable;
}

function moveToTask(flow: FlowTree, random: Random): boolean {
  const { type, flow: root } = rootOf(flow);
  const tasks = root.get('tasks');
  if (!Array.isArray(tasks)) return false;
  let isChanged = false;
  for (const { list, scope, container } of actionLists(flow)) {
    if (scope !== 'Task') continue;
    const run = movableRun(list, random, () => true);
    if (!run) continue;
    const moved = list.slice(run[0], run[1]);
    const names = [...namesIn(moved)].filter((name) => /^task\./i.test(name));
    if (isSpeltTwice(names) || STAYS.test(textOf(moved))) continue;
    const known = declarations(container);
    const id = `Moved_${tasks.length}`;
    const variables = names.map((name) => passed(known.get(name), name));
    tasks.push(
      map({ task: map({ name: id, refId: id, variables, actions: [...moved, action('endTask', { name: 'End' })] }) }),
    );
    const call = action('callTask', {
      name: `Call ${id}`,
      targetTaskRef: `/${type}/tasks/task[${id}]`,
      taskInputs: new Map(names.map((name) => [name, map({ exp: name })])),
      taskOutputs: new Map(names.map((name) => [name, map({ var: name })])),
    });
    list.splice(run[0], run[1] - run[0], call);
    isChanged = true;
  }
  return isChanged;
}

function moveToModule(flow: FlowTree, random: Random, number: number): FlowTree | undefined {
  const { flow: root, type } = rootOf(flow);
  if (type === 'commonModule') return undefined;
  for (const { list, container } of actionLists(flow)) {
    const run = movableRun(list, random, (kind) => MOVABLE.has(kind));
    if (!run) continue;
    const moved = structuredClone(list.slice(run[0], run[1])) as Node[];
    const names = [...namesIn(moved)];
    if (isSpeltTwice(names) || STAYS.test(textOf(moved))) continue;
    const own = (name: string) => `Common.${name.slice(name.indexOf('.') + 1)}`;
    if (new Set(names.map(own)).size < names.length) continue;
    const known = declarations(root, container);
    mapTexts(moved, (text) =>
      names.reduce((done, name) => done.replace(new RegExp(`\\b${name}\\b(?!\\.)`, 'g'), own(name)), text),
    );
    const name = `Moved Module ${number}`;
    const variables = names.map((variable) => passed(known.get(variable), own(variable)));
    const inputs = new Map(names.map((variable) => [own(variable), map({ exp: variable })]));
    const outputs = new Map(names.map((variable) => [own(variable), map({ var: variable })]));
    const commonModule = map({ [name]: map({ ver_latestPublished: map({ inputs, outputs }) }) });
    list.splice(run[0], run[1] - run[0], action('callCommonModule', { name: `Call ${name}`, commonModule }));
    const settings = map({ name, variables, startUpTaskActions: [...moved, action('endTask', { name: 'End' })] });
    return { uri: `moved-${number}.yaml`, tree: map({ commonModule: settings }) };
  }
  return undefined;
}

export const CALLS: readonly Transform[] = [
  {
    name: 'a run of actions stands in a task that is called',
    keeps: 'leaks',
    apply: (flows, random) => flows.map((flow) => moveToTask(flow, random)).some(Boolean),
  },
  {
    name: 'a run of actions stands in a common module',
    keeps: 'places',
    notForDeadCode: 'a module may be called from elsewhere, so what stands in it runs',
    apply: (flows, random) => {
      const modules = flows.flatMap((flow, index) => moveToModule(flow, random, index) ?? []);
      // The list is the case's own copy.
      (flows as FlowTree[]).push(...modules);
      return modules.length > 0;
    },
  },
  {
    name: 'a task that does all the work is called by the one that was called',
    keeps: 'leaks',
    apply: (flows) => flows.map(handOn).some(Boolean),
  },
];

/** The task where the flow starts calls another one with its actions and variables. */
function handOn(flow: FlowTree): boolean {
  const { type, flow: root } = rootOf(flow);
  const tasks = root.get('tasks');
  if (!Array.isArray(tasks)) return false;
  let isChanged = false;
  for (const entry of [...tasks]) {
    const settings = entryOf(entry)?.settings;
    if (!settings || !Array.isArray(settings.get('actions'))) continue;
    const id = `Work_${tasks.length}`;
    const work = structuredClone(settings);
    work.set('name', id);
    work.set('refId', id);
    tasks.push(map({ task: work }));
    const inputs: Tree = new Map();
    const outputs: Tree = new Map();
    for (const [name, variable] of declarations(settings)) {
      const flags = entryOf(variable)!.settings;
      if (flags.get('isInput') === 'true') inputs.set(name, map({ exp: name }));
      if (flags.get('isOutput') === 'true') outputs.set(name, map({ var: name }));
    }
    const call = {
      name: 'Hand on',
      targetTaskRef: `/${type}/tasks/task[${id}]`,
      taskInputs: inputs,
      taskOutputs: outputs,
    };
    settings.set('actions', [action('callTask', call), action('endTask', { name: 'End' })]);
    isChanged = true;
  }
  return isChanged;
}
