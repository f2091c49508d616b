import { findAction } from '../../server/core/catalog/actions.js';
import shapes from '../../server/core/catalog/architect/json-shapes.json' with { type: 'json' };
import { type Expression, variableKey } from '../../server/core/model/expression.js';
import type { Flow, Slot, Value } from '../../server/core/model/flow.js';

export type Json = string | number | boolean | Json[] | JsonMap;
export interface JsonMap {
  [key: string]: Json;
}

/** `uiMetaData.mode` of an expression object. */
const MODE = { expression: 0, literal: 1, variable: 2, none: 3 } as const;

const CODES: ReadonlyMap<string, string> = new Map(
  Object.entries(shapes.statementTypes).map(([code, word]) => [word, code]),
);

/** Literals that are the name of a thing, where no action's input says of which; a queue where nothing does. */
const NAMED: Readonly<Record<string, string>> = {
  contactList: 'cnl',
  wrapupCode: 'wrc',
  holdMusic: 'pmt',
  emergencyGroup: 'emg',
};

const AUDIO = /audio$|greeting$/i;

/** Writes the values of one flow as Architect stores them: a text beside its type, its mode and what it refers to. */
export class ValueWriter {
  readonly #types: ReadonlyMap<string, string>;

  constructor({ variables }: Flow) {
    this.#types = new Map(variables.map(({ name, type }) => [variableKey(name), codeOf(type)]));
  }

  /** The value of a slot, with the sequence around it where audio is played. */
  write({ role, value, target }: Pick<Slot, 'role' | 'value' | 'target'>, action = '', type?: string): Json {
    if (target) return this.reference(target.name, type);
    if (!value) return this.#object('', type ?? 'str', MODE.none);
    const isAudio = AUDIO.test(role) || value.mode === 'speech' || value.mode === 'prompt';
    return isAudio ? audio(value) : this.value(value, type ?? this.#typeOf(value, role, action));
  }

  value({ mode, source, fields, expression }: Value, type: string): JsonMap {
    if (mode === 'none') return this.#object('', type, MODE.none);
    if (mode !== 'literal')
      return this.#object(source.text, type, mode === 'variable' ? MODE.variable : MODE.expression, expression);
    return this.#object(fields && fields.length > 0 ? literalText(fields) : source.text, type, MODE.literal);
  }

  /** A variable that is named to be written or handed over. */
  reference(name: string, type = this.#types.get(variableKey(name)) ?? 'str'): JsonMap {
    const plain = name.replaceAll('"', '');
    return this.#object(name, type, MODE.variable, { kind: 'reference', name: plain, start: 0, end: name.length });
  }

  #object(text: string, type: string, mode: number, expression?: Expression): JsonMap {
    const references = expression ? [...new Set(namesIn(expression))].map((name) => this.#referenceOf(name)) : [];
    const config = mode === MODE.none ? { emp: { pos: 1, text, type } } : { lit: { pos: 1, text, type } };
    return {
      // Of an expression Architect keeps the parsed form here; no reader needs it beside the text.
      config: expression ? {} : config,
      text,
      type,
      uiMetaData: { mode },
      metaData: references.length > 0 ? { references } : {},
      version: 2,
    };
  }

  #referenceOf(name: string): JsonMap {
    const type = this.#types.get(variableKey(name));
    return { id: type ? `id of ${name}` : `__${name.toUpperCase()}__`, type: type ?? 'any', isSysRef: !type, name };
  }

  #typeOf({ mode, source, fields, expression }: Value, role: string, action: string): string {
    if (fields?.[0]?.[0] === 'name')
      return NAMED[role] ?? codeOf(findAction(action)?.inputs.get(role)?.type ?? 'Queue');
    if (fields) return 'dur';
    if (mode === 'literal')
      return /^(true|false)$/.test(source.text) ? 'bln' : /^\d+$/.test(source.text) ? 'int' : 'str';
    const name = expression?.kind === 'reference' ? expression.name : '';
    return this.#types.get(variableKey(name)) ?? 'str';
  }
}

/** 'String[]', 'stringCollection' and 'string' to Architect's codes: 'str_coll', 'str'. */
export function codeOf(word: string): string {
  const base = word.replace(/\[\]$|Collection$/, '');
  const code = CODES.get(base.slice(0, 1).toLowerCase() + base.slice(1)) ?? 'str';
  return base === word ? code : `${code}_coll`;
}

/** `{minutes: 1}` as 'P0D0H1M0S0F', `{name: Sales}` as 'Sales'; prompts lose their 'PromptSystem.'. */
function literalText(fields: ReadonlyArray<readonly [string, string]>): string {
  const parts = new Map(fields);
  const name = parts.get('name');
  if (name !== undefined) return name.replace(/^Prompt(?:System)?\./, '');
  const part = (unit: string, letter: string) => `${parts.get(unit) ?? 0}${letter}`;
  return `P${part('days', 'D')}${part('hours', 'H')}${part('minutes', 'M')}${part('seconds', 'S')}${part('ms', 'F')}`;
}

function audio(value: Value): Json {
  const { mode, source } = value;
  const spoken =
    mode === 'speech' ? `ToAudioTTS("${source.text.replace(/[\\"]/g, '\\$&')}")` : `ToAudio(${source.text})`;
  const text = mode === 'none' ? '' : mode === 'expression' ? source.text : `AudioPlaybackOptions(${spoken}, true)`;
  const items = mode === 'speech' ? [{ type: 0, parameter: source.text, error: '' }] : [];
  const option = (word: string) => ({ text: word, type: 'bln', uiMetaData: { mode: MODE.literal }, metaData: {} });
  return {
    bargeInExpression: option('true'),
    flushExpression: option('false'),
    defaultAudio: {
      config: {},
      text,
      type: 'aud',
      uiMetaData: { sequenceItems: items, customExpressionMode: items.length === 0 },
      metaData: {},
    },
    cases: [],
  };
}

function* namesIn(value: unknown): Iterable<string> {
  if (typeof value !== 'object' || value === null) return;
  if ('kind' in value && value.kind === 'reference' && 'name' in value) yield String(value.name);
  for (const part of Object.values(value)) yield* namesIn(part);
}
