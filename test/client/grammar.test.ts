import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar, type IRawGrammar } from 'vscode-textmate';
import { textOf } from './manifest.js';

const WASM = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
const INSIDE = 'meta.embedded.inline.architect-expression';

/** The editor's own grammars in a nutshell: what would take the text if the injection did not. */
const HOSTS: readonly IRawGrammar[] = [
  host('source.yaml', [
    { begin: '#', end: '$', name: 'comment.line.number-sign.yaml' },
    { match: '[-{}](?=\\s|$)', name: 'punctuation.definition.yaml' },
    { match: '[\\w-]+(?=\\s*:)', name: 'entity.name.tag.yaml' },
    { match: '"[^"]*"', name: 'string.quoted.double.yaml' },
    { match: '[^\\s#:][^#:]*', name: 'string.unquoted.plain.out.yaml' },
  ]),
  host('source.json', [
    { begin: '"', end: '"', name: 'string.quoted.double.json', patterns: [{ match: '\\\\.', name: 'escape' }] },
  ]),
];

function host(scopeName: string, patterns: IRawGrammar['patterns']): IRawGrammar {
  // The engine fills in what only it knows.
  return { scopeName, patterns } as IRawGrammar;
}

let yaml: IGrammar;
let json: IGrammar;

beforeAll(async () => {
  await oniguruma.loadWASM(readFileSync(WASM).buffer);
  const onigLib = Promise.resolve({
    createOnigScanner: (sources: string[]) => new oniguruma.OnigScanner(sources),
    createOnigString: (text: string) => new oniguruma.OnigString(text),
  });
  const ours = ['expression.tmLanguage.json', 'expression.injection.json'].map((name) =>
    textmate.parseRawGrammar(textOf(`syntaxes/${name}`), name),
  );
  const registry = new textmate.Registry({
    onigLib,
    loadGrammar: async (name) => [...HOSTS, ...ours].find(({ scopeName }) => scopeName === name) ?? null,
    getInjections: (name) =>
      name === 'source.yaml' || name === 'source.json' ? ['source.architect-expression.injection'] : [],
  });
  yaml = (await registry.loadGrammar('source.yaml'))!;
  json = (await registry.loadGrammar('source.json'))!;
});

interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

function tokens(grammar: IGrammar, text: string): Token[] {
  let stack = textmate.INITIAL;
  return text.split('\n').flatMap((line) => {
    const { tokens: found, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return found.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
  });
}

/** What is taken for an expression, without the blanks around it. */
function inside(grammar: IGrammar, text: string): string {
  const parts = tokens(grammar, text).filter(({ scopes }) => scopes.includes(INSIDE));
  return parts
    .map((token) => token.text)
    .join('')
    .trim();
}

describe('in YAML an expression is', () => {
  test.each([
    ['a plain text', 'value:\n  exp: Right(Task.card, 4)\n  lit: Task.card', 'Right(Task.card, 4)'],
    ['an entry of a list', '- exp: Task.card', 'Task.card'],
    ['a text before a comment', 'exp: Task.card # the number', 'Task.card'],
    ['a text in braces', '{ exp: Task.card }', 'Task.card'],
    ['a text with its own quotes', 'exp: Append("a # b", Task.card)', 'Append("a'],
    ['a text in single quotes', "exp: 'Task.card'\nname: x", 'Task.card'],
    ['a text in double quotes', 'exp: "Append(\\"a\\", Task.card)"\nname: x', 'Append(\\"a\\", Task.card)'],
    ['a text over lines', 'exp: |\n  If(Flow.a,\n    Task.b)\nname: x', 'If(Flow.a,    Task.b)'],
    ['a folded text', 'exp: >-\n    Flow.a\n\n    + 1\nname: Flow.b', 'Flow.a    + 1'],
  ])('%s', (_name, text, expression) => {
    expect(inside(yaml, text)).toBe(expression);
  });

  test.each([['expected: Task.card'], ['lit: Task.card'], ['# exp: Task.card'], ['exp:'], ['exp: {{value}}']])(
    'not %s',
    (text) => {
      expect(inside(yaml, text)).toBe('');
    },
  );

  test('an expression that is not finished ends with what comes next', () => {
    expect(inside(yaml, 'exp: "Append(\nname:\n  exp: Task.a')).toBe('Append(Task.a');
  });
});

describe('in JSON an expression is', () => {
  test('the text behind "exp"', () => {
    expect(inside(json, '{ "exp": "Right(Task.card, 4)", "text": "Task.card" }')).toBe('Right(Task.card, 4)');
    expect(inside(json, '{ "exp": "Append(\\"a\\", Task.b)" }')).toBe('Append(\\"a\\", Task.b)');
  });
});

test('the parts of an expression are told apart', () => {
  const found = tokens(yaml, 'exp: If(Task.card == "x" and true, Flow.n, 12)')
    .filter(({ scopes }) => scopes.includes(INSIDE))
    .map(({ text, scopes }) => [text, scopes.at(-1)!.replace('.architect-expression', '')])
    .filter(([text]) => text!.trim() !== '');
  expect(found).toEqual(
    expect.arrayContaining([
      ['If', 'entity.name.function'],
      ['Task', 'support.class.scope'],
      ['card', 'variable.other.readwrite'],
      ['==', 'keyword.operator'],
      ['and', 'keyword.operator.word'],
      ['true', 'constant.language'],
      ['12', 'constant.numeric'],
    ]),
  );
});

test('the key itself stays a key', () => {
  expect(tokens(yaml, 'exp: Task.card')[0]).toEqual({ text: 'exp', scopes: ['source.yaml', 'entity.name.tag.yaml'] });
});
