import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Nobody waits longer for one answer; what takes longer has lost. */
const LIMIT_SECONDS = 60;

const CAPABILITIES = {
  workspace: { configuration: true, didChangeConfiguration: {} },
  textDocument: {
    synchronization: {},
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] }, contextSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

/** A language server in a process of its own, talked to over its standard input and output as editors do. */
export class LspClient {
  #process;
  #settings;
  #pieces = [];
  #waiting = new Map();
  #published = () => {};
  #fail = () => {};
  #ids = 0;

  /** Ms from the spawn to the answer to `initialize`. */
  startMs = 0;

  /** `command` is what follows `node`; `settings` answers `workspace/configuration`, by section. */
  static async start({ command, settings = {} }, nodeOptions = []) {
    const client = new LspClient();
    client.#settings = settings;
    const start = performance.now();
    client.#process = spawn(process.execPath, [...nodeOptions, ...command], { stdio: ['pipe', 'pipe', 'ignore'] });
    client.#process.stdout.on('data', (data) => client.#received(data));
    client.#process.on('exit', () => client.#fail(new Error('the server ended')));
    await client.request('initialize', { processId: process.pid, rootUri: null, capabilities: CAPABILITIES });
    client.startMs = performance.now() - start;
    client.notify('initialized', {});
    return client;
  }

  request(method, params) {
    const id = ++this.#ids;
    return this.#within(`${method}`, (resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
      this.#send({ id, method, params });
    });
  }

  notify(method, params) {
    this.#send({ method, params });
  }

  /** The next diagnostics for a version; servers that do not say the version are asked for one version at a time. */
  diagnostics(version) {
    return this.#within('diagnostics', (resolve) => {
      this.#published = (params) => {
        if (params.version === undefined || params.version === version) resolve(params.diagnostics);
      };
    });
  }

  /** The last diagnostics, when none have come for so long. */
  async settled(ms, first) {
    let last = await first;
    for (let isQuiet = false; !isQuiet; ) {
      isQuiet = await new Promise((resolve) => {
        const timer = setTimeout(() => resolve(true), ms);
        this.#published = ({ diagnostics }) => {
          last = diagnostics;
          clearTimeout(timer);
          resolve(false);
        };
      });
    }
    return last;
  }

  /** CPU time of the thread that runs the server's JavaScript, in ms. Linux only. */
  threadMs() {
    return Number(this.#kernelFile('schedstat').split(' ')[0]) / 1e6;
  }

  /** The most memory that the process has ever had, in MB. Linux only. */
  peakMegabytes() {
    return Number(/^VmHWM:\s+(\d+)/m.exec(this.#kernelFile('status'))[1]) / 1024;
  }

  async stop() {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#fail = () => {};
    await this.request('shutdown', null);
    this.notify('exit', null);
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), 2000);
    await ended;
    clearTimeout(timer);
  }

  #kernelFile(name) {
    return readFileSync(`/proc/${this.#process.pid}/${name}`, 'utf8');
  }

  #within(what, start) {
    return new Promise((resolve, reject) => {
      const fail = (error) => {
        clearTimeout(timer);
        this.#process.kill('SIGKILL');
        reject(error);
      };
      const done = (value) => {
        clearTimeout(timer);
        resolve(value);
      };
      const timer = setTimeout(
        () => fail(new Error(`${what} took longer than ${LIMIT_SECONDS} s`)),
        LIMIT_SECONDS * 1000,
      );
      this.#fail = fail;
      start(done, fail);
    });
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.#process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#process.stdin.write(body);
  }

  #received(data) {
    this.#pieces.push(data);
    for (let body = this.#nextBody(); body !== undefined; body = this.#nextBody()) this.#handle(JSON.parse(body));
  }

  #nextBody() {
    const all = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces);
    const head = all.indexOf('\r\n\r\n');
    const length = head < 0 ? Number.NaN : Number(/Content-Length: (\d+)/i.exec(all.toString('latin1', 0, head))?.[1]);
    const isWhole = all.length >= head + 4 + length;
    this.#pieces = isWhole ? [all.subarray(head + 4 + length)] : [all];
    return isWhole ? all.toString('utf8', head + 4, head + 4 + length) : undefined;
  }

  #handle({ id, method, params, result, error }) {
    if (method === undefined) {
      this.#waiting.get(id)?.({ result, error });
      this.#waiting.delete(id);
    } else if (method === 'textDocument/publishDiagnostics') this.#published(params);
    else if (id !== undefined) this.#send({ id, result: this.#answer(method, params) });
  }

  #answer(method, params) {
    if (method !== 'workspace/configuration') return null;
    return params.items.map(({ section }) => this.#settings[section] ?? null);
  }
}
