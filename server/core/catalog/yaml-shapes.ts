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

/** 'stringCollectionVariable' -> 'String[]'; undefined when the key declares no variable. */
export function variableTypeOf(key: string): string | undefined {
  const match = /^([a-z][A-Za-z]*?)(Collection)?Variable$/.exec(key);
  if (!match) return undefined;
  const base = match[1]!;
  return base[0]!.toUpperCase() + base.slice(1) + (match[2] ? '[]' : '');
}
