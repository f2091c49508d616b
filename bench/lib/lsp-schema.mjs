import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..', '..');
const FILE = join(root, '.cache', 'bench', 'flow.schema.json');

const read = (name) => JSON.parse(readFileSync(join(root, 'server', 'core', 'catalog', 'architect', name), 'utf8'));
const text = { type: 'string' };
const ref = (name) => ({ $ref: `#/definitions/${encodeURIComponent(name)}` });
const list = (items) => ({ type: 'array', items });
const mapOf = (additionalProperties) => ({ type: 'object', additionalProperties });

/**
 * Writes a JSON schema for a generic YAML server from the very tables that our own completion and hover read, so both
 * sides know the same actions, keys and words. Written so that it is cheap to check: plain properties and references,
 * no alternatives to try. Gives its URI.
 */
export function writeSchema() {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify(makeSchema()));
  return pathToFileURL(FILE).href;
}

function makeSchema() {
  const [actions, flowTypes] = [read('actions.generated.json'), read('flow-types.json')];
  const [keys, enums] = [read('yaml-keys.json'), read('enums.json')];
  const tables = { keys, enums, formOf: forms(enums) };
  const { maps } = keys;
  const definitions = {
    holder: oneMode(enums.modes),
    binding: oneMode(enums.bindings),
    // What an input takes whose form the tables leave open: a bare word, a list, settings, or a value.
    open: {
      oneOf: [
        { type: ['string', 'number', 'boolean', 'null', 'array'] },
        ...modesOf(enums.modes),
        settings(enums.modes),
      ],
    },
    ...Object.fromEntries(Object.keys(maps).map((name) => [`map ${name}`, mapSchema(maps[name], '', tables)])),
    ...Object.fromEntries(actions.map((action) => [`kind ${action.key}`, actionSchema(action, tables)])),
    // A branch in which nothing has been written yet is no mistake.
    actions: { ...list(closed(actions.map((action) => [action.key, describedRef(action)]))), type: ['array', 'null'] },
    variables: list(closed(enums.types.map(({ word }) => [`${word}Variable`, ref('map variable')]))),
    statement: closed(enums.types.map(({ word }) => [word, ref('map statement')])),
    path: { type: 'object', properties: { actions: ref('actions') } },
  };
  const flow = ref('map flow');
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: Object.fromEntries(flowTypes.map(({ yaml }) => [yaml, flow])),
    definitions,
  };
}

/** A map of exactly one of these keys, as list entries are written. */
function closed(entries) {
  return { type: 'object', properties: Object.fromEntries(entries), additionalProperties: false, maxProperties: 1 };
}

/** A value says in exactly one way what it is. */
function oneMode(rows) {
  return { type: 'object', oneOf: modesOf(rows) };
}

function modesOf(rows) {
  return rows.map(({ mode, doc }) => ({
    type: 'object',
    properties: { [mode]: { description: doc } },
    required: [mode],
  }));
}

/** A map that is no value. */
function settings(rows) {
  return { type: 'object', not: { anyOf: rows.map(({ mode }) => ({ required: [mode] })) } };
}

function describedRef({ key, name, category, notes = '' }) {
  return { ...ref(`kind ${key}`), title: name, description: `${category}: ${name}. ${notes}` };
}

function mapSchema(rows, action, { formOf }) {
  return {
    type: 'object',
    properties: Object.fromEntries(rows.map((row) => [row.key, formOf(row, action)])),
    required: rows.filter(({ required, notIn, flowTypes }) => required && !notIn && !flowTypes).map(({ key }) => key),
  };
}

function actionSchema({ key, name, inputs, outputs, results, notes = '' }, { keys, enums, formOf }) {
  const own = mapSchema([...keys.maps['action *'], ...(keys.maps[`action ${key}`] ?? [])], key, { formOf });
  const wordsOf = (role) => enums.words.find((row) => row.action === key && row.key === role && row.form === 'word');
  const more = [
    ...inputs.map(({ role, type, note }) => [
      role,
      { title: type, description: note ?? role, ...(wordsOf(role) ? { enum: wordsOf(role).words } : ref('open')) },
    ]),
    ...results.map((role) => [role, {}]),
  ];
  const properties = { ...Object.fromEntries(more), ...own.properties };
  if (outputs.length > 0) {
    const named = outputs.filter((output) => /^\w+$/.test(output)).map((output) => [output, ref('path')]);
    properties[keys.outputsKey] = { type: 'object', properties: Object.fromEntries(named) };
  }
  return { type: 'object', title: name, description: `${name}. ${notes}`, properties, required: own.required };
}

/** What may stand behind a key of one form. */
function forms({ words }) {
  const simple = {
    text,
    number: { type: 'number' },
    boolean: { type: 'boolean' },
    flag: { type: 'boolean' },
    variable: text,
    ref: text,
    holder: ref('holder'),
    attribute: ref('holder'),
    binding: ref('binding'),
    texts: list(text),
    actions: ref('actions'),
    variables: ref('variables'),
    object: ref('map object'),
    inputs: mapOf(ref('holder')),
    bindings: mapOf(ref('binding')),
    target: mapOf({}),
  };
  return ({ key, form, of, doc }, action) => {
    const described = doc ? { description: doc } : {};
    const row = words.find((one) => one.key === key && (one.action === action || one.action === '*'));
    if (form === 'word') return { ...described, ...(row?.form === 'word' ? { enum: row.words } : {}) };
    if (form === 'map') return { ...described, ...ref(`map ${of}`) };
    if (form === 'languages') return { ...described, ...mapOf(ref(`map ${of}`)) };
    if (form === 'list') return { ...described, ...list(of === 'statements' ? ref('statement') : ref(`map ${of}`)) };
    return { ...described, ...simple[form] };
  };
}
