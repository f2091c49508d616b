import type { Place } from '../../model/finding.js';
import type { TextPart } from '../../model/resource.js';
import type { HclExpression } from '../../syntax/hcl/ast.js';
import { readTemplateText } from '../../syntax/hcl/read-json.js';
import { CookedText } from '../../text/cooked-text.js';
import { decodeJson, encodeJson } from '../values/json-text.js';
import {
  joinParts,
  knownBool,
  knownNumber,
  knownText,
  type MapEntry,
  madeText,
  open,
  partsOf,
  type Value,
} from '../values/value.js';
import { evaluate, evaluateParts, keyOf, placeOf, type Scope } from './evaluate.js';
import { resolvePath } from './instance.js';

type Call = HclExpression & { readonly kind: 'call' };

/** Gets evaluated arguments; undefined means that the result is not known. */
type Implementation = (args: readonly Value[], place: Place, scope: Scope) => Value | undefined;

/** Text of a template file that is put together; a larger one is open. */
const TEMPLATE_LIMIT = 200_000;
/** Items of one list. */
const LIST_LIMIT = 10_000;

/** What a call comes to; open for functions that are not known here, and for those that ask the outside world. */
export function callFunction(call: Call, scope: Scope): Value {
  const place = placeOf(call, scope);
  const name = call.name.replace(/^core::/, '');
  const result = call.spreads ? undefined : run(name, call.args, place, scope);
  return result ?? open(keyOf(`call ${name}`, place, scope), place);
}

function run(name: string, args: readonly HclExpression[], place: Place, scope: Scope): Value | undefined {
  return FUNCTIONS.get(name)?.(
    args.map((arg) => evaluate(arg, scope)),
    place,
    scope,
  );
}

function onText(change: (text: string) => string): Implementation {
  return ([value], place) => {
    const text = knownText(value);
    return text === undefined ? undefined : madeText(change(text), place);
  };
}

const same: Implementation = ([value]) => value;

const FUNCTIONS: ReadonlyMap<string, Implementation> = new Map<string, Implementation>([
  ['lower', onText((text) => text.toLowerCase())],
  ['upper', onText((text) => text.toUpperCase())],
  ['trimspace', onText((text) => text.trim())],
  ['chomp', onText((text) => text.replace(/[\r\n]+$/, ''))],
  [
    'title',
    onText((text) =>
      text.replace(/(^|[^\p{L}\p{Nd}_])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase()),
    ),
  ],
  ['trimprefix', onTexts(([text, prefix]) => (text?.startsWith(prefix ?? '') ? text.slice(prefix?.length) : text))],
  ['trimsuffix', onTexts(([text, end]) => (end && text?.endsWith(end) ? text.slice(0, -end.length) : text))],
  ['replace', onTexts(replace)],
  ['basename', onText((text) => text.slice(text.lastIndexOf('/') + 1))],
  ['dirname', onText((text) => (text.includes('/') ? text.slice(0, text.lastIndexOf('/')) : '.'))],
  ['abspath', same],
  ['tostring', ([value], place) => (value && value.kind !== 'null' ? toText(value, place) : undefined)],
  ['tobool', ([value], place) => bool(knownBool(value), place)],
  ['tonumber', ([value], place) => number(knownNumber(value), place)],
  ['sensitive', same],
  ['nonsensitive', same],
  ['tolist', same],
  ['toset', same],
  ['tomap', same],
  ['join', join],
  ['split', split],
  ['format', format],
  ['concat', concat],
  ['merge', merge],
  ['lookup', lookup],
  ['element', ([list, index]) => (list?.kind === 'list' ? list.items[knownNumber(index) ?? -1] : undefined)],
  ['length', length],
  ['keys', keys],
  [
    'values',
    ([map]) => (isWhole(map) ? { ...map, kind: 'list', items: sorted(map).map(([, { value }]) => value) } : undefined),
  ],
  ['coalesce', coalesce],
  ['try', (args) => firstCertain(args)],
  ['jsonencode', ([value], place) => (value ? encodeJson(value, place) : undefined)],
  ['jsondecode', ([value]) => decodeJson(value)],
  ['file', file],
  ['templatefile', templateFile],
]);

function onTexts(change: (texts: readonly string[]) => string | undefined): Implementation {
  return (args, place) => {
    const texts = args.map(knownText);
    if (texts.some((text) => text === undefined)) return undefined;
    const text = change(texts as readonly string[]); // the line above sorts out what is not known
    return text === undefined ? undefined : madeText(text, place);
  };
}

/** A pattern between slashes is a regular expression, which is not tried: some take for ever. */
function replace([text, from, to]: readonly string[]): string | undefined {
  if (text === undefined || from === undefined || to === undefined) return undefined;
  return /^\/.*\/$/.test(from) ? undefined : text.split(from).join(to);
}

function toText(value: Value, place: Place): Value | undefined {
  const parts = partsOf(value);
  return parts && joinParts(parts, place);
}

function bool(value: boolean | undefined, place: Place): Value | undefined {
  return value === undefined ? undefined : { kind: 'bool', value, place };
}

function number(value: number | undefined, place: Place): Value | undefined {
  return value === undefined ? undefined : { kind: 'number', value, place };
}

