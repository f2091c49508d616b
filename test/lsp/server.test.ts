import { afterEach, describe, expect, test } from 'vitest';
import type { Diagnostic, DocumentDiagnosticReport, Hover } from 'vscode-languageserver';
import { DiagnosticTag, ProgressType } from 'vscode-languageserver';
import { type ClientOptions, type LspClient, startInProcess } from '../support/lsp-client.js';
import { PAY, SPEAK } from './flows.js';

const PAY_URI = 'file:///flows/pay.yaml';
const SPEAK_URI = 'file:///flows/speak.yaml';
const FILES = new Map([
  [PAY_URI, PAY],
  [SPEAK_URI, SPEAK],
]);
const FOLDER = 'file:///flows';

let client: LspClient;
afterEach(() => client.end());

async function start(options: ClientOptions = {}, files: ReadonlyMap<string, string> = new Map()): Promise<LspClient> {
  client = startInProcess(files);
  return client.initialize(options);
}

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);
const at = (text: string, part: string, more = 0) => {
  const offset = text.indexOf(part) + more;
  const line = text.slice(0, offset).split('\n').length - 1;
  return { line, character: offset - (text.lastIndexOf('\n', offset - 1) + 1) };
};
const wholeText = (text: string) => ({ text });

describe('diagnostics that come by themselves', () => {
  test('an opened flow gets its findings with every step of the path', async () => {
    await start();
    await client.open(PAY_URI, PAY);
    const found = await client.diagnostics(PAY_URI, 1);
    const spoken = found.find(({ code }) => code === 'secure-value-in-speech')!;
    expect(spoken).toMatchObject({
      source: 'keytrace',
      range: { start: at(PAY, 'ToAudioTTS(', -5) },
      codeDescription: { href: 'https://example.org/keytrace/docs/rules/secure-value-in-speech.md' },
    });
    expect(spoken.relatedInformation![0]).toMatchObject({
      location: { uri: PAY_URI, range: { start: at(PAY, 'var: Task.cardNumber', 5) } },
    });
    expect(spoken.relatedInformation!.length).toBeGreaterThan(1);
  });

  test('an edit is answered for its version, and an edit elsewhere only changes what it changes', async () => {
    await start();
    await client.open(SPEAK_URI, SPEAK);
    await client.open(PAY_URI, PAY);
    await client.diagnostics(PAY_URI, 1);
    const before = await client.diagnostics(SPEAK_URI);
    expect(codes(before)).toContain('secure-value-in-speech');
    // The card number no longer goes to the module, so the module's own finding disappears.
    const end = at(PAY, '- callCommonModule');
    const version = await client.change(PAY_URI, wholeText(PAY.split('\n').slice(0, end.line).join('\n')));
    await client.diagnostics(PAY_URI, version);
    const after = await client.until(() => client.published.filter(({ uri }) => uri === SPEAK_URI)[1]);
    expect(codes(after.diagnostics)).not.toContain('secure-value-in-speech');
    expect(after.version).toBe(1);
  });

  test('code that never runs is greyed out', async () => {
    await start();
    const dead = PAY.replace('name: Bye\n', 'name: Bye\n          - disconnect:\n              name: Never\n');
    await client.open(PAY_URI, dead);
    const found = await client.diagnostics(PAY_URI, 1);
    expect(found.find(({ code }) => code === 'unreachable-code')?.tags).toEqual([DiagnosticTag.Unnecessary]);
  });

  test('a burst of edits that is already queued is analysed once, in its last text', async () => {
    await start();
    await client.open(PAY_URI, PAY);
    await client.diagnostics(PAY_URI, 1);
    const sent = client.published.length;
    for (let i = 0; i < 1_000; i++) void client.change(PAY_URI, wholeText(`${PAY}# ${i}\n`));
    await client.diagnostics(PAY_URI, 1_001);
    expect(client.published.length - sent).toBeLessThan(30);
    const hover = await client.ask<Hover>('hover', PAY_URI, { position: at(PAY, 'Task.cardNumber') });
    expect(hover.range).toBeDefined();
  });

  test('a closed file is what it is on disk', async () => {
    await start({ folders: [FOLDER] }, FILES);
    await client.diagnostics(PAY_URI);
    await client.open(PAY_URI, 'inboundCall:\n  name: Empty\n  tasks: []\n');
    expect(codes(await client.diagnostics(PAY_URI, 1))).not.toContain('secure-value-in-speech');
    const sent = client.published.length;
    await client.close(PAY_URI);
    const last = await client.until(() => client.published.slice(sent).find(({ uri }) => uri === PAY_URI));
    expect(codes(last.diagnostics)).toContain('secure-value-in-speech');
    expect(last.version).toBeUndefined();
  });

  test('a closed file that no folder holds is forgotten', async () => {
    await start();
    await client.open(PAY_URI, PAY);
    await client.diagnostics(PAY_URI, 1);
    await client.close(PAY_URI);
    await client.until(() => client.published.at(-1)!.diagnostics.length === 0);
  });

  test('one file under two spellings is one file', async () => {
    const files = new Map([['file:///c%3A/flows/my%20pay.yaml', PAY]]);
    await start({ folders: ['file:///c%3A/flows'] }, files);
    await client.diagnostics('file:///c%3A/flows/my%20pay.yaml');
    await client.open('file:///C:/flows/my pay.yaml', PAY);
    const { findings } = await client.request<{ findings: { uri: string }[] }>('workspace/executeCommand', {
      command: 'keytrace.check',
      arguments: [],
    });
    expect(new Set(findings.map(({ uri }) => uri))).toEqual(new Set(['file:///C:/flows/my pay.yaml']));
  });
});

