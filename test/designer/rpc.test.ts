import { describe, expect, test } from 'vitest';
import { Cancelled, type Port, Rpc } from '../../client/designer/rpc.js';

type Listener = (event: { readonly data: unknown }) => void;

/** A port whose other end is the test. */
function port() {
  const listeners = new Set<Listener>();
  const sent: { method?: string; id?: number; params?: unknown; result?: unknown; error?: { message: string } }[] = [];
  const one: Port = {
    postMessage: (message) => void sent.push(message as (typeof sent)[number]), // the class writes these
    addEventListener: (_type, listener) => void listeners.add(listener),
    removeEventListener: (_type, listener) => void listeners.delete(listener),
  };
  const say = (data: unknown) => {
    for (const listener of listeners) listener({ data });
  };
  return { one, sent, say };
}

function source() {
  const listeners = new Set<() => void>();
  const token = {
    isCancellationRequested: false,
    onCancellationRequested: (listener: () => void) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
  };
  const cancel = () => {
    for (const listener of [...listeners]) listener();
  };
  return { token, cancel, listeners };
}

describe('requests', () => {
  test('are answered by their number, in whatever order', async () => {
    const { one, sent, say } = port();
    const rpc = new Rpc(one);
    const answers = [rpc.request('first', {}), rpc.request('second', {})];
    say({ id: sent[1]?.id, result: 2 });
    say({ id: sent[0]?.id, result: 1 });
    expect(await Promise.all(answers)).toEqual([1, 2]);
  });

  test('that fail reject with the sentence of the other side', async () => {
    const { one, sent, say } = port();
    const asked = new Rpc(one).request('first', {});
    say({ id: sent[0]?.id, error: { code: -1, message: 'This finding is no longer there.' } });
    await expect(asked).rejects.toThrow('This finding is no longer there.');
  });

  test('that are cancelled say so to the other side and wait no longer; a late answer is nobody’s', async () => {
    const { one, sent, say } = port();
    const { token, cancel, listeners } = source();
    const asked = new Rpc(one).request('first', {}, token);
    cancel();
    await expect(asked).rejects.toThrow(Cancelled);
    expect(sent[1]).toMatchObject({ method: '$/cancelRequest', params: { id: sent[0]?.id } });
    say({ id: sent[0]?.id, result: 1 });
    expect(listeners.size).toBe(0);
  });

  test('are not even sent when nobody wants them', async () => {
    const { one, sent } = port();
    const token = { ...source().token, isCancellationRequested: true };
    await expect(new Rpc(one).request('first', {}, token)).rejects.toThrow(Cancelled);
    expect(sent).toEqual([]);
  });

  test('end when the other side has gone', async () => {
    const { one } = port();
    const rpc = new Rpc(one);
    const asked = rpc.request('first', {});
    rpc.end('The server has stopped.');
    await expect(asked).rejects.toThrow('The server has stopped.');
  });
});

describe('the other side', () => {
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  test('gets answers, also late ones, and null where there is nothing to say', async () => {
    const { one, sent, say } = port();
    const rpc = new Rpc(one);
    rpc.on<{ uri: string }>('read', async ({ uri }) => `text of ${uri}`);
    rpc.on('nothing', () => undefined);
    say({ id: 1, method: 'read', params: { uri: 'a' } });
    say({ id: 'two', method: 'nothing' });
    await settled();
    expect(sent).toEqual(
      expect.arrayContaining([
        { jsonrpc: '2.0', id: 1, result: 'text of a' },
        { jsonrpc: '2.0', id: 'two', result: null },
      ]),
    );
  });

  test('hears what went wrong, and what is not there', async () => {
    const { one, sent, say } = port();
    const rpc = new Rpc(one);
    rpc.on('read', () => Promise.reject(new Error('no such file')));
    say({ id: 1, method: 'read' });
    say({ id: 2, method: 'unknown' });
    say({ method: 'unknown' });
    await settled();
    expect(sent.map(({ id, error }) => [id, error?.message]).sort()).toEqual([
      [1, 'no such file'],
      [2, 'There is no unknown here.'],
    ]);
  });

  test('may say nonsense', () => {
    const { one, say } = port();
    new Rpc(one);
    for (const data of [null, 1, 'x', [], {}, { id: 7, result: 1 }, { id: null }])
      expect(() => say(data)).not.toThrow();
  });
});
