import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar, type IRawGrammar } from 'vscode-textmate';
import { textOf } from './manifest.js';

const WASM = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
const INSIDE = 'meta.embedded.block.cxone-snippet';

/** The editor's own grammars in a nutshell. The engine fills in what only it knows. */
const HOSTS = [
  {
    scopeName: 'source.json',
    patterns: [{ begin: '"', end: '"', name: 'string.json', patterns: [{ match: '\\\\.' }] }],
  },
  { scopeName: 'text.xml', patterns: [{ begin: '<[/\\w]', end: '>', name: 'meta.tag.xml' }] },
] as unknown as readonly IRawGrammar[];

let snippet: IGrammar;
let json: IGrammar;
let xml: IGrammar;

beforeAll(async () => {
  await oniguruma.loadWASM(readFileSync(WASM).buffer);
  const onigLib = Promise.resolve({
    createOnigScanner: (sources: string[]) => new oniguruma.OnigScanner(sources),
    createOnigString: (text: string) => new oniguruma.OnigString(text),
  });
  const ours = ['snippet.tmLanguage.json', 'snippet.injection.json'].map((name) =>
    textmate.parseRawGrammar(textOf(`syntaxes/${name}`), name),
  );
  const registry = new textmate.Registry({
    onigLib,
    loadGrammar: async (name) => [...HOSTS, ...ours].find(({ scopeName }) => scopeName === name) ?? null,
    getInjections: (name) => (name === 'source.cxone-snippet' ? [] : ['source.cxone-snippet.injection']),
  });
  snippet = (await registry.loadGrammar('source.cxone-snippet'))!;
  json = (await registry.loadGrammar('source.json'))!;
  xml = (await registry.loadGrammar('text.xml'))!;
});

/** Every token with the last word of its innermost scope. */
function tokens(grammar: IGrammar, text: string): { text: string; scopes: readonly string[] }[] {
  let stack = textmate.INITIAL;
  return text.split('\n').flatMap((line) => {
    const { tokens: found, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return found.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
  });
}

function scopeOf(grammar: IGrammar, text: string, part: string): string {
  const token = tokens(grammar, text).find((one) => one.text === part);
  return token?.scopes.at(-1) ?? 'no such token';
}

describe('a snippet', () => {
  test.each([
    ['ASSIGN card = "x"', 'ASSIGN', 'storage.type.cxone-snippet'],
    ['dynamic order', 'dynamic', 'storage.type.cxone-snippet'],
    ['IF a = 1 {', 'IF', 'keyword.control.cxone-snippet'],
    ['} ELSE {', 'ELSE', 'keyword.control.cxone-snippet'],
    ['FOREACH entry IN list {', 'IN', 'keyword.control.cxone-snippet'],
    ['TRACE card', 'TRACE', 'support.function.cxone-snippet'],
    ['global:token = 1', 'global:', 'storage.modifier.cxone-snippet'],
    ['order.card.number = 1', 'number', 'variable.other.property.cxone-snippet'],
    ['x = GetRESTProxy()', 'GetRESTProxy', 'entity.name.function.cxone-snippet'],
    ['x = 12.5', '12.5', 'constant.numeric.cxone-snippet'],
    ['x = TRUE', 'TRUE', 'constant.language.boolean.cxone-snippet'],
    ['x = 1 // why', '// why', 'comment.line.double-slash.cxone-snippet'],
    ['x = "https://a.b" ', 'https://a.b', 'string.quoted.double.cxone-snippet'],
    ['x = "card {card} ends"', 'card', 'variable.other.cxone-snippet'],
    ['defaultValue = 1', 'defaultValue', 'variable.other.cxone-snippet'],
    ['case = 1', 'case', 'variable.other.cxone-snippet'],
  ])('%s: %s', (text, part, scope) => {
    const found = tokens(snippet, text).filter((one) => one.text === part);
    expect(found.map(({ scopes }) => scopes.at(-1))).toContain(scope);
  });

  test('braces of JSON in a text put nothing in', () => {
    const [, , , , token] = tokens(snippet, `x = '{"a":1}'`);
    expect(token?.scopes).not.toContain('meta.template.expression.cxone-snippet');
  });
});

describe('in a script as JSON', () => {
  const code = '"0": { "name": "Data", "value": "// why\\r\\nASSIGN x = \\"card {card}\\"\\r\\nTRACE x" }';

  test('the code of an action is coloured, and line ends are told from words', () => {
    expect(scopeOf(json, code, 'ASSIGN')).toBe('storage.type.cxone-snippet');
    expect(scopeOf(json, code, 'TRACE')).toBe('support.function.cxone-snippet');
    expect(scopeOf(json, code, '// why')).toBe('comment.line.double-slash.cxone-snippet');
    expect(scopeOf(json, code, 'card')).toBe('variable.other.cxone-snippet');
  });

  test('it ends with its text', () => {
    const behind = tokens(json, `${code}, "1": { "name": "ASSIGN" }`).at(-3);
    expect(behind?.scopes).not.toContain(INSIDE);
  });

  test('over lines', () => {
    expect(scopeOf(json, '"name": "Data",\n"value": "IF a = 1 { }"', 'IF')).toBe('keyword.control.cxone-snippet');
  });

  test('other parameters are left alone', () => {
    expect(tokens(json, '"name": "Sequence", "value": "IF a"').some(({ scopes }) => scopes.includes(INSIDE))).toBe(
      false,
    );
  });
});

describe('in desktop XML', () => {
  test('what begins like code is coloured to its end', () => {
    const text = '<string>// why\nIF a &lt; 1 {\n  TRACE a\n}</string>\n<string>IFs</string>';
    expect(scopeOf(xml, text, 'TRACE')).toBe('support.function.cxone-snippet');
    expect(scopeOf(xml, text, '&lt;')).toBe('constant.character.entity.xml');
    expect(tokens(xml, text).find((one) => one.text === 'IFs')?.scopes).not.toContain(INSIDE);
  });
});
