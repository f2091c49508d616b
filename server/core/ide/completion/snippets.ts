import { findAction } from '../../catalog/actions.js';
import { bindingModes, modesFor, typeWords, wordsFor } from '../../catalog/enums.js';
import { actionKeys, type KeyRow, keysOf, literalKeys, objectKeys, TYPE_KEY } from '../../catalog/yaml-keys.js';
import type { DataType } from '../../model/expression.js';

/** YAML to insert: a key with a value behind it or keys below it. */
export interface Branch {
  readonly key: string;
  /** Snippet text. */
  readonly value?: string;
  readonly below?: readonly Branch[];
  /** What is below is one list entry. */
  readonly isList?: boolean;
}

const DEPTH_LIMIT = 5;

/** Counts the places that the author fills in. */
class Stops {
  #last = 0;

  empty(): string {
    return `$${++this.#last}`;
  }

  text(text: string): string {
    return `\${${++this.#last}:${escapeSnippet(text)}}`;
  }

  choice(words: readonly string[]): string {
    return `\${${++this.#last}|${words.map((word) => word.replace(/[\\,|$}]/g, '\\$&')).join(',')}|}`;
  }
}

export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A whole action: its name, what it cannot do without, its ways out. */
export function actionBranch(kind: string, flowType: string): Branch {
  const stops = new Stops();
  const rows = actionKeys(kind, flowType);
  const wanted = rows.filter(({ required, form }) => required || form === 'outputs');
  const below = wanted.map((row) => {
    const isName = row.form === 'text' && row === rows[0];
    return isName ? { key: row.key, value: stops.text(usualName(kind)) } : branch(row, '', flowType, stops, 0, kind);
  });
  return { key: kind, below };
}

/** 'Disconnect' also for the menu choice. */
function usualName(kind: string): string {
  const facts = findAction(kind);
  const name = findAction(facts?.base ?? kind)?.name ?? kind;
  return name.slice(name.indexOf(': ') + 1).trim();
}

/** One setting of an action, of a container or of the flow. */
export function keyBranch(row: KeyRow, type: DataType, flowType: string, action = ''): Branch {
  return branch(row, type, flowType, new Stops(), 0, action);
}

function branch(row: KeyRow, type: DataType, flowType: string, stops: Stops, depth: number, action: string): Branch {
  const { key, of } = row;
  switch (row.form) {
    case 'flag':
      return { key, value: 'true' };
    case 'boolean':
      return { key, value: stops.choice(['true', 'false']) };
    case 'word': {
      const words = wordsFor(action === '' ? 'flow' : action, key)?.words ?? [];
      return { key, value: words.length > 0 ? stops.choice(words) : stops.empty() };
    }
    case 'holder':
      return { key, below: [holderBranch(of === '' ? type : of, flowType, stops, wordsFor(action, key)?.words)] };
    case 'binding':
      return { key, below: [{ key: bindingModes()[0]!.mode, value: stops.empty() }] };
    case 'attribute':
      return { key, below: [{ key: literalMode(), value: stops.empty() }] };
    case 'object':
      return { key, below: objectKeys(of, flowType).map((one) => ({ key: one.key, value: stops.empty() })) };
    case 'map':
      return mapBranch(key, keysOf(of, flowType), false, type, flowType, stops, depth, action);
    case 'list':
      return mapBranch(key, keysOf(of, flowType), true, type, flowType, stops, depth, action);
    case 'outputs': {
      const paths = (findAction(of)?.outputs ?? []).map((output) => ({
        key: output,
        below: keysOf('path', flowType)
          .filter(({ required }) => required)
          .map((one) => branch(one, '', flowType, stops, depth + 1, action)),
      }));
      return paths.length > 0 ? { key, below: paths } : { key, below: [{ key: '', value: stops.empty() }] };
    }
    case 'actions':
    case 'choices':
    case 'variables':
    case 'texts':
      return { key, isList: true, below: [{ key: '', value: stops.empty() }] };
    case 'target':
    case 'dataActions':
    case 'groups':
    case 'inputs':
    case 'bindings':
    case 'languages':
      return { key, below: [{ key: '', value: stops.empty() }] };
    case 'text':
    case 'number':
    case 'variable':
    case 'ref':
    case 'name':
      return { key, value: stops.empty() };
  }
}

/** What a map cannot do without; where nothing is certain, its first key. */
function mapBranch(
  key: string,
  rows: readonly KeyRow[],
  isList: boolean,
  type: DataType,
  flowType: string,
  stops: Stops,
  depth: number,
  action: string,
): Branch {
  const required = rows.filter((row) => row.required);
  const wanted = required.length > 0 ? required : rows.slice(0, 1);
  if (wanted.length === 0 || depth >= DEPTH_LIMIT) return { key, isList, below: [{ key: '', value: stops.empty() }] };
  const below = wanted.map((row) => {
    if (row.key !== TYPE_KEY) return branch(row, type, flowType, stops, depth + 1, action);
    const [first] = typeWords();
    return { ...branch(row, first!.type, flowType, stops, depth + 1, action), key: first!.word };
  });
  return { key, isList, below };
}

function literalMode(): string {
  return modesFor('')[0]!.mode;
}

/** The usual way to give a value of a type. */
function holderBranch(type: DataType, flowType: string, stops: Stops, words?: readonly string[]): Branch {
  if (words) return { key: literalMode(), value: stops.choice(words) };
  if (type === 'Boolean') return { key: expressionMode(), value: stops.empty() };
  const [row] = literalKeys(type, flowType);
  if (row) return { key: literalMode(), below: [{ key: row.key, value: stops.empty() }] };
  const usual = modesFor(type)[0]!.mode;
  return { key: usual === literalMode() ? expressionMode() : usual, value: stops.empty() };
}

function expressionMode(): string {
  return modesFor('Communication')[0]!.mode;
}

/** Block YAML whose first line stands in a column already; `unit` spaces per level. */
export function blockText(branches: readonly Branch[], column: number, unit: number): string {
  const lines: string[] = [];
  for (const one of branches) writeBlock(one, column, unit, lines);
  return lines.join('\n').slice(column);
}

function writeBlock({ key, value, below, isList }: Branch, column: number, unit: number, lines: string[]): void {
  const indent = ' '.repeat(column);
  if (key === '') {
    lines.push(`${indent}${value ?? ''}`);
    return;
  }
  lines.push(value === undefined ? `${indent}${key}:` : `${indent}${key}: ${value}`);
  const inner = column + unit;
  const from = lines.length;
  for (const one of below ?? []) writeBlock(one, isList ? inner + 2 : inner, unit, lines);
  if (isList && lines.length > from) lines[from] = `${' '.repeat(inner)}- ${lines[from]!.slice(inner + 2)}`;
}

/** The same on one line, for inside `{ }`. */
export function flowText(branches: readonly Branch[]): string {
  return branches.map(oneLine).join(', ');
}

function oneLine({ key, value, below, isList }: Branch): string {
  const inner = below ? (isList ? `[{ ${flowText(below)} }]` : `{ ${flowText(below)} }`) : (value ?? '');
  return key === '' ? inner : `${key}: ${inner}`;
}
