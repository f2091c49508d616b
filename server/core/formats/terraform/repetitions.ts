import type { HclBlock } from '../../syntax/hcl/ast.js';
import { knownNumber, knownText, madeText, type Value } from '../values/value.js';
import { evaluate, type Scope } from './evaluate.js';
import { attributeOf } from './module.js';

/** One of the things that `for_each` or `count` make of a block. */
export interface Repetition {
  /** As Terraform tells them apart: '["card"]' or '[0]'. */
  readonly suffix: string;
  /** What `each` or `count` mean in it; left out where they mean nothing. */
  readonly names?: ReadonlyMap<string, Value>;
}

/** Repetitions of one block that are looked at. */
const LIMIT = 100;

const ONCE: readonly Repetition[] = [{ suffix: '' }];

export function isRepeated({ body }: HclBlock): boolean {
  return attributeOf(body, 'for_each') !== undefined || attributeOf(body, 'count') !== undefined;
}

/** What becomes of a block; one of which nothing more is known when it is not known how many there are. */
export function repetitionsOf({ body }: HclBlock, scope: Scope): readonly Repetition[] {
  const count = attributeOf(body, 'count');
  const each = attributeOf(body, 'for_each');
  if (count) return counted(evaluate(count, scope));
  return each ? eachOf(evaluate(each, scope)) : ONCE;
}

function counted(value: Value): readonly Repetition[] {
  const count = knownNumber(value);
  if (count === undefined) return ONCE;
  return Array.from({ length: Math.max(0, Math.min(count, LIMIT)) }, (_, index) => ({
    suffix: `[${index}]`,
    names: new Map([['count', mapOf(value, [['index', { kind: 'number', value: index, place: value.place }]])]]),
  }));
}

function eachOf(value: Value): readonly Repetition[] {
  const pairs = pairsOf(value);
  if (!pairs) return ONCE;
  return pairs.slice(0, LIMIT).map(([name, key, own]) => ({
    suffix: `[${JSON.stringify(name)}]`,
    names: new Map([
      [
        'each',
        mapOf(value, [
          ['key', key],
          ['value', own],
        ]),
      ],
    ]),
  }));
}

function pairsOf(value: Value): (readonly [name: string, key: Value, value: Value])[] | undefined {
  if (value.kind === 'map' && value.isComplete) {
    return [...value.entries].map(([name, { key, value: own }]) => [name, madeText(name, key), own] as const);
  }
  if (value.kind !== 'list') return undefined;
  const names = value.items.map(knownText);
  if (names.some((name) => name === undefined)) return undefined;
  return value.items.map((item, index) => [names[index]!, item, item] as const);
}

function mapOf({ place }: Value, entries: readonly (readonly [string, Value])[]): Value {
  const known = new Map(entries.map(([name, value]) => [name, { key: place, value }]));
  return { kind: 'map', entries: known, isComplete: true, place };
}
