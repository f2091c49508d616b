import { parseArgs } from 'node:util';
import { INVENTORY_FILE } from '../core/formats/inventory/index.js';
import type { InventorySource } from '../core/formats/inventory/write.js';
import { isDay } from '../core/rules/suppressions.js';
import { rules } from '../reports/rule-info.js';
import type { Threshold } from '../reports/verdict.js';
import type { Scope } from './inspect.js';
import { nearest } from './nearest.js';

const RULE_IDS = rules.map(({ id }) => id);

export const OUTPUT_FORMATS = ['text', 'json', 'sarif', 'html', 'github'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

export const THRESHOLDS = ['error', 'warning', 'information', 'hint', 'never'] as const;

export interface CheckOptions extends Scope {
  readonly format: OutputFormat;
  readonly output: string | undefined;
  readonly failOn: Threshold;
  readonly strict: boolean;
  /** A file of findings that do not count. */
  readonly baseline: string | undefined;
  readonly color: boolean;
  /** The day that an HTML report bears. */
  readonly date: string | undefined;
}

export interface BaselineOptions extends Scope {
  readonly out: string | undefined;
}

export interface FixOptions extends Scope {
  /** Also fixes whose result a person has to look at. */
  readonly isUnsafe: boolean;
  readonly isDryRun: boolean;
  /** Undefined: all rules. */
  readonly rules: ReadonlySet<string> | undefined;
}

export interface InventoryOptions {
  /** Files, folders and globs. */
  readonly paths: readonly string[];
  readonly sources: readonly InventorySource[];
  /** '-' is standard output. */
  readonly out: string;
}

export interface ServeOptions {
  /** Files and folders; none means the examples. */
  readonly paths: readonly string[];
  /** Undefined: the usual one, or any when that is taken. */
  readonly port: number | undefined;
  /** Whether a browser is opened. */
  readonly open: boolean;
}

export type Invocation =
  | { readonly command: 'check'; readonly options: CheckOptions }
  | { readonly command: 'fix'; readonly options: FixOptions }
  | { readonly command: 'baseline'; readonly options: BaselineOptions }
  | { readonly command: 'redaction-policy'; readonly options: Scope }
  | { readonly command: 'rules'; readonly json: boolean }
  | { readonly command: 'inventory'; readonly options: InventoryOptions }
  | { readonly command: 'lsp' }
  | { readonly command: 'serve'; readonly options: ServeOptions }
  | { readonly command: 'explain'; readonly rule: string }
  | { readonly command: 'help'; readonly topic: string | undefined }
  | { readonly command: 'version' }
  /** One line that says what is wrong with the arguments. */
  | { readonly command: 'refuse'; readonly problem: string };

export const COMMANDS = [
  'check',
  'serve',
  'fix',
  'baseline',
  'redaction-policy',
  'inventory',
  'rules',
  'explain',
  'lsp',
  'version',
  'help',
] as const;
type Command = (typeof COMMANDS)[number];

type OptionTable = Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string }>>;

const HELP = { help: { type: 'boolean', short: 'h' } } as const satisfies OptionTable;

const OPTIONS: Readonly<Record<Command, OptionTable>> = {
  check: {
    ...HELP,
    format: { type: 'string' },
    date: { type: 'string' },
    output: { type: 'string' },
    'fail-on': { type: 'string' },
    strict: { type: 'boolean' },
    'no-ignores': { type: 'boolean' },
    baseline: { type: 'string' },
    'no-color': { type: 'boolean' },
    quiet: { type: 'boolean' },
    'stdin-path': { type: 'string' },
  },
  serve: { ...HELP, port: { type: 'string' }, 'no-open': { type: 'boolean' } },
  fix: {
    ...HELP,
    unsafe: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    rule: { type: 'string' },
    quiet: { type: 'boolean' },
  },
  baseline: { ...HELP, out: { type: 'string' }, 'stdin-path': { type: 'string' }, quiet: { type: 'boolean' } },
  'redaction-policy': { ...HELP, 'stdin-path': { type: 'string' }, quiet: { type: 'boolean' } },
  inventory: { ...HELP, from: { type: 'string' }, out: { type: 'string' } },
  rules: { ...HELP, json: { type: 'boolean' } },
  explain: HELP,
  // Standard input and output are the only way to talk; editors say so all the same, and who started the server.
  lsp: { ...HELP, stdio: { type: 'boolean' }, clientProcessId: { type: 'string' } },
  version: HELP,
  help: HELP,
};