describe('diagnostics that are asked for', () => {
  const PULL: ClientOptions = {
    capabilities: { textDocument: { diagnostic: {}, publishDiagnostics: {} } },
    initializationOptions: { diagnostics: 'pull' },
    folders: [FOLDER],
  };

  test('a client that pulls is not pushed to', async () => {
    await start(PULL, FILES);
    expect(client.result.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
    await client.open(PAY_URI, PAY);
    const report = await client.ask<DocumentDiagnosticReport>('diagnostic', PAY_URI);
    expect(report.kind === 'full' && codes(report.items)).toContain('secure-value-in-speech');
    await client.settle();
    expect(client.published).toEqual([]);
  });

  test('what the client holds already is not sent again', async () => {
    await start(PULL, FILES);
    await client.open(PAY_URI, PAY);
    const { resultId } = await client.ask<DocumentDiagnosticReport>('diagnostic', PAY_URI);
    const again = await client.ask<DocumentDiagnosticReport>('diagnostic', PAY_URI, { previousResultId: resultId });
    expect(again).toEqual({ kind: 'unchanged', resultId });
    await client.change(PAY_URI, wholeText(PAY.replace('Task.cardNumber)', '"x")')));
    const edited = await client.ask<DocumentDiagnosticReport>('diagnostic', PAY_URI, { previousResultId: resultId });
    expect(edited.kind).toBe('full');
  });

  test('the whole workspace is answered, in parts when the client wants', async () => {
    await start(PULL, FILES);
    await client.settle();
    type Whole = { items: { uri: string; resultId: string; version: number | null }[] };
    const ask = (more: object) => client.request<Whole>('workspace/diagnostic', { previousResultIds: [], ...more });
    let whole = await ask({});
    while (whole.items.length < 2) whole = await ask({});
    expect(whole.items.map(({ uri }) => uri).sort()).toEqual([PAY_URI, SPEAK_URI]);
    const parts: Whole[] = [];
    client.connection.onProgress(new ProgressType<Whole>(), 'part', (value) => {
      parts.push(value);
    });
    expect(await ask({ partialResultToken: 'part' })).toEqual({ items: [] });
    expect(parts.flatMap(({ items }) => items)).toHaveLength(2);
    const previousResultIds = whole.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
    expect((await ask({ previousResultIds })).items.map((item) => (item as unknown as { kind: string }).kind)).toEqual([
      'unchanged',
      'unchanged',
    ]);
  });
});

describe('robustness', () => {
  test('a raw export is answered with nothing rather than with wrong places', async () => {
    await start();
    const json = JSON.stringify({
      name: 'x',
      type: 'inboundcall',
      initialSequence: '1',
      flowSequenceItemList: [{ id: '1' }],
    });
    await client.open('file:///flows/x.i3InboundFlow', Buffer.from(encodeURIComponent(json)).toString('base64'));
    expect(await client.diagnostics('file:///flows/x.i3InboundFlow', 1)).toEqual([]);
    expect(
      await client.ask('hover', 'file:///flows/x.i3InboundFlow', { position: { line: 0, character: 3 } }),
    ).toBeNull();
    expect(await client.ask('foldingRange', 'file:///flows/x.i3InboundFlow')).toEqual([]);
  });

  test('an unknown request is refused and the next one answered', async () => {
    await start();
    await expect(client.request('textDocument/doesNotExist', {})).rejects.toThrow('Unhandled method');
    await client.open(PAY_URI, PAY);
    expect(await client.ask('hover', PAY_URI, { position: at(PAY, 'Task.cardNumber') })).not.toBeNull();
  });

  test('a request about a file that nobody knows has an empty answer', async () => {
    await start();
    expect(await client.ask('hover', 'file:///none.yaml', { position: { line: 0, character: 0 } })).toBeNull();
    expect(await client.ask('documentSymbol', 'file:///none.yaml')).toEqual([]);
    expect(await client.ask('semanticTokens/full', 'file:///none.yaml')).toEqual({ data: [] });
  });

  test('a file of several megabytes is answered', async () => {
    await start();
    const task = PAY.slice(PAY.indexOf('    - task:'));
    const tasks = Array.from({ length: 3_000 }, (_, i) =>
      task.replaceAll('Main', `Main ${i}`).replace('refId: main', `refId: main${i}`),
    );
    const huge = PAY.slice(0, PAY.indexOf('    - task:')) + tasks.join('');
    await client.open(PAY_URI, huge);
    expect((await client.diagnostics(PAY_URI, 1)).length).toBeGreaterThan(3_000);
  }, 60_000);
});
