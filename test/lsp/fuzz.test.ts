import { afterEach, describe, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { type Encoding, Positions } from '../../server/lsp/positions.js';
import { corpusFiles, hasCorpus } from '../support/corpus.js';
import { type LspClient, startInProcess } from '../support/lsp-client.js';
import { PAY, SPEAK } from './flows.js';

const URI = 'file:///flows/edited.yaml';
const PIECES = [
  '',
  ' ',
  '\n',
  '\r\n',
  '  ',
  '- ',
  ': ',
  '"',
  "'",
  '{{x}}',
  'Task.cardNumber',
  '卡',
  '\u{1f511}',
  '#',
  '{',
  ']',
  '|\n',
  'exp: ',
];

const clients: LspClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.end();
});

async function start(encoding: Encoding): Promise<LspClient> {
  const client = startInProcess();
  clients.push(client);
  return client.initialize({ capabilities: { general: { positionEncodings: [encoding] } } });
}

/** The same numbers in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe.each<Encoding>(['utf-16', 'utf-8', 'utf-32'])('1,000 random edits in %s', (encoding) => {
  test('give the diagnostics of the text that they lead to', async () => {
    const client = await start(encoding);
    expect(client.result.capabilities.positionEncoding).toBe(encoding);
    const random = randomFrom(encoding.length * 7 + encoding.charCodeAt(4));
    let text = PAY;
    await client.open(URI, text);
    for (let i = 0; i < 1_000; i++) {
      // Broken ground is left again and again, so that real findings come and go too.
      if (i % 100 === 50) {
        await client.change(URI, { text: PAY });
        text = PAY;
        continue;
      }
      const from = random(text.length);
      const to = Math.min(text.length, from + (random(4) === 0 ? random(20) : 0));
      const piece = PIECES[random(PIECES.length)]!;
      const range = new Positions(text, encoding).range({ start: from, end: to });
      // What the server takes for the place of the edit: never inside a character.
      const span = new Positions(text, encoding).span(range);
      const version = await client.change(URI, { range, text: piece });
      text = text.slice(0, span.start) + piece + text.slice(span.end);
      if (i % 50 !== 49) continue;
      const found = await client.diagnostics(URI, version);
      const fresh = await start(encoding);
      await fresh.open(URI, text);
      expect(found).toEqual(await fresh.diagnostics(URI, 1));
      fresh.end();
    }
    expect(client.log).toEqual([]);
  }, 60_000);
});

test('1,000 keystrokes lose nothing', async () => {
  const client = await start('utf-16');
  const text = PAY.padEnd(1_000, '# typed ');
  await client.open(URI, '');
  for (let at = 0; at < text.length; at++) {
    const { line, column } = lineOf(text, at);
    const place = { line, character: column };
    void client.change(URI, { range: { start: place, end: place }, text: text[at]! });
  }
  const typed = await client.diagnostics(URI, text.length + 1);
  const fresh = await start('utf-16');
  await fresh.open(URI, text);
  expect(typed.length).toBeGreaterThan(0);
  expect(typed).toEqual(await fresh.diagnostics(URI, 1));
});

function lineOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, column: before.at(-1)!.length };
}

/** Every read-only request, in the middle of what there is. */
async function askEverything(client: LspClient, uri: string, text: string): Promise<void> {
  const { line, column } = lineOf(text, text.length);
  const position = { line, character: column };
  const before = { line, character: Math.max(0, column - 3) };
  const range = { start: { line: Math.max(0, line - 20), character: 0 }, end: position };
  const about = { textDocument: { uri } };
  const item = await client.ask<object[] | null>('prepareCallHierarchy', uri, { position });
  await Promise.all([
    ...[position, before].flatMap((place) => [
      client.ask('hover', uri, { position: place }),
      client.ask('completion', uri, { position: place }),
      client.ask('signatureHelp', uri, { position: place }),
      client.ask('definition', uri, { position: place }),
      client.ask('references', uri, { position: place, context: { includeDeclaration: true } }),
      client.ask('documentHighlight', uri, { position: place }),
      // A refusal is an answer.
      client.ask('prepareRename', uri, { position: place }).catch(refused),
      client.ask('rename', uri, { position: place, newName: 'other' }).catch(refused),
    ]),
    client.ask('documentSymbol', uri),
    client.ask('codeLens', uri),
    client.ask('foldingRange', uri),
    client.ask('documentLink', uri),
    client.ask('inlayHint', uri, { range }),
    client.ask('semanticTokens/full', uri),
    client.ask('semanticTokens/range', uri, { range }),
    client.ask('selectionRange', uri, { positions: [position, before] }),
    client.ask('codeAction', uri, { range, context: { diagnostics: [] } }),
    client.ask('diagnostic', uri),
    client.request('workspace/symbol', { query: 'a' }),
    ...(item ?? []).flatMap((one) => [
      client.request('callHierarchy/incomingCalls', { item: one }),
      client.request('callHierarchy/outgoingCalls', { item: one }),
    ]),
    client.request('textDocument/diagnostic', about),
  ]);
}

function refused(error: { code?: number }): void {
  // RequestFailed; anything else is a defect.
  if (error.code !== -32_803) throw error;
}

/** Twenty real flows of all sizes; the quick run asks at a dozen places each, KEYTRACE_FULL=1 at every one. */
const real = corpusFiles('archy-yaml')
  .filter((_, index) => index % 3 === 0)
  .slice(0, 20);
const strideOf = (text: string) => (process.env.KEYTRACE_FULL === '1' ? 1 : Math.ceil(text.length / 12));
if (!hasCorpus) console.log('The corpus is not beside this repository (../shared/corpus): its tests are skipped.');

describe('every request is answered on every beginning', () => {
  test.each<readonly [string, string, number]>([
    ['a flow of ours', PAY, 41],
    ['a module of ours', SPEAK, 17],
    ...real.map(({ path, text }) => [path, text, strideOf(text)] as const),
  ])(
    'of %s',
    async (_, text, stride) => {
      const client = await start('utf-16');
      await client.open(URI, '');
      for (let end = 1; end <= text.length; end += stride) {
        const beginning = text.slice(0, end);
        await client.change(URI, { text: beginning });
        await askEverything(client, URI, beginning);
      }
      expect(client.log).toEqual([]);
    },
    120_000,
  );
});

test('two servers say the same', async () => {
  const answers: (readonly Diagnostic[])[] = [];
  for (let i = 0; i < 2; i++) {
    const client = await start('utf-16');
    await client.open(URI, PAY);
    answers.push(await client.diagnostics(URI, 1));
  }
  expect(answers[0]).toEqual(answers[1]);
});
