import { afterEach, describe, expect, test } from 'vitest';
import type {
  ClientCapabilities,
  PublishDiagnosticsParams,
  RegistrationParams,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { CancellationTokenSource, ResourceOperationKind } from 'vscode-languageserver';
import { cardJson } from '../support/flows.js';
import { type ClientOptions, type LspClient, startInProcess } from '../support/lsp-client.js';
import { PAY, SPEAK } from './flows.js';

const FOLDER = 'file:///flows';
const PAY_URI = `${FOLDER}/pay.yaml`;
const SPEAK_URI = `${FOLDER}/speak.yaml`;
const CONFIG_URI = `${FOLDER}/keytrace.json`;
const LEAK = 'secure-value-in-speech';

let client: LspClient;
afterEach(() => client.end());

async function start(files: ReadonlyMap<string, string>, options: ClientOptions = {}): Promise<void> {
  client = startInProcess(files);
  await client.initialize({ folders: [FOLDER], ...options });
}

const changed = (uri: string, type: number) =>
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
const codesOf = ({ diagnostics }: PublishDiagnosticsParams) => diagnostics.map(({ code }) => code);
/** Waits for the next diagnostics of a file that fit. */
const next = (uri: string, fits: (codes: (string | number | undefined)[]) => boolean) => {
  const before = client.published.length;
  return client.until(() => client.published.slice(before).find((one) => one.uri === uri && fits(codesOf(one))));
};

test('files that change on disk change the diagnostics of others', async () => {
  const files = new Map([[SPEAK_URI, SPEAK]]);
  await start(files);
  await client.settle();
  files.set(PAY_URI, PAY);
  const found = next(SPEAK_URI, (codes) => codes.includes(LEAK));
  await changed(PAY_URI, 1);
  await found;
  files.delete(PAY_URI);
  const gone = next(SPEAK_URI, (codes) => !codes.includes(LEAK));
  const empty = next(PAY_URI, (codes) => codes.length === 0);
  await changed(PAY_URI, 3);
  await Promise.all([gone, empty]);
});

test('what is open counts as the editor has it, whatever happens on disk', async () => {
  const files = new Map([[PAY_URI, PAY]]);
  await start(files);
  await client.open(PAY_URI, PAY);
  await client.diagnostics(PAY_URI, 1);
  files.set(PAY_URI, '');
  await changed(PAY_URI, 2);
  await changed(PAY_URI, 3);
  await client.settle();
  expect(codesOf(client.published.filter(({ uri }) => uri === PAY_URI).at(-1)!)).toContain(LEAK);
});

test('a configuration is followed while it is typed, and its mistakes are shown in it', async () => {
  await start(new Map([[PAY_URI, PAY]]));
  await client.diagnostics(PAY_URI);
  const without = next(PAY_URI, (codes) => !codes.includes(LEAK));
  await client.open(CONFIG_URI, `{ "rules": { "${LEAK}": "off" } }`);
  await without;
  const again = next(PAY_URI, (codes) => codes.includes(LEAK));
  await client.change(CONFIG_URI, { text: `{ "rules": { "${LEAK}": "of" } }` });
  await again;
  const [mistake] = await client.diagnostics(CONFIG_URI, 2);
  expect(mistake).toMatchObject({ code: 'configuration', range: { start: { line: 0, character: 39 } } });
});

test('ignored files are not looked at, and come back when they are not ignored any more', async () => {
  const files = new Map([
    [PAY_URI, PAY],
    [`${FOLDER}/old/pay.yaml`, PAY],
    [CONFIG_URI, '{ "ignore": ["old"] }'],
  ]);
  await start(files);
  await client.diagnostics(PAY_URI);
  await client.settle();
  expect(client.published.map(({ uri }) => uri)).not.toContain(`${FOLDER}/old/pay.yaml`);
  files.delete(CONFIG_URI);
  const back = next(`${FOLDER}/old/pay.yaml`, (codes) => codes.includes(LEAK));
  await changed(CONFIG_URI, 3);
  await back;
});

test('the file of the folder comes over the settings of the client, which hold for everything else', async () => {
  const severityOf = (one: PublishDiagnosticsParams | undefined) =>
    one?.diagnostics.find(({ code }) => code === LEAK)?.severity;
  await start(
    new Map([
      [PAY_URI, PAY],
      [CONFIG_URI, '{ "rules": { "unknown-action": "off" } }'],
    ]),
    {
      initializationOptions: { settings: { rules: { [LEAK]: 'hint' }, unknown: null } },
    },
  );
  await client.until(() => severityOf(client.published.filter(({ uri }) => uri === PAY_URI).at(-1)) === 4);
  await client.notify('workspace/didChangeConfiguration', { settings: { keytrace: { rules: {} } } });
  await client.until(() => severityOf(client.published.filter(({ uri }) => uri === PAY_URI).at(-1)) === 2);
  await client.notify('workspace/didChangeConfiguration', { settings: { keytrace: { rules: { [LEAK]: 'hint' } } } });
  await client.until(() => severityOf(client.published.filter(({ uri }) => uri === PAY_URI).at(-1)) === 4);
  await client.open(CONFIG_URI, `{ "rules": { "${LEAK}": "error" } }`);
  await client.until(() => severityOf(client.published.filter(({ uri }) => uri === PAY_URI).at(-1)) === 1);
});

test('folders come and go', async () => {
  const files = new Map([
    [PAY_URI, PAY],
    ['file:///more/speak.yaml', SPEAK],
  ]);
  await start(files, { capabilities: { workspace: { workspaceFolders: true } } });
  await client.diagnostics(PAY_URI);
  const change = (added: string[], removed: string[]) => {
    const toFolder = (uri: string) => ({ uri, name: uri });
    const event = { added: added.map(toFolder), removed: removed.map(toFolder) };
    return client.notify('workspace/didChangeWorkspaceFolders', { event });
  };
  const found = next('file:///more/speak.yaml', (codes) => codes.includes(LEAK));
  await change(['file:///more'], []);
  await found;
  const gone = next('file:///more/speak.yaml', (codes) => codes.length === 0);
  await change([], ['file:///more']);
  await gone;
});

test('a large folder is read in the background, with progress, and requests are answered meanwhile', async () => {
  const files = new Map(
    Array.from({ length: 300 }, (_, i) => [`${FOLDER}/pay${i}.yaml`, PAY.replace('Pay by', `Pay ${i}`)]),
  );
  client = startInProcess(files);
  const events: string[] = [];
  client.connection.onNotification('$/progress', ({ value }: { value: { kind: string } }) => {
    events.push(value.kind);
  });
  await client.initialize({ folders: [FOLDER], capabilities: { window: { workDoneProgress: true } } });
  await client.open(`${FOLDER}/pay0.yaml`, PAY);
  await client.ask('hover', `${FOLDER}/pay0.yaml`, { position: { line: 9, character: 24 } });
  events.push('hover');
  await client.until(() => client.published.some(({ uri }) => uri === `${FOLDER}/pay299.yaml`));
  await client.settle();
  expect(events.indexOf('hover')).toBeLessThan(events.indexOf('end'));
  expect(events.filter((event) => event === 'report').length).toBeGreaterThan(3);
});

test('files are watched where the client lets itself be told', async () => {
  client = startInProcess(new Map());
  const asked: string[] = [];
  client.connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
    asked.push(...registrations.map(({ method }) => method));
    return null;
  });
  const dynamic = { dynamicRegistration: true };
  await client.initialize({
    capabilities: { workspace: { didChangeWatchedFiles: dynamic, didChangeConfiguration: dynamic } },
  });
  await client.settle();
  expect(asked).toEqual(['workspace/didChangeWatchedFiles', 'workspace/didChangeConfiguration']);
});

