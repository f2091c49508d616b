import type { DataType } from '../model/expression.js';
import facts from './architect/enums.json' with { type: 'json' };
import { findBuiltIn } from './builtins.js';

/** The words that a setting takes. */
export interface WordsRow {
  readonly action: string;
  readonly key: string;
  /** 'word' stands bare behind the key, 'lit' below it. */
  readonly form: string;
  readonly words: readonly string[];
  /** Those found in real flows. */
  readonly seen: readonly string[];
  readonly evidence: string;
}

/** The word that declares or assigns a value of a type: 'stringCollection' for 'String[]'. */
export interface TypeWord {
  readonly word: string;
  readonly type: DataType;
  readonly evidence: string;
}

/** A way to give a value: `exp:`, `lit:`, ... */
export interface ModeRow {
  readonly mode: string;
  readonly doc: string;
  /** What stands behind it, when that is always the same. */
  readonly value?: string;
  readonly evidence: string;
}

const words = new Map<string, WordsRow>(facts.words.map((row) => [`${row.action} ${row.key}`, row]));
const containers = new Map(facts.expressionWords.map((row): [string, readonly string[]] => [row.type, row.containers]));
const properties = new Map(facts.properties.map((row): [string, readonly string[]] => [row.type, row.names]));

/** The words of a setting of an action; 'flow' for settings of the flow itself. */
export function wordsFor(action: string, key: string): WordsRow | undefined {
  return words.get(`${action} ${key}`) ?? words.get(`* ${key}`);
}

export function typeWords(): readonly TypeWord[] {
  return facts.types;
}

export function typeOfWord(word: string): DataType | undefined {
  return facts.types.find((row) => row.word === word)?.type;
}

/** How a value of a type can be given, the usual way first. */
export function modesFor(type: DataType): readonly ModeRow[] {
  return facts.modes.filter((row) => {
    if (row.types !== undefined) return row.types.includes(type);
    return type === '' || row.notTypes === undefined || !row.notTypes.includes(type);
  });
}

/** How a place says what receives a value. */
export function bindingModes(): readonly ModeRow[] {
  return facts.bindings;
}

export function findMode(mode: string): ModeRow | undefined {
  return facts.modes.find((row) => row.mode === mode);
}

/** 'Format.Number' for a parameter that takes a number format; empty when the type is no such enumeration. */
export function expressionContainers(type: DataType): readonly string[] {
  return containers.get(type) ?? [];
}

/** The members that the platform's enumerations and objects have, as far as the rows say so. */
export function membersOf(container: string): readonly string[] {
  const listed = /^(members|properties): (.*)$/.exec(findBuiltIn(container)?.note ?? '');
  return listed ? listed[2]!.split(listed[1] === 'members' ? ', ' : ' ') : [];
}

export function propertiesOf(type: DataType): readonly string[] {
  return properties.get(type) ?? [];
}
