import type { Target } from '../model/flow.js';
import { type DataAction, type Secrecy, textKey } from '../model/resource.js';
import type { Resources } from '../model/resources.js';
import { fill, fillingsOf } from './fillings.js';

/** What the workspace's files say about the data action that a flow calls. */
export interface KnownDataAction {
  /** Everything that declares it, in the order of files. */
  readonly declarations: readonly DataAction[];
  readonly secrecy: Secrecy;
  /** What says so: the first that says `plain`, else the first that says `secure`, else any. */
  readonly witness: DataAction;
}

const NO_ACTIONS: readonly DataAction[] = [];

interface Index {
  readonly byName: ReadonlyMap<string, readonly DataAction[]>;
  readonly byId: ReadonlyMap<string, readonly DataAction[]>;
  /** Answers by flow and target: the same call is asked about by several rules. */
  readonly answers: WeakMap<Target, KnownDataAction | 'not found'>;
}

const indexes = new WeakMap<Resources, Index>();

/** The data action behind a target; undefined when no file of the workspace declares it. */
export function findDataAction(resources: Resources, flow: string, target: Target): KnownDataAction | undefined {
  if (target.kind !== 'data-action' || resources.dataActions.length === 0) return undefined;
  const index = indexOf(resources);
  let answer = index.answers.get(target);
  if (!answer) {
    answer = lookUp(index, resources, flow, target) ?? 'not found';
    index.answers.set(target, answer);
  }
  return answer === 'not found' ? undefined : answer;
}

/** A secure one only when nobody says otherwise: what is shown must hold wherever the flow is deployed. */
function lookUp(index: Index, resources: Resources, flow: string, target: Target): KnownDataAction | undefined {
  const { declarations, isComplete } = declarationsOf(index, resources, flow, target);
  const [first] = declarations;
  if (!first) return undefined;
  const plain = declarations.find(({ secrecy }) => secrecy === 'plain');
  const secure = declarations.find(({ secrecy }) => secrecy === 'secure');
  const witness = plain ?? secure ?? first;
  return { declarations, secrecy: plain || isComplete ? witness.secrecy : 'unknown', witness };
}

interface Declarations {
  readonly declarations: readonly DataAction[];
  /** False when the flow is also deployed with a name that no file declares. */
  readonly isComplete: boolean;
}

function declarationsOf(index: Index, resources: Resources, flow: string, target: Target): Declarations {
  const { name, category = '', id } = target;
  const byId = id === undefined ? undefined : index.byId.get(id);
  if (byId) return { declarations: byId, isComplete: true };
  const fillings = fillingsOf(resources, flow);
  const names = keysOf(name, fillings);
  const categories = category === '' ? [] : keysOf(category, fillings);
  const found = names.map((key) =>
    (index.byName.get(key) ?? NO_ACTIONS).filter(
      // A flow that gives no category, and an export, which has none, leave only the name to go by.
      (action) => category === '' || !action.category || categories.includes(textKey(action.category)),
    ),
  );
  return { declarations: found.flat(), isComplete: found.every(({ length }) => length > 0) };
}

function keysOf(text: string, fillings: ReturnType<typeof fillingsOf>): readonly string[] {
  if (!text.includes('{')) return [text];
  const place = { uri: '', span: { start: 0, end: 0 } };
  return [...new Set(fill(text, fillings).map((parts) => textKey({ ...place, parts })))];
}

function indexOf(resources: Resources): Index {
  const known = indexes.get(resources);
  if (known) return known;
  const byName = new Map<string, DataAction[]>();
  const byId = new Map<string, DataAction[]>();
  for (const action of resources.dataActions) {
    note(byName, textKey(action.name), action);
    if (action.id !== undefined) note(byId, action.id, action);
  }
  const index = { byName, byId, answers: new WeakMap() };
  indexes.set(resources, index);
  return index;
}

function note(actions: Map<string, DataAction[]>, key: string, action: DataAction): void {
  const list = actions.get(key);
  if (list) list.push(action);
  else actions.set(key, [action]);
}
