import { describe, expect, test } from 'vitest';
import { Access, TOKEN_HEADER } from '../../../server/cli/serve/access.js';

const PORT = 4870;
const HOST = { host: `127.0.0.1:${PORT}` };
const get = (headers: Record<string, string>) => ({ method: 'GET', headers: { ...HOST, ...headers } });
const put = (headers: Record<string, string>) => ({ method: 'PUT', headers: { ...HOST, ...headers } });

describe('the token', () => {
  test('is long, and another one every time', () => {
    const tokens = [new Access(PORT).token, new Access(PORT).token];
    expect(new Set(tokens).size).toBe(2);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  });

  test('is taken from its header or its cookie, and nowhere else', () => {
    const access = new Access(PORT);
    const { token } = access;
    expect(access.isKnown(get({ [TOKEN_HEADER]: token }))).toBe(true);
    expect(access.isKnown(get({ cookie: `a=b; keytrace-${PORT}=${token}` }))).toBe(true);
    expect(access.isKnown(get({ cookie: `keytrace-${PORT + 1}=${token}` }))).toBe(false);
    expect(access.isKnown(get({ cookie: `keytrace-${PORT}=${token.slice(1)}` }))).toBe(false);
    expect(access.isKnown(get({ cookie: `keytrace-${PORT}` }))).toBe(false);
    expect(access.isKnown(get({ authorization: `Bearer ${token}` }))).toBe(false);
    expect(access.isKnown(get({}))).toBe(false);
  });

  test('lets a browser in as often as it likes; a ticket does it once', () => {
    const access = new Access(PORT);
    const ticket = access.ticket();
    const cookie = `keytrace-${PORT}=${access.token}; HttpOnly; SameSite=Strict; Path=/`;
    expect(access.admit(access.token)).toBe(cookie);
    expect(access.admit(access.token)).toBe(cookie);
    expect(access.admit(ticket)).toBe(cookie);
    expect(access.admit(ticket)).toBeUndefined();
    expect(access.admit('')).toBeUndefined();
    expect(access.admit(`${access.token}x`)).toBeUndefined();
  });
});

describe('a request', () => {
  const access = new Access(PORT);

  test('has to name this machine as we do: a foreign name may lead here', () => {
    for (const host of ['evil.example', `evil.example:${PORT}`, '127.0.0.1', `127.0.0.1:${PORT + 1}`, '']) {
      expect(access.refusal({ method: 'GET', headers: { host } }), host).toBeDefined();
    }
    expect(access.refusal({ method: 'GET', headers: {} })).toBeDefined();
    expect(access.refusal({ method: 'GET', headers: { host: `localhost:${PORT}` } })).toBeUndefined();
    expect(access.refusal(get({}))).toBeUndefined();
  });

  test('of another origin is refused, also of another port of this machine', () => {
    const foreign = ['https://evil.example', `http://127.0.0.1:${PORT + 1}`, `https://127.0.0.1:${PORT}`, 'null'];
    for (const origin of foreign) {
      expect(access.refusal(get({ origin })), origin).toBeDefined();
      expect(access.refusal(put({ origin })), origin).toBeDefined();
    }
    expect(access.refusal(put({ origin: `http://127.0.0.1:${PORT}` }))).toBeUndefined();
  });

  test('of another site is refused, but a link may lead to the page', () => {
    for (const site of ['cross-site', 'same-site']) {
      expect(access.refusal(get({ 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' })), site).toBeDefined();
      expect(access.refusal(put({ 'sec-fetch-site': site, 'sec-fetch-mode': 'cors' })), site).toBeDefined();
      expect(access.refusal(get({ 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' })), site).toBeUndefined();
      expect(access.refusal(put({ 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' })), site).toBeDefined();
    }
    expect(access.refusal(put({ 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }))).toBeUndefined();
  });
});