/** Keeps what is open open, so that the known pieces around it still count. */
function join([separator, ...rest]: readonly Value[], place: Place): Value | undefined {
  const between = separator && partsOf(separator);
  if (!between) return undefined;
  const parts: TextPart[] = [];
  for (const list of rest) {
    if (list.kind !== 'list') return undefined;
    for (const item of list.items) {
      const own = partsOf(item);
      if (!own) return undefined;
      if (parts.length > 0) parts.push(...between);
      parts.push(...own);
    }
  }
  return joinParts(parts, place);
}

function split([separator, text]: readonly Value[], place: Place): Value | undefined {
  const [between, whole] = [knownText(separator), knownText(text)];
  if (between === undefined || whole === undefined) return undefined;
  const items = whole
    .split(between)
    .slice(0, LIST_LIMIT)
    .map((part) => madeText(part, place));
  return { kind: 'list', items, place };
}

/** `%s` and `%d` take the next value as it is, `%%` is a percent sign; any other verb is not worked out. */
function format([pattern, ...args]: readonly Value[], place: Place): Value | undefined {
  const text = knownText(pattern);
  if (text === undefined) return undefined;
  const parts: TextPart[] = [];
  let next = 0;
  for (const piece of text.split(/(%[^a-zA-Z%]*[a-zA-Z%])/)) {
    if (!piece.startsWith('%')) parts.push(...madeText(piece, place).parts);
    else if (piece === '%%') parts.push(...madeText('%', place).parts);
    else if (piece === '%s' || piece === '%d' || piece === '%v') {
      const value = args[next++];
      const own = value && partsOf(value);
      if (!own) return undefined;
      parts.push(...own);
    } else return undefined;
  }
  return joinParts(parts, place);
}

function concat(args: readonly Value[], place: Place): Value | undefined {
  const items: Value[] = [];
  for (const list of args) {
    if (list.kind !== 'list' || items.length + list.items.length > LIST_LIMIT) return undefined;
    for (const item of list.items) items.push(item);
  }
  return { kind: 'list', items, place };
}

/** With a part that is not known, what is known may be overwritten by it: only what stands behind it is certain. */
function merge(args: readonly Value[], place: Place): Value {
  const entries = new Map<string, MapEntry>();
  let isComplete = true;
  for (const map of args) {
    if (map.kind === 'null') continue;
    if (map.kind !== 'map' || !map.isComplete) {
      entries.clear();
      isComplete = false;
    }
    if (map.kind === 'map') for (const [key, entry] of map.entries) entries.set(key, entry);
  }
  return { kind: 'map', entries, isComplete, place };
}

function lookup([map, key, otherwise]: readonly Value[]): Value | undefined {
  const name = knownText(key);
  if (map?.kind !== 'map' || name === undefined) return undefined;
  return map.entries.get(name)?.value ?? (map.isComplete ? otherwise : undefined);
}

function length([value]: readonly Value[], place: Place): Value | undefined {
  if (value?.kind === 'list') return number(value.items.length, place);
  if (isWhole(value)) return number(value.entries.size, place);
  const text = value?.kind === 'text' ? knownText(value) : undefined;
  return number(text === undefined ? undefined : [...text].length, place);
}

function keys([map]: readonly Value[], place: Place): Value | undefined {
  if (!isWhole(map)) return undefined;
  return { kind: 'list', items: sorted(map).map(([key, entry]) => madeText(key, entry.key)), place };
}

function isWhole(value: Value | undefined): value is Value & { kind: 'map' } {
  return value?.kind === 'map' && value.isComplete;
}

function sorted({ entries }: Value & { kind: 'map' }): [string, MapEntry][] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The first that is neither null nor empty; certain only as long as those in front of it are. */
function coalesce(args: readonly Value[]): Value | undefined {
  for (const value of args) {
    if (value.kind === 'open') return undefined;
    if (value.kind === 'null' || (value.kind === 'text' && value.parts.length === 0)) continue;
    return value;
  }
  return undefined;
}

/** `try` takes the first that does not fail; whether something open fails is not known. */
function firstCertain([first]: readonly Value[]): Value | undefined {
  return first?.kind === 'open' ? undefined : first;
}

function file([path]: readonly Value[], place: Place, { instance }: Scope): Value | undefined {
  const target = resolvePath(path, instance);
  const found = target === undefined ? undefined : instance.evaluation.file(target);
  if (!found || found.text.length > TEMPLATE_LIMIT) return undefined;
  const source = new CookedText(found.text, 0);
  return { kind: 'text', parts: found.text === '' ? [] : [{ kind: 'text', uri: found.uri, source }], place };
}

function templateFile([path, values]: readonly Value[], place: Place, scope: Scope): Value | undefined {
  const { instance } = scope;
  const target = resolvePath(path, instance);
  const found = target === undefined || scope.isTemplate ? undefined : instance.evaluation.file(target);
  if (!found || found.text.length > TEMPLATE_LIMIT || values?.kind !== 'map') return undefined;
  const names = new Map([...values.entries].map(([name, { value }]) => [name, value]));
  return evaluateParts(readTemplateText(found.text), place, { uri: found.uri, instance, names, isTemplate: true });
}
