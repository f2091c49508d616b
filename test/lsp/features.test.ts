import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  ClientCapabilities,
  CodeAction,
  CodeLens,
  CompletionItem,
  CompletionList,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  MarkupContent,
  Range,
  SelectionRange,
  SemanticTokens,
  SignatureHelp,
  SymbolInformation,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { Positions } from '../../server/lsp/positions.js';
import { plainSnippet } from '../../server/lsp/snippet.js';
import { type ClientOptions, type LspClient, startInProcess } from '../support/lsp-client.js';
import { PAY, SPEAK } from './flows.js';

const PAY_URI = 'file:///flows/pay.yaml';
const SPEAK_URI = 'file:///flows/speak.yaml';
const positions = new Positions(PAY, 'utf-16');

let client: LspClient;
beforeEach(() => start());
afterEach(() => client.end());

async function start(options: ClientOptions = {}): Promise<void> {
  client?.end();
  client = await startInProcess().initialize(options);
  await client.open(PAY_URI, PAY);
  await client.open(SPEAK_URI, SPEAK);
}

const withCapabilities = (textDocument: ClientCapabilities['textDocument'], workspace = {}) =>
  start({ capabilities: { textDocument, workspace } as ClientCapabilities });
const position = (part: string, more = 0) => positions.position(PAY.indexOf(part) + more);
const at = (part: string, more = 0) => ({ position: position(part, more) });
const textAt = (range: Range, text = PAY) => {
  const { start: from, end } = new Positions(text, 'utf-16').span(range);
  return text.slice(from, end);
};
const rangeOf = (part: string): Range => ({ start: position(part), end: position(part, part.length) });
const WHOLE = { range: { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } } };

