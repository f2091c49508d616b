/**
 * What may stand in a setting. One description serves the reader, the types, the JSON schema and the documentation, so
 * that they cannot drift apart.
 */
export type Shape = BooleanShape | NumberShape | TextShape | ChoiceShape | ListShape | MapShape | EitherShape;

interface Described {
  /** One sentence for people; the schema shows it. */
  readonly description?: string;
}

export interface BooleanShape extends Described {
  readonly type: 'boolean';
}

export interface NumberShape extends Described {
  readonly type: 'number';
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface TextShape extends Described {
  readonly type: 'text';
  /** What it is, for messages: 'a path'. */
  readonly noun: string;
}

export interface ChoiceShape extends Described {
  readonly type: 'choice';
  readonly choices: readonly string[];
}

export interface ListShape extends Described {
  readonly type: 'list';
  readonly of: Shape;
  /** What its entries are, for messages: 'paths'. */
  readonly noun: string;
}

export interface MapShape extends Described {
  readonly type: 'map';
  readonly entries: Readonly<Record<string, Shape>>;
  /** What its keys are, for messages: 'setting'. */
  readonly noun: string;
  readonly required?: readonly string[];
}

/** A short form, or a map that says more. */
export interface EitherShape extends Described {
  readonly type: 'either';
  readonly short: Exclude<Shape, MapShape | EitherShape>;
  readonly long: MapShape;
}

/** What is read where a shape is asked for. */
export type ValueOf<S extends Shape> = S extends BooleanShape
  ? boolean
  : S extends NumberShape
    ? number
    : S extends TextShape
      ? string
      : S extends ChoiceShape
        ? S['choices'][number]
        : S extends ListShape
          ? ReadonlyArray<ValueOf<S['of']>>
          : S extends MapShape
            ? { readonly [K in keyof S['entries']]?: ValueOf<S['entries'][K]> }
            : S extends EitherShape
              ? ValueOf<S['short']> | ValueOf<S['long']>
              : never;

/** An option of a rule: a shape with what holds when nobody says otherwise. */
export type OptionShape =
  | (BooleanShape & { readonly default: boolean; readonly description: string })
  | (NumberShape & { readonly default: number; readonly description: string })
  | (TextShape & { readonly default: string; readonly description: string })
  | (ChoiceShape & { readonly default: string; readonly description: string })
  | (ListShape & { readonly of: TextShape; readonly default: readonly string[]; readonly description: string });

export type OptionTable = Readonly<Record<string, OptionShape>>;
export type OptionValue = boolean | number | string | readonly string[];

/** The options that a rule gets. */
export type OptionsOf<T extends OptionTable> = { readonly [K in keyof T]: ValueOf<T[K]> };

/** What is set, and the default for everything else. Values are checked where they are read. */
export function withDefaults<T extends OptionTable>(
  table: T,
  set: ReadonlyMap<string, OptionValue> | undefined,
): OptionsOf<T> {
  const options = Object.entries(table).map(([name, { default: value }]) => [name, set?.get(name) ?? value]);
  // The reader has checked each value against the very shape that gives it its type.
  return Object.fromEntries(options) as OptionsOf<T>;
}