/** Turns the words behind `keytrace` into what is to be done; never throws. */
export function readArguments(words: readonly string[]): Invocation {
  const [first, ...rest] = words;
  if (first === undefined || first === '--help' || first === '-h') return { command: 'help', topic: undefined };
  if (first === '--version') return { command: 'version' };
  if (!isCommand(first)) return refuse(unknownCommand(first));
  const read = readOptions(first, rest);
  if (typeof read === 'string') return refuse(read);
  if (read.flags.has('help')) return { command: 'help', topic: first };
  switch (first) {
    case 'check':
      return readCheck(read);
    case 'serve':
      return readServe(read);
    case 'fix':
      return readFix(read);
    case 'baseline':
      return readScope(read, (scope) => ({ command: 'baseline', options: { ...scope, out: read.values.get('out') } }));
    case 'redaction-policy':
      return readScope(read, (options) => ({ command: 'redaction-policy', options }));
    case 'inventory':
      return readInventory(read);
    case 'rules':
      if (read.words[0] !== undefined) return refuse(`rules takes no "${read.words[0]}"; see keytrace explain <rule>`);
      return { command: 'rules', json: read.flags.has('json') };
    case 'explain':
      if (read.words.length !== 1) return refuse('explain takes one rule; keytrace rules lists them');
      return { command: 'explain', rule: read.words[0]! };
    case 'lsp':
      if (read.words[0] !== undefined)
        return refuse(`lsp takes no "${read.words[0]}"; the editor says what to look at`);
      return { command: 'lsp' };
    case 'version':
      return { command: 'version' };
    case 'help':
      return { command: 'help', topic: read.words[0] };
  }
}

interface ReadOptions {
  readonly values: ReadonlyMap<string, string>;
  readonly flags: ReadonlySet<string>;
  readonly words: readonly string[];
}