describe('names', () => {
  test('definition leads to the declaration, with the whole of it where the client wants links', async () => {
    const plain = await client.ask<Location[]>('definition', PAY_URI, at('var: Task.cardNumber', 8));
    expect(plain.map(({ uri, range }) => [uri, textAt(range)])).toEqual([[PAY_URI, 'Task.cardNumber']]);
    await withCapabilities({ definition: { linkSupport: true } });
    const [link] = await client.ask<LocationLink[]>('definition', PAY_URI, at('var: Task.cardNumber', 8));
    expect(textAt(link!.targetRange)).toContain('isSecure: true');
    expect(textAt(link!.originSelectionRange!)).toBe('Task.cardNumber');
  });

  test('references go over files', async () => {
    const found = await client.ask<Location[]>('references', SPEAK_URI, {
      position: new Positions(SPEAK, 'utf-16').position(SPEAK.indexOf('Common.text') + 2),
      context: { includeDeclaration: false },
    });
    expect(found.map(({ uri }) => uri)).toEqual([PAY_URI, SPEAK_URI]);
  });

  test('highlights tell reading from writing', async () => {
    const found = await client.ask<DocumentHighlight[]>('documentHighlight', PAY_URI, at('Task.cardNumber', 2));
    expect(found.map(({ range, kind }) => [textAt(range), kind])).toContainEqual(['Task.cardNumber', 3]);
    expect(found.map(({ kind }) => kind)).toContain(2);
  });

  test('a rename changes every place, in the version that was seen', async () => {
    await withCapabilities({}, { workspaceEdit: { documentChanges: true } });
    const place = await client.ask<{ range: Range; placeholder: string }>('prepareRename', PAY_URI, at('Task.card', 2));
    expect([textAt(place.range), place.placeholder]).toEqual(['Task.cardNumber', 'Task.cardNumber']);
    const edit = await client.ask<WorkspaceEdit>('rename', PAY_URI, { ...at('Task.card', 2), newName: 'Task.pan' });
    expect(edit.documentChanges).toHaveLength(1);
    expect(edit.documentChanges![0]).toMatchObject({ textDocument: { uri: PAY_URI, version: 1 } });
    expect((edit.documentChanges![0] as { edits: object[] }).edits).toHaveLength(4);
  });

  test('a client without versions gets plain edits', async () => {
    const edit = await client.ask<WorkspaceEdit>('rename', PAY_URI, { ...at('Task.card', 2), newName: 'pan' });
    expect(Object.keys(edit.changes!)).toEqual([PAY_URI]);
  });

  test('a refusal is an error with a sentence', async () => {
    const asked = client.ask('prepareRename', PAY_URI, at('ToAudioTTS', 2));
    await expect(asked).rejects.toMatchObject({ code: -32_803, message: expect.stringMatching(/^[A-Z].*\.$/) });
  });

  test('the outline nests, and every name lies in its part', async () => {
    const [flow] = await client.ask<DocumentSymbol[]>('documentSymbol', PAY_URI);
    expect(flow!.name).toBe('Pay by card');
    const check = (symbol: DocumentSymbol) => {
      expect(textAt(symbol.range)).toContain(textAt(symbol.selectionRange));
      symbol.children!.forEach(check);
    };
    check(flow!);
    expect(JSON.stringify(flow)).toContain('"Read back"');
  });

  test('symbols of the workspace are found by a few letters', async () => {
    const found = await client.request<SymbolInformation[]>('workspace/symbol', { query: 'spkit' });
    expect(found.map(({ name, location }) => [name, location.uri])).toContainEqual(['Speak it', SPEAK_URI]);
  });

  test('calls are told with their places', async () => {
    const [item] = await client.ask<CallHierarchyItem[]>('prepareCallHierarchy', SPEAK_URI, {
      position: { line: 1, character: 9 },
    });
    expect(item!.name).toBe('Speak');
    const calls = await client.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
    expect(calls.map(({ from, fromRanges }) => [from.name, fromRanges.map((range) => textAt(range))])).toEqual([
      ['Main', ['Speak']],
    ]);
    expect(await client.request('callHierarchy/outgoingCalls', { item: { ...item, data: { container: 99 } } })).toEqual(
      [],
    );
  });

  test('the name of a module is a link to it', async () => {
    const links = await client.ask<DocumentLink[]>('documentLink', PAY_URI);
    expect(links.map(({ range, target }) => [textAt(range), target])).toContainEqual(['Speak', `${SPEAK_URI}#L2,9`]);
  });
});

