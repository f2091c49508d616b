import type { Random } from '../../syntax/support/random.js';
import { type ActionList, action, actionLists, declare, type FlowTree, map, type Node, rootOf } from './flow-tree.js';
import type { Transform } from './transform.js';

/** Actions that have nothing to do with what is followed. */
function harmless(random: Random, scope: string): Node {
  return random.pick<() => Node>([
    () => action('wait', { name: 'Bystander', timeout: map({ lit: map({ seconds: '2' }) }) }),
    () => update('Bystander', `${scope}.bystander`, '"nothing"'),
    () => update('Bystander', `${scope}.bystander`, 'ToString(Length("nothing") + 1)'),
    () => action('playAudio', { name: 'Bystander', audio: map({ tts: 'One moment.' }) }),
    () => attribute('Bystander', 'bystander', '"seen"'),
    () => action('getParticipantData', { name: 'Bystander', attributes: [read('visits', `${scope}.bystander`)] }),
    () => map({ setLanguage: map({ name: 'Bystander', language: 'en-us' }) }),
  ])();
}

export function update(name: string, variable: string, exp: string): Node {
  return action('updateData', { name, statements: [map({ string: map({ variable, value: map({ exp }) }) })] });
}

function attribute(name: string, key: string, exp: string): Node {
  const pair = map({ name: map({ lit: key }), value: map({ exp }) });
  return action('setParticipantData', { name, attributes: [map({ attribute: pair })] });
}

function read(key: string, variable: string): Node {
  return map({ attribute: map({ name: map({ lit: key }), variable }) });
}

function collect(name: string, variable: string): Node {
  const digits = map({ exact: '16' });
  const inputAudio = map({ tts: 'Please enter your card number.' });
  return action('collectInput', {
    name,
    inputData: map({ var: variable }),
    digits,
    inputAudio,
    verificationType: 'none',
  });
}

/** Puts actions at random places of every list. */
function strew(flows: readonly FlowTree[], random: Random, make: (list: ActionList) => Node[]): boolean {
  let isChanged = false;
  for (const flow of flows) {
    for (const list of actionLists(flow)) {
      const at = random.below(list.list.length + 1);
      const made = make(list);
      list.list.splice(at, 0, ...made);
      isChanged ||= made.length > 0;
    }
  }
  return isChanged;
}

export const BYSTANDERS: readonly Transform[] = [
  {
    name: 'harmless actions stand between',
    keeps: 'everything',
    apply: (flows, random) => strew(flows, random, ({ scope }) => [harmless(random, scope), harmless(random, scope)]),
  },
  {
    name: 'a sensitive value that nobody uses is collected',
    keeps: 'everything',
    apply: (flows, random) => {
      for (const flow of flows) declareSecure(flow);
      return strew(flows, random, ({ scope }) => [collect('Bystander', `${scope}.unusedCardNumber`)]);
    },
  },
  {
    name: 'switched-off actions would leak and clear',
    keeps: 'everything',
    apply: (flows, random) =>
      strew(flows, random, (list) => {
        const off = (entry: Node) => {
          const [settings] = (entry as Map<string, Map<string, Node>>).values();
          settings!.set('enabled', 'false');
          return entry;
        };
        const names = variablesOf(list);
        return names.flatMap((name) => [off(attribute('Off', 'off', name)), off(update('Off', name, '""'))]);
      }),
  },
  {
    name: 'switched-off ways out would leak and clear',
    keeps: 'everything',
    apply: (flows, random) =>
      strew(flows, random, (list) => {
        const body = variablesOf(list).flatMap((name) => [attribute('Off', 'off', name), update('Off', name, '""')]);
        const condition = map({ exp: 'Hour(GetCurrentDateTimeUtc()) > 12' });
        const outputs = map({ yes: map({ actions: body, enabled: 'false' }) });
        return body.length === 0 ? [] : [action('decision', { name: 'Off', condition, outputs })];
      }),
  },
  {
    name: 'a literal condition never holds',
    keeps: 'everything',
    apply: (flows, random) =>
      strew(flows, random, (list) => {
        const body = variablesOf(list).flatMap((name) => [attribute('Off', 'off', name), update('Off', name, '""')]);
        const [exp, way] = random.pick([
          ['false', 'yes'],
          ['true', 'no'],
        ] as const);
        const outputs = map({ [way]: map({ actions: body }) });
        return body.length === 0 ? [] : [action('decision', { name: 'Off', condition: map({ exp }), outputs })];
      }),
  },
  {
    name: 'a task that nobody calls leaks what the flow holds',
    keeps: 'everything',
    apply: (flows) => {
      let isChanged = false;
      for (const flow of flows) {
        const tasks = rootOf(flow).flow.get('tasks');
        if (!Array.isArray(tasks)) continue;
        const actions = variablesOf({ list: tasks, scope: 'Flow' }).map((name) => attribute('Never', 'never', name));
        tasks.push(map({ task: map({ name: 'Never', refId: 'Never_999', actions }) }));
        isChanged ||= actions.length > 0;
      }
      return isChanged;
    },
  },
];

/** Variables of the list's own scope that stand in its expressions. */
function variablesOf({ list, scope }: Pick<ActionList, 'list' | 'scope'>): string[] {
  const found = JSON.stringify(list, (_, value) => (value instanceof Map ? [...value] : value));
  return [...new Set([...found.matchAll(new RegExp(`\\b${scope}\\.\\w+`, 'g'))].map(([name]) => name))];
}

function declareSecure(flow: FlowTree): void {
  const { flow: root } = rootOf(flow);
  declare({ scope: 'Flow', container: root }, root, 'Flow.secretNobodyReads');
  const variables = root.get('variables');
  const last = Array.isArray(variables) ? variables.at(-1) : undefined;
  if (last instanceof Map)
    for (const settings of last.values()) if (settings instanceof Map) settings.set('isSecure', 'true');
}