/** Node's parser gives the tokens; what may stand where is decided here, so that each mistake gets its own line. */
function readOptions(command: Command, args: readonly string[]): ReadOptions | string {
  const table = OPTIONS[command];
  const { tokens } = parseArgs({
    args: [...args],
    options: table,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string>();
  const flags = new Set<string>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    if (!Object.hasOwn(table, token.name)) return unknownOption(command, token.rawName);
    if (table[token.name]?.type === 'boolean') {
      if (token.value !== undefined) return `option ${token.rawName} takes no value`;
      flags.add(token.name);
      continue;
    }
    const isMissing = token.value === undefined || (!token.inlineValue && /^-./.test(token.value));
    if (isMissing || token.value === '') return `option ${token.rawName} needs a value`;
    if (values.has(token.name)) return `option ${token.rawName} is given twice`;
    values.set(token.name, token.value!);
  }
  return { values, flags, words };
}

function readCheck(read: ReadOptions): Invocation {
  const { values, flags } = read;
  const format = oneOf(OUTPUT_FORMATS, values.get('format') ?? 'text');
  if (format === undefined) return refuse(unknownValue('--format', values.get('format')!, OUTPUT_FORMATS));
  const failOn = oneOf(THRESHOLDS, values.get('fail-on') ?? 'warning');
  if (failOn === undefined) return refuse(unknownValue('--fail-on', values.get('fail-on')!, THRESHOLDS));
  const date = values.get('date');
  if (date !== undefined && format !== 'html') return refuse('option --date goes with --format html');
  if (date !== undefined && !isDay(date)) return refuse(`option --date takes a day such as 2026-12-31, not "${date}"`);
  return readScope(read, (scope) => ({
    command: 'check',
    options: {
      ...scope,
      format,
      output: values.get('output'),
      failOn,
      strict: flags.has('strict'),
      baseline: values.get('baseline'),
      color: !flags.has('no-color'),
      date,
    },
  }));
}

function readFix(read: ReadOptions): Invocation {
  const { values, flags, words } = read;
  if (words.includes('-')) return refuse('fix changes files, and "-" is none');
  const rules = values.get('rule')?.split(',');
  const unknown = rules?.find((id) => !RULE_IDS.includes(id));
  if (unknown !== undefined) return refuse(unknownValue('--rule', unknown, RULE_IDS, 'keytrace rules lists them'));
  return readScope(read, (scope) => ({
    command: 'fix',
    options: {
      ...scope,
      isUnsafe: flags.has('unsafe'),
      isDryRun: flags.has('dry-run'),
      rules: rules && new Set(rules),
    },
  }));
}

/** What every command that looks at files is told. */
function readScope({ values, flags, words }: ReadOptions, invocationOf: (scope: Scope) => Invocation): Invocation {
  if (words.includes('')) return refuse('a path is empty');
  const stdinPath = values.get('stdin-path');
  const paths = pathsToRead(words, stdinPath);
  return invocationOf({ paths, stdinPath, readsIgnores: !flags.has('no-ignores'), quiet: flags.has('quiet') });
}

const SOURCES: readonly InventorySource[] = ['terraform', 'actions'];

/** `--from` names a kind of file, or where to look. */
function readInventory({ values, words }: ReadOptions): Invocation {
  if (words.includes('')) return refuse('a path is empty');
  if (words.includes('-')) return refuse('inventory reads files and folders, not standard input');
  const { from, out = INVENTORY_FILE } = Object.fromEntries(values);
  const source = from === undefined ? undefined : oneOf(SOURCES, from);
  const paths = from === undefined || source !== undefined ? words : [from, ...words];
  const options = {
    paths: paths.length === 0 ? ['.'] : paths,
    sources: source === undefined ? SOURCES : [source],
    out,
  };
  return { command: 'inventory', options };
}

function readServe({ values, flags, words }: ReadOptions): Invocation {
  const wanted = values.get('port');
  // 0 would be any port, which is what nobody has to ask for.
  const isPort = wanted === undefined || (/^\d{1,5}$/.test(wanted) && Number(wanted) > 0 && Number(wanted) < 65_536);
  if (!isPort) return refuse(`option --port takes a number from 1 to 65535, not "${wanted}"`);
  if (words.includes('')) return refuse('a path is empty');
  const port = wanted === undefined ? undefined : Number(wanted);
  return { command: 'serve', options: { paths: words, port, open: !flags.has('no-open') } };
}

/** `--stdin-path` alone means standard input; no path at all means the working directory. */
function pathsToRead(words: readonly string[], stdinPath: string | undefined): readonly string[] {
  if (stdinPath !== undefined) return words.includes('-') ? words : [...words, '-'];
  return words.length === 0 ? ['.'] : words;
}

function isCommand(word: string): word is Command {
  return oneOf(COMMANDS, word) !== undefined;
}

function oneOf<T extends string>(choices: readonly T[], word: string): T | undefined {
  return choices.find((choice) => choice === word);
}

function refuse(problem: string): Invocation {
  return { command: 'refuse', problem };
}

function unknownCommand(word: string): string {
  if (word.startsWith('-')) {
    const meant = nearest(word, ['--help', '--version']);
    const isCheckOption = Object.hasOwn(OPTIONS.check, word.replace(/^-+|=.*$/g, ''));
    if (isCheckOption) return `option "${word}" belongs behind a command: keytrace check ${word}`;
    return meant === undefined
      ? `unknown option "${word}"; see keytrace --help`
      : `unknown option "${word}"; did you mean "${meant}"?`;
  }
  const meant = nearest(word, COMMANDS);
  if (meant !== undefined) return `unknown command "${word}"; did you mean "${meant}"?`;
  return `unknown command "${word}"; to check a file or folder: keytrace check ${word}`;
}

function unknownOption(command: Command, rawName: string): string {
  const meant = nearest(
    rawName,
    Object.keys(OPTIONS[command]).map((name) => `--${name}`),
  );
  return meant === undefined
    ? `unknown option "${rawName}"; see keytrace help ${command}`
    : `unknown option "${rawName}"; did you mean "${meant}"?`;
}

function unknownValue(
  option: string,
  value: string,
  choices: readonly string[],
  otherwise = `it takes ${choices.join(', ')}`,
): string {
  const meant = nearest(value, choices);
  const hint = meant === undefined ? otherwise : `did you mean "${meant}"?`;
  return `option ${option} does not know "${value}"; ${hint}`;
}