describe('structure', () => {
  test('folds are lines in order', async () => {
    const folds = await client.ask<FoldingRange[]>('foldingRange', PAY_URI);
    expect(folds.length).toBeGreaterThan(5);
    for (const { startLine, endLine } of folds) expect(endLine).toBeGreaterThan(startLine);
  });

  test('a selection grows from the name to the flow', async () => {
    const [innermost] = await client.ask<SelectionRange[]>('selectionRange', PAY_URI, {
      positions: [position('ToAudioTTS(Task', 13)],
    });
    const texts: string[] = [];
    for (let range: SelectionRange | undefined = innermost; range; range = range.parent)
      texts.push(textAt(range.range));
    expect(texts[0]).toBe('Task.cardNumber');
    expect(texts).toContain('ToAudioTTS(Task.cardNumber)');
    expect(texts.at(-1)).toBe(PAY);
  });

  test('tokens are painted whole, in part and as a change', async () => {
    const { legend } = client.result.capabilities.semanticTokensProvider as { legend: { tokenModifiers: string[] } };
    expect(legend.tokenModifiers).toEqual(expect.arrayContaining(['secure', 'sensitive']));
    const whole = await client.ask<SemanticTokens>('semanticTokens/full', PAY_URI);
    expect(whole.data.length % 5).toBe(0);
    const secure = 1 << legend.tokenModifiers.indexOf('secure');
    expect(whole.data.some((bits, index) => index % 5 === 4 && (bits & secure) !== 0)).toBe(true);
    const part = await client.ask<SemanticTokens>('semanticTokens/range', PAY_URI, { range: rangeOf('ToAudioTTS') });
    expect(part.data.length).toBeLessThan(whole.data.length);
    await client.change(PAY_URI, { text: PAY.replace('Read back', 'Read it back') });
    const delta = await client.ask<{ edits: object[]; resultId: string }>('semanticTokens/full/delta', PAY_URI, {
      previousResultId: whole.resultId,
    });
    expect(delta.edits.length).toBeLessThan(3);
    expect(delta.resultId).not.toBe(whole.resultId);
  });

  test('hints follow the settings', async () => {
    const hints = await client.ask<InlayHint[]>('inlayHint', PAY_URI, WHOLE);
    expect(hints.length).toBeGreaterThan(0);
    await start({ initializationOptions: { settings: { hints: { keys: false, types: false, parameters: false } } } });
    expect(await client.ask('inlayHint', PAY_URI, WHOLE)).toEqual([]);
  });

  test('lenses carry commands only for clients that have them', async () => {
    const bare = await client.ask<CodeLens[]>('codeLens', PAY_URI);
    expect(bare.length).toBeGreaterThan(0);
    expect(bare.every(({ command }) => command!.command === '')).toBe(true);
    await start({ initializationOptions: { commands: ['keytrace.showPlaces', 'keytrace.showPaths'] } });
    const lenses = await client.ask<CodeLens[]>('codeLens', PAY_URI);
    const paths = lenses.find(({ command }) => command!.command === 'keytrace.showPaths')!;
    expect(paths.command!.arguments).toMatchObject([PAY_URI, { line: expect.any(Number) }, expect.any(Array)]);
  });
});

