import { jsonText } from '../../syntax/json/cook.js';
import { readJson } from '../../syntax/json/read.js';
import type { CookedText } from '../../text/cooked-text.js';
import type { Span } from '../../text/span.js';
import { JsonCursor } from '../architect-json/cursor.js';
import type { Script, ScriptAction, ScriptBranch, ScriptParameter, ScriptText } from './script.js';

/** A JSON document, or one that stands decoded in a string of another. Every span counts in the outermost text. */
export class ScriptJson extends JsonCursor {
  readonly #outer: CookedText | undefined;

  constructor(text: string, outer?: CookedText) {
    super(readJson(text));
    this.#outer = outer;
  }

  override span(node: number): Span {
    return this.#raw(super.span(node));
  }

  override textSpan(node: number): Span {
    return this.#raw(super.textSpan(node));
  }

  override pairSpan(key: number): Span {
    return this.#raw(super.pairSpan(key));
  }

  override cooked(node: number): CookedText {
    const cooked = super.cooked(node);
    return this.#outer ? cooked.within(this.#outer) : cooked;
  }

  /** Where a node stands in the document itself, which may be decoded text. */
  tapeSpan(node: number): Span {
    return super.span(node);
  }

  tapeEnd(node: number): number {
    return this.tape.end[node]!;
  }

  /** The place of a span of the document in the outermost text. */
  rawSpan(span: Span): Span {
    return this.#raw(span);
  }

  #raw({ start, end }: Span): Span {
    return this.#outer ? this.#outer.rawSpan(start, end) : { start, end };
  }
}

/** The map that holds a script's actions; -1 when there is none. */
export function findScript(json: ScriptJson): number {
  if (json.tape.count === 0) return -1;
  if (isScript(json, 0)) return 0;
  for (const key of json.children(0)) {
    const value = json.isMap(0) ? json.valueOf(key) : key;
    if (isScript(json, value)) return value;
  }
  return -1;
}

function isScript(json: ScriptJson, node: number): boolean {
  return json.isMap(json.find(node, 'actions')) || json.isMap(json.find(node, 'header'));
}

/** Reads the form of the web editor: maps of actions, properties and branches by the action's id. */
export function readScriptJson(json: ScriptJson, root: number): Script {
  const header = json.find(root, 'header');
  const properties = indexByKey(json, json.find(root, 'properties'));
  const branches = indexByKey(json, json.find(root, 'branches'));
  const actions: ScriptAction[] = [];
  for (const key of json.children(json.find(root, 'actions'))) {
    const map = json.valueOf(key);
    if (json.isMap(map)) actions.push(readAction(json, key, properties, branches));
  }
  return {
    name: textAt(json, json.find(header, 'scriptName')),
    redaction: textAt(json, json.find(header, 'variableRedaction')),
    actions,
    span: json.span(root),
  };
}

function readAction(
  json: ScriptJson,
  key: number,
  properties: ReadonlyMap<string, number>,
  branches: ReadonlyMap<string, number>,
): ScriptAction {
  const map = json.valueOf(key);
  const id = json.text(key);
  const values = properties.get(id);
  const ways = branches.get(id);
  return {
    id,
    type: textAt(json, json.find(map, 'name')) ?? nothingAt(json, key),
    libraryId: json.findText(map, 'libraryId'),
    label: textAt(json, json.find(map, 'label')),
    parameters: values === undefined ? [] : readParameters(json, json.valueOf(values)),
    branches: ways === undefined ? [] : readBranches(json, json.valueOf(ways)),
    span: json.pairSpan(key),
    places: [values, ways].flatMap((pair) => (pair === undefined ? [] : json.pairSpan(pair))),
  };
}

function readParameters(json: ScriptJson, map: number): ScriptParameter[] {
  const parameters: ScriptParameter[] = [];
  for (const entry of json.children(map)) {
    const property = json.isMap(map) ? json.valueOf(entry) : entry;
    const name = textAt(json, json.find(property, 'name'));
    const value = json.find(property, 'value');
    const values = json.isSeq(value) ? [...json.children(value)] : [value];
    parameters.push({
      index: parameters.length,
      ...(name ? { name } : {}),
      values: values.flatMap((node) => textAt(json, node) ?? []),
      span: json.span(property),
    });
  }
  return parameters;
}

function readBranches(json: ScriptJson, list: number): ScriptBranch[] {
  const branches: ScriptBranch[] = [];
  for (const entry of json.children(list)) {
    const branch = json.isMap(list) ? json.valueOf(entry) : entry;
    if (!json.isMap(branch)) continue;
    const to = json.find(branch, 'to');
    const kind = json.findText(branch, 'type').toLowerCase();
    const label = json.findText(branch, 'label').trim().toLowerCase();
    const target = json.text(to).trim();
    branches.push({
      to: isWired(target) ? target : '',
      toSpan: to < 0 ? json.span(branch) : json.textSpan(to),
      name: kind === 'default' || label === '' ? 'default' : label,
      isCase: kind === 'case',
      span: json.span(branch),
    });
  }
  return branches;
}

/** -1 stands for "nowhere", and so does 0 in files that write 0 for whatever is empty. */
export function isWired(id: string): boolean {
  return id !== '' && id !== '-1' && id !== '0' && id !== 'null';
}

/** Keys by their text; of several the last one counts, as for every JSON reader. */
function indexByKey(json: ScriptJson, map: number): Map<string, number> {
  const index = new Map<string, number>();
  if (json.isMap(map)) for (const key of json.children(map)) index.set(jsonText(json.tape, key), key);
  return index;
}

export function textAt(json: ScriptJson, node: number): ScriptText | undefined {
  return json.isScalar(node) ? { text: json.cooked(node), span: json.span(node) } : undefined;
}

function nothingAt(json: ScriptJson, node: number): ScriptText {
  return { text: json.cooked(node).slice(0, 0), span: json.span(node) };
}
