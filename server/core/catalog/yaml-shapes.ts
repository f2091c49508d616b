import type { ContainerKind, TargetKind, ValueMode } from '../model/flow.js';
import shapes from './architect/yaml-shapes.json' with { type: 'json' };

export interface TargetShape {
  readonly key: string;
  readonly kind: TargetKind;
  /** How the name stands below the key; see yaml-shapes.json. */
  readonly form: 'ref' | 'object' | 'named' | 'category';
}

export const VALUE_MODES: ReadonlyMap<string, ValueMode> = new Map(
  Object.entries(shapes.modes) as [string, ValueMode][],
);
export const READ_GROUPS: ReadonlySet<string> = new Set(shapes.readGroups);
export const WRITE_GROUPS: ReadonlySet<string> = new Set(shapes.writeGroups);
export const TARGET_SHAPES: ReadonlyMap<string, TargetShape> = new Map(
  (shapes.targets as TargetShape[]).map((shape) => [shape.key, shape]),
);
export const CONTAINER_LISTS: ReadonlyMap<string, ContainerKind> = new Map(
  Object.entries(shapes.containers) as [string, ContainerKind][],
);

/** Different words of all files; more than this many are not remembered. */
const WORD_LIMIT = 1000;
const typesByWord = new Map<string, string | undefined>();
const typesByKey = new Map<string, string | undefined>();

/** 'stringCollectionVariable' -> 'String[]'; undefined when the key declares no variable. */
export function variableTypeOf(key: string): string | undefined {
  return remembered(typesByKey, key, () => {
    return key.endsWith('Variable') ? assignedTypeOf(key.slice(0, -'Variable'.length)) : undefined;
  });
}

/** 'stringCollection' -> 'String[]': the key of an assignment; undefined when it is none. */
export function assignedTypeOf(word: string): string | undefined {
  return remembered(typesByWord, word, () => {
    const match = /^([a-z][A-Za-z]*?)(Collection)?$/.exec(word);
    if (!match) return undefined;
    const base = match[1]!;
    return base[0]!.toUpperCase() + base.slice(1) + (match[2] ? '[]' : '');
  });
}

function remembered(types: Map<string, string | undefined>, word: string, find: () => string | undefined) {
  const known = types.get(word);
  if (known !== undefined || types.has(word)) return known;
  const type = find();
  if (types.size < WORD_LIMIT) types.set(word, type);
  return type;
}
