import type { Expression } from '../../../server/core/model/expression.js';
import { parseExpression } from '../../../server/core/syntax/expression/parser.js';
import { update } from './bystanders.js';
import {
  actionLists,
  declare,
  entryOf,
  type FlowTree,
  isTree,
  mapCode,
  mapExpressions,
  mapTexts,
  type Node,
  namesIn,
  rootOf,
} from './flow-tree.js';
import type { Transform } from './transform.js';

/** Actions whose expressions are all read before anything else happens. */
const READS_FIRST: ReadonlySet<string> = new Set([
  'playAudio',
  'setParticipantData',
  'setScreenPop',
  'setWhisperAudio',
  'setUUIData',
  'communicate',
  'sendResponse',
  'callData',
  'callDataSecure',
  'callCommonModule',
  'callTask',
  'returnToAgent',
  'endWorkflow',
  'createCallback',
  'transferToFlowSecure',
  'sendNotification',
  'encryptData',
]);

/** Expressions of the settings themselves, not of the actions in the ways out. */
function ownExpressions(node: Node, change: (text: string) => string): void {
  if (Array.isArray(node)) for (const part of node) ownExpressions(part, change);
  if (!isTree(node) || node.has('actions')) return;
  for (const [key, value] of node) {
    if (key === 'exp' && typeof value === 'string') node.set(key, change(value));
    else if (key !== 'outputs' || !hasWaysOut(value)) ownExpressions(value, change);
  }
}

function hasWaysOut(outputs: Node): boolean {
  return isTree(outputs) && [...outputs.values()].some((way) => isTree(way) && way.has('actions'));
}

function overVariable(flow: FlowTree, steps: number): boolean {
  const { flow: root } = rootOf(flow);
  const first = namesIn(flow.tree).size;
  let number = first;
  for (const list of actionLists(flow)) {
    for (let at = 0; at < list.list.length; at++) {
      const entry = entryOf(list.list[at]);
      if (!entry || !READS_FIRST.has(entry.kind)) continue;
      const before: Node[] = [];
      ownExpressions(entry.settings, (text) => {
        let value = text;
        for (let step = 0; step < steps; step++) {
          const name = `${list.scope}.step${++number}`;
          declare(list, root, name);
          before.push(update('Step', name, value));
          value = name;
        }
        return value;
      });
      list.list.splice(at, 0, ...before);
      at += before.length;
    }
  }
  return number > first;
}

/** Names keep their words: cardNumber, card_number, CardNumber. */
function respell(name: string, style: 'snake' | 'pascal'): string {
  if (style === 'pascal') return name[0]!.toUpperCase() + name.slice(1);
  return name.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2').toLowerCase();
}

/** A slot is also written without its scope. */
const VARIABLE = /\b(Flow|Task|State|Common)\.(\p{L}\w*)/gu;

/** Names that the platform or a caller gives: they stay. */
const GIVEN: ReadonlySet<string> = new Set(['InvocationData', 'HoldPrompt', 'Language']);

function rename(flow: FlowTree, style: 'snake' | 'pascal'): boolean {
  if (hasTwoSpellings(flow)) return false;
  const change = (text: string) =>
    text.replace(VARIABLE, (all, scope: string, name: string) =>
      GIVEN.has(name) ? all : `${scope}.${respell(name, style)}`,
    );
  const walk = (node: Node): Node => {
    if (Array.isArray(node)) return node.map(walk);
    if (!isTree(node)) return node;
    return new Map([...node].map(([key, value]) => [change(key), walk(value)]));
  };
  for (const [key, value] of flow.tree) flow.tree.set(key, walk(value));
  mapTexts(flow.tree, (text, path) =>
    path.at(-1) === 'exp' ? mapCode(text, change) : isName(path) ? change(text) : text,
  );
  return true;
}

/** A name in two spellings has two sets of words; only one of them can be kept. */
function hasTwoSpellings(flow: FlowTree): boolean {
  const names = [...namesIn(flow.tree)];
  return new Set(names.map((name) => name.toLowerCase())).size < names.length;
}

function isName(path: readonly string[]): boolean {
  const key = path.at(-1);
  return key === 'var' || key === 'variable' || (key === 'name' && /Variable|Collection$/.test(path.at(-2) ?? ''));
}

/** Changes every expression of every flow; false when none is another text afterwards. */
function everywhere(flows: readonly FlowTree[], change: (text: string) => string): boolean {
  let isChanged = false;
  for (const { tree } of flows) {
    mapExpressions(tree, (text) => {
      const changed = change(text);
      isChanged ||= changed !== text;
      return changed;
    });
  }
  return isChanged;
}

const SCOPED = /\b(?:Flow|Task|State|Common)\.\w+(?!\.\w)/g;

