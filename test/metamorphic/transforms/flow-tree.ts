import {
  type CreateNodeOptions,
  type DocumentOptions,
  type ParseOptions,
  parseDocument,
  type SchemaOptions,
  stringify,
  type ToStringOptions,
  visit,
} from 'yaml';
import type { SourceFile } from '../../../server/core/formats/format.js';

/** What `yaml` is told about how to write. */
export type Notated = DocumentOptions & SchemaOptions & ParseOptions & CreateNodeOptions & ToStringOptions;

/** A flow as maps, lists and texts; every scalar is the text that stands there. */
export type Tree = Map<string, Node>;
export type Node = string | Tree | Node[];

export interface FlowTree {
  readonly uri: string;
  readonly tree: Tree;
}

/** One-key map of an action list: kind, settings. */
export interface ActionEntry {
  readonly kind: string;
  readonly settings: Tree;
}

/** A list of actions and what it belongs to. */
export interface ActionList {
  readonly list: Node[];
  /** 'Task', 'State' or what variables of the flow are called: what a new variable may be named with. */
  readonly scope: string;
  /** The map of the task, state or menu; the flow's own where actions stand in it. */
  readonly container: Tree;
  /** False inside of a way out of an action. */
  readonly isOutermost: boolean;
}

/** Undefined where the file is no tree of texts: templates whose placeholders stand as keys. */
export function readTree({ uri, text }: SourceFile): FlowTree | undefined {
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false });
  if (document.errors.length > 0) return undefined;
  let isPlain = true;
  visit(document, {
    Pair: (_, { key }) => {
      if (typeof key !== 'object' || key === null || !('value' in key)) isPlain = false;
    },
  });
  const tree: unknown = isPlain ? document.toJS({ mapAsMap: true }) : undefined;
  return isTree(tree) ? { uri, tree: structuredClone(tree) } : undefined;
}

/** Everything below a map of the document is a map, a list or a text; an empty value is the text that it is read as. */
export function isTree(node: unknown): node is Tree {
  return node instanceof Map;
}

export function writeTree({ uri, tree }: FlowTree, options: Notated = {}): SourceFile {
  return { uri, text: stringify(tree, { schema: 'failsafe', lineWidth: 0, aliasDuplicateObjects: false, ...options }) };
}

export function rootOf({ tree }: FlowTree): { readonly type: string; readonly flow: Tree } {
  const [type, flow] = [...tree][0] ?? [];
  return { type: type ?? '', flow: isTree(flow) ? flow : new Map() };
}

export function entryOf(node: Node | undefined): ActionEntry | undefined {
  if (!isTree(node) || node.size !== 1) return undefined;
  const [kind, settings] = [...node][0]!;
  return isTree(settings) ? { kind, settings } : undefined;
}

export function action(kind: string, settings: Readonly<Record<string, Node>>): Tree {
  return new Map([[kind, map(settings)]]);
}

export function map(record: Readonly<Record<string, Node>>): Tree {
  return new Map(Object.entries(record));
}

const OWNERS: ReadonlyMap<string, string> = new Map([
  ['task', 'Task'],
  ['state', 'State'],
]);

/** Every list of actions, the outer ones first. */
export function actionLists(flow: FlowTree): ActionList[] {
  const { type, flow: root } = rootOf(flow);
  const shared = type === 'commonModule' ? 'Common' : 'Flow';
  const found: ActionList[] = [];
  const walk = (node: Node, scope: string, container: Tree, depth: number): void => {
    if (Array.isArray(node)) for (const part of node) walk(part, scope, container, depth);
    if (!isTree(node)) return;
    for (const [key, value] of node) {
      const owner = OWNERS.get(key);
      const isList = (key === 'actions' || key === 'startUpTaskActions') && Array.isArray(value);
      if (isList) found.push({ list: value, scope, container, isOutermost: depth === 0 });
      if (owner && isTree(value)) walk(value, owner, value, 0);
      else walk(value, scope, container, isList ? depth + 1 : depth);
    }
  };
  walk(root, shared, root, 0);
  return found;
}

/** Visits every text with the keys that lead to it. */
export function mapTexts(node: Node, change: (text: string, path: readonly string[]) => string): void {
  const walk = (at: Node, path: readonly string[]): Node => {
    if (typeof at === 'string') return change(at, path);
    if (Array.isArray(at)) for (const [index, part] of at.entries()) at[index] = walk(part, path);
    else if (isTree(at)) for (const [key, part] of at) at.set(key, walk(part, [...path, key]));
    return at;
  };
  walk(node, []);
}

/** Changes every expression, also inside of other ways to give one. */
export function mapExpressions(node: Node, change: (text: string) => string): void {
  mapTexts(node, (text, path) => (path.at(-1) === 'exp' ? change(text) : text));
}

/** The names of all variables that are written anywhere below, with their scope. */
export function namesIn(node: Node): Set<string> {
  const names = new Set<string>();
  const note = (text: string) => {
    for (const [name] of outsideTexts(text).matchAll(/\b(?:Flow|Task|State|Common)\.\w+/gi)) names.add(name);
  };
  mapTexts(node, (text) => {
    note(text);
    return text;
  });
  const keys = (at: Node): void => {
    if (Array.isArray(at)) at.forEach(keys);
    if (!isTree(at)) return;
    for (const [key, value] of at) {
      note(key);
      keys(value);
    }
  };
  keys(node);
  return names;
}

/** An expression with the texts in it blanked out. */
export function outsideTexts(expression: string): string {
  return expression.replace(/"(?:[^"\\]|\\.)*"/g, (text) => ' '.repeat(text.length));
}

/** Changes what stands between the texts of an expression. */
export function mapCode(expression: string, change: (code: string) => string): string {
  return expression
    .split(/("(?:[^"\\]|\\.)*")/)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('');
}

/** Declares a variable where the scope says. */
export function declare(
  { scope, container }: Pick<ActionList, 'scope' | 'container'>,
  root: Tree,
  name: string,
  type = 'string',
): void {
  const owner = scope === 'Task' || scope === 'State' ? container : root;
  const variables = owner.get('variables');
  const variable = map({ [`${type}Variable`]: map({ name, initialValue: map({ noValue: 'true' }) }) });
  if (Array.isArray(variables)) variables.push(variable);
  else owner.set('variables', [variable]);
}
