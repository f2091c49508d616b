import { allFlowTypes, type FlowTypeFacts } from '../../catalog/flow-types.js';
import { type KeyRow, keysOf } from '../../catalog/yaml-keys.js';
import { flowTypeName } from '../../rules/describe.js';
import { branchText } from './branch-text.js';
import type { Draft } from './completion-list.js';
import type { CursorPlace } from './position.js';
import type { Branch } from './snippets.js';

const UNIT = 2;

/** The root keys, each with the smallest flow of its type; nothing where a flow stands already. */
export function flowTypeDrafts(text: string, place: CursorPlace): Draft[] {
  if (allFlowTypes().some(({ yaml }) => place.present.has(yaml))) return [];
  return allFlowTypes().map((facts) => {
    const { yaml, type, evidence } = facts;
    return {
      label: yaml,
      kind: 'flow',
      detail: `flow of type ${flowTypeName(type)}`,
      rank: evidence === 'inferred' ? 3 : 1,
      ...branchText(text, place, UNIT, { key: yaml, below: smallestFlow(facts) }, false),
      resolve: { kind: 'text', key: yaml, role: '', flowType: type, evidence, doc: '' },
    };
  });
}

/** What a flow cannot do without, and one container that it starts in. */
function smallestFlow({ yaml, type }: FlowTypeFacts): Branch[] {
  const rows = keysOf('flow', type);
  const isReferred = rows.some(({ form, required }) => form === 'ref' && required);
  const lists = rows.filter(({ form, of }) => form === 'list' && keysOf(of, type)[0]?.form === 'map');
  const list = isReferred ? lists.at(-1) : undefined;
  const entry = list && keysOf(list.of, type)[0];
  const id = 'Main_10';
  let stop = 0;
  const below = rows.flatMap((row): Branch[] => {
    if (row === list && entry) return [{ key: row.key, isList: true, below: [container(entry, type, id)] }];
    if (!row.required) return [];
    if (row.form === 'ref')
      return entry ? [{ key: row.key, value: `"/${yaml}/${list!.key}/${entry.key}[${id}]"` }] : [];
    if (row.form === 'actions') return [{ key: row.key, isList: true, below: [{ key: '', value: '$0' }] }];
    return [{ key: row.key, value: row.form === 'word' ? 'en-us' : `$${++stop}` }];
  });
  return below;
}

function container(entry: KeyRow, type: string, id: string): Branch {
  const [name, reference, ...rest] = keysOf(entry.of, type).filter(({ required }) => required);
  const below = rest.map((row): Branch => {
    const isList = row.form === 'actions' || row.form === 'choices';
    return isList ? { key: row.key, isList, below: [{ key: '', value: '$0' }] } : { key: row.key, value: '' };
  });
  return { key: entry.key, below: [{ key: name!.key, value: 'Main' }, { key: reference!.key, value: id }, ...below] };
}
