import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FlowFiles } from '../../../server/cli/serve/flow-files.js';
import { type DesignerServer, startDesigner } from '../../../server/cli/serve/http-server.js';
import { openRoots } from '../../../server/cli/serve/roots.js';
import { PAY } from '../../lsp/flows.js';
import { tempFolder } from './temp-folder.js';

const PAGE = new Map([['/', { type: 'text/html; charset=utf-8', bytes: Buffer.from('<!doctype html>page') }]]);
const FILE = '/api/file?path=flows%2Fpay.yaml';

let folder: ReturnType<typeof tempFolder>;
let server: DesignerServer;
let token: string;

beforeEach(async () => {
  folder = tempFolder();
  folder.write('flows/pay.yaml', PAY);
  server = await startDesigner(new FlowFiles(openRoots(['flows'], folder.path).roots), PAGE, 0);
  token = new URL(server.address).searchParams.get('token') ?? '';
  await ask('/api/files');
});
afterEach(async () => {
  await server.close();
  folder.remove();
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Not `fetch`: that would not let a test say what its host is. */
function send(path: string, method: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode = 0, headers: given } = response;
        resolve({ status: statusCode, headers: given, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const ask = (path: string, headers: Record<string, string> = {}) =>
  send(path, 'GET', { 'x-keytrace-token': token, ...headers });
const save = (value: unknown, headers: Record<string, string> = {}) =>
  send(FILE, 'PUT', { 'x-keytrace-token': token, ...headers }, JSON.stringify(value));

describe('who is let in', () => {
  test('nobody without the token, whatever is asked for', async () => {
    for (const path of ['/', '/api/files', FILE, '/api/changes', '/designer.js', '/nowhere']) {
      expect((await send(path, 'GET', {})).status, path).toBe(403);
    }
    expect((await send(FILE, 'PUT', {}, '{}')).status).toBe(403);
    expect((await send('/?token=wrong', 'GET', {})).status).toBe(403);
  });

  test('the address of the command line gives the token to the browser and leaves the address', async () => {
    const entered = await send(`/?token=${token}`, 'GET', {});
    expect(entered.status).toBe(303);
    expect(entered.headers.location).toBe('/');
    const [cookie = ''] = entered.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    const page = await send('/', 'GET', { cookie: cookie.split(';')[0] ?? '' });
    expect(page).toMatchObject({ status: 200, body: '<!doctype html>page' });
  });

  test('what a command line shows is good for one visit', async () => {
    const { pathname, search } = new URL(server.visit());
    expect(search).not.toContain(token);
    expect((await send(`${pathname}${search}`, 'GET', {})).status).toBe(303);
    expect((await send(`${pathname}${search}`, 'GET', {})).status).toBe(403);
  });

  test('not who calls this machine by another name, even with the token', async () => {
    expect((await ask('/api/files', { host: 'rebound.example' })).status).toBe(403);
    expect((await ask('/api/files', { host: `127.0.0.1.rebound.example:${server.port}` })).status).toBe(403);
  });

  test('not another page, even with the token', async () => {
    expect((await ask('/api/files', { origin: 'https://evil.example' })).status).toBe(403);
    expect((await save({ text: 'x', base: '' }, { origin: 'null' })).status).toBe(403);
    expect((await ask('/api/files', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(folder.read('flows/pay.yaml')).toBe(PAY);
  });

  test('every answer keeps the browser strict and is kept by nobody', async () => {
    for (const answer of [await ask('/'), await ask('/api/files'), await ask('/nowhere'), await send('/', 'GET', {})]) {
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("connect-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    }
  });
});

describe('files', () => {
  test('are listed, read and saved', async () => {
    const { folders, files } = JSON.parse((await ask('/api/files')).body);
    expect(folders).toEqual(['flows']);
    expect(files.map(({ path }: { path: string }) => path)).toEqual(['flows/pay.yaml']);
    const read = JSON.parse((await ask(FILE)).body);
    expect(read).toMatchObject({ text: PAY, readOnly: '' });
    const saved = await save({ text: `${PAY}# 1\n`, base: read.version });
    expect(saved.status).toBe(200);
    expect(folder.read('flows/pay.yaml')).toBe(`${PAY}# 1\n`);
    const again = await save({ text: `${PAY}# 2\n`, base: JSON.parse(saved.body).version });
    expect(again.status).toBe(200);
  });

  test('a stale save is a conflict and writes nothing', async () => {
    const { version } = JSON.parse((await ask(FILE)).body);
    folder.write('flows/pay.yaml', `${PAY}# theirs\n`);
    expect((await save({ text: PAY, base: version })).status).toBe(409);
    expect(folder.read('flows/pay.yaml')).toBe(`${PAY}# theirs\n`);
  });

  test('no way leads out of the folder', async () => {
    folder.write('secret.yaml', PAY);
    const ways = [
      '../secret.yaml',
      'flows/../secret.yaml',
      '..%2fsecret.yaml',
      `${folder.path}/secret.yaml`,
      'flows/../../etc/passwd',
    ];
    for (const way of ways) {
      expect((await ask(`/api/file?path=${encodeURIComponent(way)}`)).status, way).toBe(404);
      expect((await ask(`/${way}`)).status, way).toBe(404);
    }
    expect((await ask('/api/file')).status).toBe(404);
    expect((await ask('/..%2f..%2fpackage.json')).status).toBe(404);
  });

  test('a save that says nothing writes nothing', async () => {
    for (const body of ['', '{', '[]', 'null', '{"text":1,"base":""}', '{"text":"x"}']) {
      const answer = await send(FILE, 'PUT', { 'x-keytrace-token': token }, body);
      expect(answer.status, body).toBe(400);
    }
    expect(folder.read('flows/pay.yaml')).toBe(PAY);
  });

  test('other methods are refused', async () => {
    for (const method of ['DELETE', 'POST', 'PATCH', 'OPTIONS']) {
      expect((await send(FILE, method, { 'x-keytrace-token': token })).status, method).toBe(405);
      expect((await send('/api/files', method, { 'x-keytrace-token': token })).status, method).toBe(405);
    }
  });

  test('a page hears what others do to the files', async () => {
    const event = new Promise<string>((resolve, reject) => {
      const headers = { 'x-keytrace-token': token };
      const sent = request({ host: '127.0.0.1', port: server.port, path: '/api/changes', headers }, (response) => {
        response.setEncoding('utf8');
        response.on('data', (text: string) => {
          if (text.startsWith('data:')) resolve(text);
          else folder.write('flows/new.yaml', PAY);
        });
      });
      sent.on('error', reject);
      sent.end();
    });
    expect(JSON.parse((await event).slice('data:'.length))).toEqual({
      added: ['flows/new.yaml'],
      changed: [],
      gone: [],
    });
  });
});

test('a taken port is the reason that the system gives', async () => {
  const files = new FlowFiles([]);
  await expect(startDesigner(files, PAGE, server.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