/** Functions with the same meaning. Only where no other call stands inside, so that no grammar is needed. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\bRight\(([\w.]+), *(\d+)\)/g, 'Substring($1, Length($1) - $2, $2)'],
  [/\bLeft\(([\w.]+), *(\d+)\)/g, 'Substring($1, 0, $2)'],
];

const BACK: readonly (readonly [RegExp, string])[] = [
  [/\bSubstring\(([\w.]+), *Length\(\1\) *- *(\d+), *\2\)/g, 'Right($1, $2)'],
  [/\bSubstring\(([\w.]+), *0, *(\d+)\)/g, 'Left($1, $2)'],
];

function replaceAll(text: string, rows: readonly (readonly [RegExp, string])[]): string {
  return rows.reduce((done, [from, to]) => done.replace(from, to), text);
}

/** `Append(a, b)` of texts as `(a + b)`; audio cannot be added. */
function glued(text: string, expression: Expression): string {
  const parts = partsOf(expression);
  const isText = expression.kind === 'call' && /^append$/i.test(expression.name) && !/audio/i.test(text);
  if (isText) return `(${parts.map((part) => glued(text, part)).join(' + ')})`;
  let done = '';
  let at = expression.start;
  for (const part of parts) {
    done += text.slice(at, part.start) + glued(text, part);
    at = part.end;
  }
  return done + text.slice(at, expression.end);
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'call':
      return expression.operands;
    case 'binary':
      return [expression.left, expression.right];
    case 'member':
      return [expression.object];
    default:
      return [];
  }
}

/** A condition that is a literal has one live branch; a choice between two of them is no literal. */
const LITERAL = /^(?:true|false)$/i;

export const EXPRESSIONS: readonly Transform[] = [
  {
    name: 'an expression goes over a variable',
    // A step more stands in the trace, and a piece is made elsewhere.
    keeps: 'leaks',
    apply: (flows) => flows.map((flow) => overVariable(flow, 1)).some(Boolean),
  },
  {
    name: 'an expression goes over three variables',
    keeps: 'leaks',
    apply: (flows) => flows.map((flow) => overVariable(flow, 3)).some(Boolean),
  },
  {
    name: 'variables are written in snake case',
    keeps: 'places',
    apply: (flows) => flows.map((flow) => rename(flow, 'snake')).some(Boolean),
  },
  {
    name: 'variables begin with a capital letter',
    keeps: 'places',
    apply: (flows) => flows.map((flow) => rename(flow, 'pascal')).some(Boolean),
  },
  {
    name: 'functions and scopes are written in small letters',
    keeps: 'everything',
    apply: (flows) =>
      everywhere(flows, (text) =>
        mapCode(text, (code) =>
          code
            .replace(/\b[A-Z]\w*(?=\()/g, (name) => name.toLowerCase())
            .replace(/\b(?:Flow|Task|State|Common)\./g, (scope) => scope.toLowerCase()),
        ),
      ),
  },
  {
    name: 'functions and scopes are written in capitals',
    keeps: 'everything',
    apply: (flows) =>
      everywhere(flows, (text) =>
        mapCode(text, (code) =>
          code
            .replace(/\b[A-Z]\w*(?=\()/g, (name) => name.toUpperCase())
            .replace(/\b(?:Flow|Task|State|Common)\./g, (scope) => scope.toUpperCase()),
        ),
      ),
  },
  {
    name: 'cuts are written as Substring',
    keeps: 'everything',
    apply: (flows) => everywhere(flows, (text) => mapCode(text, (code) => replaceAll(code, SPELLINGS))),
  },
  {
    name: 'Substring is written as Left and Right',
    keeps: 'everything',
    apply: (flows) => everywhere(flows, (text) => mapCode(text, (code) => replaceAll(code, BACK))),
  },
  {
    name: 'blanks and lines stand where they mean nothing',
    keeps: 'everything',
    apply: (flows) => everywhere(flows, (text) => `  ${mapCode(text, (code) => code.replace(/([(,)])/g, ' $1\n  '))} `),
  },
  {
    name: 'every variable stands in brackets',
    keeps: 'everything',
    apply: (flows) => everywhere(flows, (text) => mapCode(text, (code) => code.replace(SCOPED, '($&)'))),
  },
  {
    name: 'a choice has the same on both sides',
    keeps: 'everything',
    apply: (flows) =>
      everywhere(flows, (text) =>
        LITERAL.test(text) ? text : `If(Hour(GetCurrentDateTimeUtc()) > 12, ${text}, ${text})`,
      ),
  },
  {
    name: 'texts are glued with plus',
    keeps: 'everything',
    apply: (flows) => everywhere(flows, (text) => glued(text, parseExpression(text).expression)),
  },
  {
    name: 'every variable is trimmed',
    keeps: 'everything',
    apply: (flows) => everywhere(flows, (text) => mapCode(text, (code) => code.replace(SCOPED, 'Trim($&)'))),
  },
  {
    name: 'everything is replaced by itself',
    keeps: 'everything',
    apply: (flows) =>
      everywhere(flows, (text) => (LITERAL.test(text) ? text : `Append("", Replace(${text}, " ", ""))`)),
  },
];
