import type { DataAction } from '../../model/resource.js';
import type { SourceFile } from '../format.js';
import type { ResourceContent, ResourceFormat } from '../resource.js';
import { readJsonValue } from '../values/json-text.js';
import { textProblems } from '../values/problems.js';
import { property } from '../values/read-value.js';
import { knownBool, knownText, textOf, type Value } from '../values/value.js';

/** What `keytrace inventory` calls its file. */
export const INVENTORY_FILE = 'flow-inventory.json';

/** A key that no other file has. */
const MARK = /"keytraceInventory"\s*:\s*\d/;

/** What an organisation's data actions are, written down by `keytrace inventory`. */
export const inventory: ResourceFormat = {
  id: 'inventory',
  label: 'Keytrace inventory of data actions',
  recognises: (_uri, text) => (MARK.test(text.slice(0, 2_000)) ? 'yes' : 'no'),
  read: readInventory,
};

function readInventory({ uri, text }: SourceFile): ResourceContent {
  const { value, problems } = readJsonValue(uri, text);
  const list = property(value, 'dataActions');
  const items = list?.kind === 'list' ? list.items : [];
  return { problems: textProblems(problems), dataActions: items.flatMap(readEntry) };
}

function readEntry(value: Value): DataAction[] {
  const name = textOf(property(value, 'name'));
  if (!name) return [];
  const secure = property(value, 'secure');
  const isSecure = knownBool(secure);
  const category = textOf(property(value, 'category'));
  const id = knownText(property(value, 'id'));
  const asOf = knownText(property(value, 'date'));
  return [
    {
      ...value.place,
      format: 'inventory',
      name,
      secrecy: isSecure === undefined ? 'unknown' : isSecure ? 'secure' : 'plain',
      ...(secure ? { secrecyPlace: secure.place } : {}),
      inputs: [],
      outputs: [],
      hasContract: false,
      ...(category ? { category } : {}),
      ...(id === undefined ? {} : { id }),
      ...(asOf === undefined ? {} : { asOf }),
    },
  ];
}
