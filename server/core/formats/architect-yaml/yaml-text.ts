/** YAML to be written. Text stands as it is, so it is quoted where it has to be. */
export type Yaml =
  | string
  | { readonly pairs: readonly Pair[] }
  | { readonly items: readonly Yaml[] }
  /** Lines from elsewhere; `column` is where their first one began. */
  | { readonly lines: readonly string[]; readonly column: number };

export type Pair = readonly [key: string, value: Yaml];

/** How a document is laid out. */
export interface Layout {
  /** Columns that a map stands deeper than its key. */
  readonly unit: number;
  /** Columns that a dash stands deeper than the key of its list. */
  readonly dash: number;
  readonly eol: string;
}

/** Lines without their ends, each with its indentation. */
export function blockLines(yaml: Yaml, column: number, layout: Layout): string[] {
  const indent = ' '.repeat(column);
  if (typeof yaml === 'string') return [indent + yaml];
  if ('lines' in yaml) return shifted(yaml.lines, column - yaml.column, indent);
  if ('pairs' in yaml) return yaml.pairs.flatMap(([key, value]) => pairLines(key, value, column, layout));
  return yaml.items.flatMap((item) => itemLines(item, column, layout));
}

export function pairLines(key: string, value: Yaml, column: number, layout: Layout): string[] {
  const head = `${' '.repeat(column)}${key}:`;
  if (typeof value === 'string') return [value === '' ? head : `${head} ${value}`];
  if ('items' in value && value.items.length === 0) return [`${head} []`];
  if ('lines' in value && value.lines.length === 1) return [`${head} ${value.lines[0]}`];
  return [head, ...blockLines(value, column + ('items' in value ? layout.dash : layout.unit), layout)];
}

export function itemLines(item: Yaml, column: number, layout: Layout): string[] {
  const [first = '', ...others] = blockLines(item, column + 2, layout);
  return [`${' '.repeat(column)}- ${first.slice(column + 2)}`, ...others];
}

/** The first line has lost its indentation already; a blank one stays blank. */
function shifted([first = '', ...others]: readonly string[], by: number, indent: string): string[] {
  const shift = (line: string) => {
    if (line.trim() === '') return line;
    return by >= 0 ? ' '.repeat(by) + line : line.slice(Math.min(-by, line.search(/\S/)));
  };
  return [indent + first, ...others.map(shift)];
}

/** The same between braces; undefined where lines from elsewhere would have to be folded. */
export function inlineText(yaml: Yaml): string | undefined {
  if (typeof yaml === 'string') return yaml;
  if ('lines' in yaml) return yaml.lines.length === 1 ? yaml.lines[0] : undefined;
  const parts = 'pairs' in yaml ? yaml.pairs.map(inlinePair) : yaml.items.map(inlineText);
  if (parts.includes(undefined)) return undefined;
  const inner = parts.join(', ');
  if ('pairs' in yaml) return inner === '' ? '{}' : `{ ${inner} }`;
  return inner === '' ? '[]' : `[ ${inner} ]`;
}

export function inlinePair([key, value]: Pair): string | undefined {
  const text = inlineText(value);
  return text === undefined ? undefined : `${key}: ${text}`.trimEnd();
}