test('views of other files are asked for again when an edit changes them', async () => {
  client = startInProcess(new Map([[SPEAK_URI, SPEAK]]));
  const refreshed = new Promise<void>((resolve) => {
    client.connection.onRequest('workspace/semanticTokens/refresh', () => {
      resolve();
      return null;
    });
  });
  await client.initialize({
    folders: [FOLDER],
    capabilities: { workspace: { semanticTokens: { refreshSupport: true } } },
  });
  await client.open(PAY_URI, PAY);
  await refreshed;
});

test('a request that is cancelled in the queue is not worked on', async () => {
  await start(new Map());
  await client.open(PAY_URI, PAY);
  const source = new CancellationTokenSource();
  const asked = client.connection.sendRequest(
    'textDocument/hover',
    { textDocument: { uri: PAY_URI }, position: { line: 9, character: 24 } },
    source.token,
  );
  source.cancel();
  await expect(asked).rejects.toMatchObject({ code: -32_800 });
});

test('a defect is logged by its place, never with the text, and answered with nothing', async () => {
  client = startInProcess(new Map(), false);
  await client.initialize({});
  await client.open(PAY_URI, PAY);
  // A position that no client sends.
  expect(await client.ask('hover', PAY_URI)).toBeNull();
  await client.settle();
  expect(client.log).toHaveLength(1);
  expect(client.log[0]).toMatch(/^\[hover\] TypeError at /);
});