describe('typing', () => {
  test('completion replaces what is typed, and explains an item when asked', async () => {
    await withCapabilities({ completion: { completionItem: { snippetSupport: true } } });
    const { items } = await client.ask<CompletionList>('completion', PAY_URI, at('ToAudioTTS', 4));
    const item = items.find(({ label }) => label === 'ToAudioTTS')!;
    expect(textAt((item.textEdit as { range: Range }).range)).toMatch(/^ToAu/);
    const resolved = await client.request<CompletionItem>('completionItem/resolve', item);
    expect(resolved.documentation).toMatchObject({ kind: 'markdown' });
    const strange = { label: 'x', data: { kind: 7 } };
    expect(await client.request('completionItem/resolve', strange)).toEqual(strange);
  });

  test('an empty YAML document offers whole flows, other YAML is left alone', async () => {
    await client.open('file:///new.yaml', 'inb');
    await client.open('file:///other.yaml', 'on: push\nj');
    const position = { line: 0, character: 3 };
    const { items } = await client.ask<CompletionList>('completion', 'file:///new.yaml', { position });
    expect(items.map(({ label }) => label)).toContain('inboundCall');
    expect(await client.ask('completion', 'file:///other.yaml', { position: { line: 1, character: 1 } })).toBeNull();
  });

  test('a client without snippets gets plain text', async () => {
    const { items } = await client.ask<CompletionList>('completion', PAY_URI, at('ToAudioTTS', 4));
    expect(items.length).toBeGreaterThan(0);
    for (const { textEdit, insertTextFormat } of items) {
      expect(insertTextFormat).toBeUndefined();
      expect((textEdit as { newText: string }).newText).not.toMatch(/\$\{?\d/);
    }
  });

  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: snippets are written like that
  test.each([
    ['a$1b${2:name}c$0', 'abnamec'],
    ['${1|one,two|} \\$x \\} \\\\', 'one $x } \\'],
    ['${1|a\\,b,c|}', 'a,b'],
    ['${1:a\\}b}', 'a}b'],
    ['no stops', 'no stops'],
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
  ])('the snippet %s is %s without its stops', (snippet, plain) => {
    expect(plainSnippet(snippet)).toBe(plain);
  });

  test('a call shows its signature and the parameter that is being typed', async () => {
    const help = await client.ask<SignatureHelp>('signatureHelp', PAY_URI, at('ToAudioTTS(', 11));
    expect(help.signatures[0]!.label).toMatch(/^ToAudioTTS\(/);
    expect(help.activeParameter).toBe(0);
    expect(help.signatures[0]!.label).toContain(help.signatures[0]!.parameters![0]!.label);
  });
});

test('hover explains a finding and links to its page', async () => {
  const hover = await client.ask<Hover>('hover', PAY_URI, at('ToAudioTTS(', 2));
  expect((hover.contents as MarkupContent).value).toContain(
    '[secure-value-in-speech](https://example.org/keytrace/docs/rules/secure-value-in-speech.md)',
  );
});

describe('what can be done about a finding', () => {
  const actionsAt = (part: string, context: object = { diagnostics: [] }) =>
    client.ask<CodeAction[]>('codeAction', PAY_URI, { range: rangeOf(part), context });

  test('actions name the diagnostics that they are about', async () => {
    const diagnostics = [...(await client.diagnostics(PAY_URI, 1))];
    const actions = await actionsAt('ToAudioTTS(Task.cardNumber)', { diagnostics });
    const ignore = actions.find(({ command }) => command?.command === 'keytrace.suppress')!;
    expect(ignore).toMatchObject({ kind: 'quickfix' });
    expect(ignore.diagnostics).toHaveLength(1);
    expect(actions.some(({ command }) => command?.command === 'keytrace.showPath')).toBe(false);
  });

  test('only the kinds that are asked for come', async () => {
    const kinds = async (only: string[]) =>
      (await actionsAt('ToAudioTTS(Task.cardNumber)', { diagnostics: [], only })).map(({ kind }) => kind);
    expect(new Set(await kinds(['quickfix']))).toEqual(new Set(['quickfix']));
    expect(await kinds(['refactor'])).toEqual([]);
    for (const kind of await kinds(['source'])) expect(kind).toBe('source.fixAll.keytrace');
  });

  test('a finding is ignored with a reason above its line', async () => {
    const edits: WorkspaceEdit[] = [];
    client.connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
      edits.push(edit);
      return { applied: true };
    });
    const found = await client.diagnostics(PAY_URI, 1);
    const { fingerprint } = found.find(({ code }) => code === 'secure-value-in-speech')!.data;
    const run = (more: object) =>
      client.request('workspace/executeCommand', {
        command: 'keytrace.suppress',
        arguments: [{ uri: PAY_URI, fingerprint, ...more }],
      });
    expect(await run({ reason: 'read back in a test call' })).toEqual({ applied: true });
    const [edit] = edits[0]!.changes![PAY_URI]!;
    expect(edit!.newText).toMatch(/^ +# keytrace-ignore secure-value-in-speech -- read back in a test call\n$/);
    await expect(run({ fingerprint: 'gone' })).rejects.toThrow('no longer there');
    await expect(run({ fingerprint: 7 })).rejects.toThrow('needs "fingerprint"');
  });

  test('commands answer with data', async () => {
    const run = (command: string, ...list: unknown[]) =>
      client.request<Record<string, unknown>>('workspace/executeCommand', { command, arguments: list });
    const { findings } = await run('keytrace.check', { uri: PAY_URI });
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'secure-value-in-speech', uri: PAY_URI }));
    expect(await run('keytrace.explain', { rule: 'secure-value-in-speech' })).toMatchObject({
      why: expect.any(String),
    });
    await expect(run('keytrace.explain', { rule: 'none' })).rejects.toThrow('There is no rule "none".');
    const { paths } = await run('keytrace.graph', { uri: SPEAK_URI });
    expect(JSON.stringify(paths)).toContain(PAY_URI);
    await expect(run('keytrace.graph')).rejects.toThrow('needs "uri"');
  });
});
