// The designer as `npm start` shows it: the command line serves a copy of the examples, a browser clicks and types.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { CASES } from '../../test/hosts/designer/cases.mjs';
import { launchChromium } from './chromium.mjs';
import { freePort } from './free-port.mjs';
import { ROOT, SCREENSHOTS } from './paths.mjs';
import { onLines, start, stop, within } from './processes.mjs';

const CLI = join(ROOT, 'dist/cli.cjs');
const SIZE = { width: 1440, height: 900 };

/** A leak and the same corrected; in all examples together a case would have to look for its flow. */
const EXAMPLES = ['payment-line', 'payment-line-corrected'];

/** Milliseconds for one case. */
const PATIENCE = 60_000;

/** Plays every case, each on a page that was just opened. */
export async function runInDesigner({ results }) {
  const folder = mkdtempSync(join(tmpdir(), 'keytrace-designer-'));
  const fresh = () => {
    for (const name of EXAMPLES)
      cpSync(join(ROOT, 'examples', name), join(folder, 'examples', name), { recursive: true });
  };
  fresh();
  mkdirSync(SCREENSHOTS, { recursive: true });
  const served = await serve(folder);
  const { page, close } = await launchChromium({ viewport: SIZE });
  const seen = await watch(page, served.origin);
  try {
    for (const { title, run } of CASES) {
      fresh();
      const test = { page, folder, cli: CLI, address: served.address, seen, picture: (name) => picture(page, name) };
      results.add({ title, ...(await play(() => run(test))) });
      if (results.tests.at(-1).state === 'failed') await picture(page, `failed-designer-${results.tests.length}`);
      // What is unsaved must not ask whether it may go.
      await page.goto('about:blank').catch(() => {});
    }
    results.close(0);
  } finally {
    await within(20_000, close());
    await stop(served.child);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function serve(folder) {
  const words = [CLI, 'serve', 'examples', '--no-open', '--port', String(await freePort())];
  const child = start(process.execPath, words, { cwd: folder });
  const log = [];
  onLines(child.stderr, (line) => log.push(line));
  const address = await within(
    30_000,
    new Promise((resolve) => {
      onLines(child.stdout, (line) => {
        const found = /http:\S+/.exec(line)?.[0];
        if (found) resolve(found);
      });
      child.once('close', () => resolve(undefined));
    }),
  );
  if (!address) throw new Error(`keytrace serve did not start:\n${log.join('\n')}`);
  return { child, address, origin: new URL(address).origin };
}

/** Gathers what may never happen: requests to elsewhere, refusals of the policy, errors. */
async function watch(page, origin) {
  const seen = { foreign: new Set(), violations: [], errors: [] };
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && url.origin !== origin) seen.foreign.add(url.href);
  });
  page.on('pageerror', (error) => seen.errors.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    if (message.type() === 'error') seen.errors.push(message.text());
  });
  await page.exposeFunction('reportViolation', (text) => seen.violations.push(text));
  await page.addInitScript(observe);
  return seen;
}

/** Runs in the page, before anything else. Keeps the language server at hand, so that a case can ask it by itself. */
function observe() {
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
    globalThis.reportViolation(`${violatedDirective} ${blockedURI} ${sourceFile}`);
  });
  // The redirection behind the token keeps what stands behind the hash.
  if (location.hash === '#fresh') {
    localStorage.clear();
    history.replaceState(null, '', '/');
  }
  const { Worker } = globalThis;
  globalThis.Worker = class extends Worker {
    constructor(address, options) {
      super(address, options);
      if (String(address).includes('worker.js') && options?.name === 'keytrace') globalThis.languageServer = this;
    }
  };
}

async function play(run) {
  const begin = performance.now();
  const played = run().then(
    () => ({ state: 'passed' }),
    (error) => ({ state: 'failed', error: stripVTControlCharacters(String(error.stack ?? error)).slice(0, 2000) }),
  );
  const outcome = (await within(PATIENCE, played)) ?? { state: 'failed', error: 'It takes too long.' };
  return { ...outcome, seconds: (performance.now() - begin) / 1000 };
}

async function picture(page, name) {
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) }).catch(() => {});
}
