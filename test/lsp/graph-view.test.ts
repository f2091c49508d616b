import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver';
import { GRAPH_VIEW, GRAPH_VIEW_CHANGED, type GraphViewAnswer } from '../../server/lsp/protocol.js';
import { type LspClient, startInProcess } from '../support/lsp-client.js';
import { PAY, SPEAK } from './flows.js';

const PAY_URI = 'file:///flows/pay.yaml';
const SPEAK_URI = 'file:///flows/speak.yaml';
const FILES = new Map([
  [PAY_URI, PAY],
  [SPEAK_URI, SPEAK],
]);

let client: LspClient;
afterEach(() => client.end());

async function start(): Promise<LspClient> {
  client = startInProcess(FILES);
  return client.initialize({ folders: ['file:///flows'] });
}

const ask = () => client.request<GraphViewAnswer>(GRAPH_VIEW, {});
const namesIn = ({ view }: GraphViewAnswer) => view.flows.map(({ name }) => name).sort();

/** Resolves with the next notice. */
function news(): Promise<void> {
  return new Promise((resolve) => {
    client.connection.onNotification(GRAPH_VIEW_CHANGED, () => resolve());
  });
}

describe('the graph of a workspace', () => {
  test('holds every flow, opened or not, and says which text it was made from', async () => {
    await start();
    await client.open(PAY_URI, PAY);
    await client.diagnostics(SPEAK_URI);
    const answer = await ask();
    expect(namesIn(answer)).toEqual(['Pay by card', 'Speak']);
    expect(answer.documents).toEqual([{ uri: PAY_URI, version: 1 }]);
    expect(answer.view.findings.map(({ rule }) => rule)).toContain('secure-value-in-speech');
  });

  test('the same files have the same version; an edit has another one, and is announced', async () => {
    await start();
    await client.open(PAY_URI, PAY);
    await client.diagnostics(SPEAK_URI);
    const before = await ask();
    expect(await ask()).toEqual(before);
    expect(before.content).toBe(createHash('sha256').update(`${PAY}${SPEAK}`).digest('hex'));
    const announced = news();
    await client.change(PAY_URI, { text: PAY.replace('name: Pay by card', 'name: Pay by phone') });
    await announced;
    const after = await ask();
    expect(after.version).toBeGreaterThan(before.version);
    expect(namesIn(after)).toEqual(['Pay by phone', 'Speak']);
    expect(after.documents).toEqual([{ uri: PAY_URI, version: 2 }]);
    expect(after.content).not.toBe(before.content);
  });

  test('a burst of edits is announced when it is over', async () => {
    await start();
    await client.open(PAY_URI, PAY);
    await client.diagnostics(SPEAK_URI);
    await ask();
    const announced = news();
    for (let i = 0; i < 20; i++) void client.change(PAY_URI, { text: `${PAY}# ${i}\n` });
    await announced;
    expect((await ask()).documents).toEqual([{ uri: PAY_URI, version: 21 }]);
  });

  test('nobody is told who has not asked', async () => {
    await start();
    let notices = 0;
    client.connection.onNotification(GRAPH_VIEW_CHANGED, () => {
      notices++;
    });
    await client.open(PAY_URI, PAY);
    for (const at of [2, 3])
      await client.diagnostics(PAY_URI, await client.change(PAY_URI, { text: `${PAY}# ${at}\n` }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(notices).toBe(0);
  });

  test('broken text is in the view, with what stands around it', async () => {
    await start();
    await client.open(PAY_URI, PAY.replace('exp: ToAudioTTS(Task.cardNumber)', 'exp: ToAudioTTS('));
    await client.diagnostics(PAY_URI, 1);
    const { view } = await ask();
    const pay = view.flows.find(({ place }) => place.uri === PAY_URI);
    expect(pay?.broken.length).toBeGreaterThan(0);
    expect(pay?.counts.actions).toBeGreaterThan(3);
  });

  test('a view that is no longer wanted is not drawn', async () => {
    await start();
    const source = new CancellationTokenSource();
    const asked = client.connection.sendRequest(GRAPH_VIEW, {}, source.token);
    source.cancel();
    await expect(asked).rejects.toThrow(/cancelled/);
  });
});
