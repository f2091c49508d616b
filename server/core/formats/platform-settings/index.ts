import {
  isFlowKey,
  isWrapper,
  SETTINGS_KINDS,
  type SettingsKindFacts,
  settingOf,
} from '../../catalog/platform-settings.js';
import type { PlatformSettings, SettingName, SettingsKind, SettingValue } from '../../model/platform-settings.js';
import type { SourceFile } from '../format.js';
import type { ResourceContent, ResourceFormat } from '../resource.js';
import { readJsonValue } from '../values/json-text.js';
import { textProblems } from '../values/problems.js';
import { property } from '../values/read-value.js';
import { knownText, type MapValue, type Value } from '../values/value.js';

/** A file is told by its keys within these many characters. */
const HEAD = 100_000;
/** Deepest nesting that is looked at. */
const DEPTH_LIMIT = 30;

const OBJECT = /^\uFEFF?\s*[{[]/;

/** Trunks, organisations and retention policies as JSON, in whatever shape they were exported. */
export const platformSettings: readonly ResourceFormat[] = SETTINGS_KINDS.map((facts) => ({
  id: facts.kind,
  label: facts.label,
  recognises: recogniser(facts),
  read: (file) => readSettings(file, facts.kind),
}));

function recogniser({ strong, weak }: SettingsKindFacts): ResourceFormat['recognises'] {
  const first = keysPattern(strong);
  const any = keysPattern([...strong, ...weak]);
  return (_uri, text) => {
    const head = text.slice(0, HEAD);
    if (!OBJECT.test(head) || !first.test(head)) return 'no';
    const found = new Set([...head.matchAll(new RegExp(any, 'gi'))].map(([key]) => key.toLowerCase()));
    return found.size >= 2 ? 'yes' : 'no';
  };
}

function keysPattern(keys: readonly string[]): RegExp {
  return new RegExp(`"(?:${keys.join('|')})"(?=\\s{0,20}:)`, 'i');
}

function readSettings({ uri, text }: SourceFile, kind: SettingsKind): ResourceContent {
  const { value, problems } = readJsonValue(uri, text);
  return { problems: textProblems(problems), settings: itemsOf(value).map((item) => settingsOf(item, kind)) };
}

/** One object, a list of them, or a page of the API. */
function itemsOf(value: Value | undefined): readonly MapValue[] {
  const entities = property(value, 'entities');
  const list = entities?.kind === 'list' ? entities : value;
  if (list?.kind === 'list') return list.items.flatMap((item) => (item.kind === 'map' ? [item] : []));
  return value?.kind === 'map' ? [value] : [];
}

function settingsOf(item: MapValue, kind: SettingsKind): PlatformSettings {
  const name = property(item, 'name') ?? property(item, 'id');
  const values = new Map<SettingName, SettingValue>();
  const flows: string[] = [];
  collect(item, values, flows, 0);
  return {
    ...(name ?? item).place,
    kind,
    name: knownText(name) ?? '',
    values,
    flows: flows.length > 0 ? flows : undefined,
  };
}

/** The outermost key counts: what stands deeper may be about a part only. */
function collect(value: Value, values: Map<SettingName, SettingValue>, flows: string[], depth: number): void {
  if (depth > DEPTH_LIMIT) return;
  if (value.kind === 'list') for (const item of value.items) collect(item, values, flows, depth + 1);
  if (value.kind !== 'map') return;
  const below: Value[] = [];
  for (const [key, { value: inner }] of value.entries) {
    const setting = settingOf(key);
    const scalar = setting === undefined ? undefined : scalarOf(inner, 0);
    if (setting !== undefined && scalar !== undefined && !values.has(setting)) values.set(setting, scalar);
    else if (isFlowKey(key)) flows.push(...namesIn(inner));
    else below.push(inner);
  }
  for (const inner of below) collect(inner, values, flows, depth + 1);
}

function scalarOf(value: Value, depth: number): SettingValue | undefined {
  if (value.kind === 'map' && depth < DEPTH_LIMIT) {
    const wrapped = [...value.entries].find(([key]) => isWrapper(key))?.[1].value;
    return wrapped && scalarOf(wrapped, depth + 1);
  }
  const text = value.kind === 'bool' || value.kind === 'number' ? String(value.value) : knownText(value);
  return text === undefined ? undefined : { ...value.place, text };
}

/** `"a"`, `["a", "b"]` and `[{"name": "a"}]`. */
function namesIn(value: Value): string[] {
  const items = value.kind === 'list' ? value.items : [value];
  return items.flatMap((item) => {
    const name = item.kind === 'map' ? (property(item, 'name') ?? property(item, 'id')) : item;
    return knownText(name) ?? [];
  });
}
