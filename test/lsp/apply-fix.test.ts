import { afterEach, expect, test } from 'vitest';
import type { ApplyWorkspaceEditParams } from 'vscode-languageserver';
import { COMMANDS, GRAPH_VIEW, type GraphViewAnswer } from '../../server/lsp/protocol.js';
import { type LspClient, startInProcess } from '../support/lsp-client.js';
import { PAY } from './flows.js';

const URI = 'file:///flows/pay.yaml';

let client: LspClient;
afterEach(() => client.end());

async function start(): Promise<ApplyWorkspaceEditParams[]> {
  const capabilities = { workspace: { applyEdit: true, workspaceEdit: { documentChanges: true } } };
  client = await startInProcess().initialize({ capabilities });
  const edits: ApplyWorkspaceEditParams[] = [];
  client.connection.onRequest('workspace/applyEdit', (params: ApplyWorkspaceEditParams) => {
    edits.push(params);
    return { applied: true };
  });
  await client.open(URI, PAY);
  await client.diagnostics(URI, 1);
  return edits;
}

const run = (argument: object) =>
  client.request<{ applied: boolean }>('workspace/executeCommand', { command: COMMANDS.fix, arguments: [argument] });

test('a fix of the graph is applied by its number, to the text that it was made for', async () => {
  const edits = await start();
  const { view } = await client.request<GraphViewAnswer>(GRAPH_VIEW, {});
  const spoken = view.findings.find(({ rule }) => rule === 'secure-value-in-speech')!;
  const fix = spoken.fixes.findIndex(({ title }) => title.includes('last four'));
  expect(await run({ uri: URI, fingerprint: spoken.fingerprint, fix })).toEqual({ applied: true });
  expect(edits).toHaveLength(1);
  const [change] = edits[0]!.edit.documentChanges!;
  expect(change).toMatchObject({ textDocument: { uri: URI, version: 1 } });
  expect(JSON.stringify(change)).toContain('Right(');
});

test('a fix or a finding that is no longer there is refused', async () => {
  const edits = await start();
  const { view } = await client.request<GraphViewAnswer>(GRAPH_VIEW, {});
  const { fingerprint } = view.findings[0]!;
  for (const wrong of [
    { fingerprint, fix: 99 },
    { fingerprint, fix: -1 },
    { fingerprint },
    { fingerprint: 'x', fix: 0 },
  ]) {
    await expect(run({ uri: URI, ...wrong }), JSON.stringify(wrong)).rejects.toThrow(
      'This finding is no longer there.',
    );
  }
  expect(edits).toEqual([]);
});
