import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMap, isScalar, parseDocument, visit, type YAMLMap } from 'yaml';
import type { DataType } from '../../server/core/model/expression.js';

/** Public flows, kept beside the repository; a clone without them skips the tests that need them. */
const CORPUS = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));
export const hasCorpus = existsSync(`${CORPUS}INDEX.tsv`);

/** A node of the platform's compiled tree: one key, which is the operator, function, 'lit', 'ref', ... */
export type Compiled = Readonly<Record<string, CompiledBody>>;

export interface CompiledBody {
  readonly pos: number;
  readonly text?: string;
  readonly type: string;
  readonly operands?: readonly Compiled[];
}

export interface CompiledExpression {
  readonly file: string;
  readonly text: string;
  readonly type: string;
  readonly config: Compiled;
  /** 0 expression, 1 literal, 2 variable, 3 no value, 4 builder. */
  readonly mode: number | undefined;
  readonly references: ReadonlyArray<{ readonly name: string; readonly type: string; readonly isSysRef: boolean }>;
}

export interface CorpusExpression {
  readonly file: string;
  readonly text: string;
  readonly variables: ReadonlyMap<string, DataType>;
}

/** Every expression of the JSON exports with the tree that the platform compiled it to. */
export function readCompiled(): CompiledExpression[] {
  const found: CompiledExpression[] = [];
  for (const { path, format } of readIndex()) {
    const root = format === 'i3' ? decodeI3(path) : format === 'architect-json' ? readJson(path) : undefined;
    if (root !== undefined) collectCompiled(root, path, found);
  }
  return found;
}

/** Every `exp` of the YAML flows, with the variables that the flow declares or writes. */
export function readYamlExpressions(): CorpusExpression[] {
  return readIndex()
    .filter(({ format }) => format === 'archy-yaml')
    .flatMap(({ path }) => expressionsOfYaml(path));
}

function readIndex(): Array<{ path: string; format: string }> {
  const [header = '', ...lines] = readFileSync(`${CORPUS}INDEX.tsv`, 'utf8').trimEnd().split('\n');
  const format = header.split('\t').indexOf('format');
  return lines.map((line) => line.split('\t')).map((cells) => ({ path: cells[0]!, format: cells[format]! }));
}

function decodeI3(path: string): unknown {
  return JSON.parse(decodeURIComponent(atob(readFileSync(CORPUS + path, 'utf8').trim())));
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(CORPUS + path, 'utf8'));
}

function collectCompiled(root: unknown, file: string, found: CompiledExpression[]): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== 'object' || node === null) continue;
    if ('text' in node && 'config' in node && 'uiMetaData' in node) {
      // The shape of every expression in these exports; checked by what the tests read from it.
      const { uiMetaData, metaData, ...rest } = node as unknown as Omit<CompiledExpression, 'file'> & {
        uiMetaData: { mode?: number };
        metaData?: { references?: CompiledExpression['references'] };
      };
      const { text, type, config } = rest;
      found.push({ file, text, type, config, mode: uiMetaData.mode, references: metaData?.references ?? [] });
    }
    open.push(...Object.values(node).reverse());
  }
}

function expressionsOfYaml(path: string): CorpusExpression[] {
  // Substitutions make half of the files unreadable as YAML: letters of the same length take their place.
  const text = readFileSync(CORPUS + path, 'utf8').replace(/\{\{.*?\}\}/g, (found) => 'Z'.repeat(found.length));
  const document = parseDocument(text, { strict: false, uniqueKeys: false });
  const variables = new Map<string, DataType>();
  const texts: string[] = [];
  visit(document, {
    Pair(_, pair) {
      if (!isScalar(pair.key) || typeof pair.key.value !== 'string') return;
      const key = pair.key.value;
      if (isScalar(pair.value) && typeof pair.value.value === 'string') {
        if (key === 'exp') texts.push(pair.value.value);
        else if (/^(var|variable)$/.test(key)) addVariable(variables, pair.value.value, '?');
      } else if (key.endsWith('Variable') && isMap(pair.value)) {
        const name = (pair.value as YAMLMap).get('name');
        if (typeof name === 'string') addVariable(variables, name, declaredType(key));
      }
    },
  });
  return texts.map((expression) => ({ file: path, text: expression, variables }));
}

function addVariable(variables: Map<string, DataType>, name: string, type: DataType): void {
  const key = name.toLowerCase();
  const known = variables.get(key);
  if (known === undefined || known === '?') variables.set(key, type);
}

/** 'stringCollectionVariable' -> 'String[]'. */
function declaredType(key: string): DataType {
  const type = key.replace(/Variable$/, '').replace(/Collection$/, '[]');
  return type.charAt(0).toUpperCase() + type.slice(1);
}