describe('what is settled beside the flows', () => {
  const IGNORES_URI = `${FOLDER}/keytrace-ignores.json`;
  const accepting = (more: object) =>
    JSON.stringify({ ignores: [{ rule: LEAK, path: 'pay.yaml', reason: 'agreed', ...more }] });
  const latest = (uri: string) =>
    client.published
      .filter((one) => one.uri === uri)
      .at(-1)
      ?.diagnostics.map(({ code }) => code);

  test('a file of accepted findings hides them, and is judged itself', async () => {
    await start(
      new Map([
        [PAY_URI, PAY],
        [IGNORES_URI, accepting({})],
      ]),
    );
    await client.until(() => latest(PAY_URI)?.includes(LEAK) === false);
    const back = next(PAY_URI, (codes) => codes.includes(LEAK));
    await client.open(IGNORES_URI, accepting({ action: 'Other' }));
    await back;
    await client.until(() => latest(IGNORES_URI)?.includes('unused-suppression'));
  });

  test('names and a ban on suppressions come from the folder', async () => {
    await start(new Map([[PAY_URI, PAY.replace('              isSecure: true\n', '')]]));
    await client.until(() => latest(PAY_URI)?.includes(LEAK));
    await client.open(CONFIG_URI, '{ "names": [{ "match": "cardNumber", "label": "none" }] }');
    await client.until(() => latest(PAY_URI)?.includes(LEAK) === false);
    const back = next(PAY_URI, (codes) => codes.includes(LEAK));
    await client.change(CONFIG_URI, { text: '{}' });
    await back;
    await client.open(IGNORES_URI, accepting({}));
    await client.until(() => latest(PAY_URI)?.includes(LEAK) === false);
    const again = next(PAY_URI, (codes) => codes.includes(LEAK));
    await client.change(CONFIG_URI, { text: '{ "policy": { "allowSuppressions": false } }' });
    await again;
  });

  test('a finding in a file without comments is ignored in the file beside it, which is made when it is missing', async () => {
    const JSON_URI = `${FOLDER}/card.json`;
    const files = new Map([[JSON_URI, cardJson()]]);
    const edits: WorkspaceEdit[] = [];
    const suppressFirst = async (capabilities: ClientCapabilities) => {
      await start(files, { capabilities });
      client.connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
        edits.push(edit);
        return { applied: true };
      });
      const [first] = await client.diagnostics(JSON_URI);
      const { fingerprint } = first!.data;
      const given = { uri: JSON_URI, fingerprint, reason: 'agreed' };
      return client.request('workspace/executeCommand', { command: 'keytrace.suppress', arguments: [given] });
    };
    await expect(suppressFirst({})).rejects.toThrow('Make a file keytrace-ignores.json first');
    client.end();
    const workspaceEdit = { documentChanges: true, resourceOperations: [ResourceOperationKind.Create] };
    expect(await suppressFirst({ workspace: { workspaceEdit } })).toEqual({ applied: true });
    expect(
      edits[0]!.documentChanges!.map((change) => ('kind' in change ? change.kind : change.textDocument.uri)),
    ).toEqual(['create', IGNORES_URI]);
    client.end();
    files.set(IGNORES_URI, '{ "ignores": [] }');
    await suppressFirst({});
    expect(edits[1]!.changes![IGNORES_URI]![0]!.newText).toContain('"path": "card.json"');
  });
});
