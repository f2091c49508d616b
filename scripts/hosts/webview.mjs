// The graph in a page with nothing else, in a real browser: what it draws, says, hears, refuses to run, and looks like.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { launchChromium } from './chromium.mjs';
import { ROOT } from './paths.mjs';
import { within } from './processes.mjs';
import { serveWebview } from './webview-server.mjs';

const CHECKS = join(ROOT, 'test/hosts/webview/checks');

/** Runs every check of every file of the folder; each gets pages of its own. */
export async function runWebview({ results, limit }) {
  const server = await serveWebview();
  const { page: first, close } = await launchChromium();
  const end = Date.now() + limit;
  try {
    for (const name of readdirSync(CHECKS).sort()) {
      const { checks } = await import(join(CHECKS, name));
      for (const check of checks) results.add(await runOne(check, first.context(), server.url, end - Date.now()));
    }
  } finally {
    await within(20_000, close());
    await server.stop();
  }
}

async function runOne({ title, run }, context, url, limit) {
  const start = performance.now();
  const pages = [];
  const open = async (options) => {
    const page = await openGraph(context, url, options);
    pages.push(page);
    return page;
  };
  const played = run(open).then(
    () => ({ state: 'passed' }),
    (error) => ({ state: 'failed', error: stripVTControlCharacters(error.stack ?? String(error)) }),
  );
  const outcome = (await within(Math.max(limit, 1000), played)) ?? { state: 'failed', error: 'It takes too long.' };
  for (const page of pages) await page.close();
  return { title, seconds: (performance.now() - start) / 1000, ...outcome };
}

/** A page with the graph of a view. `errors` has what the page could not do, and what its policy has refused. */
async function openGraph(context, url, { view, theme = 'light', size = { width: 1400, height: 900 }, settings = {} }) {
  const page = await context.newPage();
  await page.setViewportSize(size);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  page.errors = [];
  page.on('pageerror', (error) => page.errors.push(error.message));
  page.on('dialog', (dialog) => {
    page.errors.push(`a dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  await page.goto(url);
  await page.evaluate((kind) => window.host.post({ type: 'theme', kind }), theme);
  await page.evaluate((own) => window.host.post({ type: 'settings', settings: own }), { canEdit: true, ...settings });
  if (view) await post(page, { type: 'view', version: 1, view });
  return page;
}

/** What the host would say, and the page at rest after it. */
export async function post(page, message) {
  // A text: the driver of the browser takes seconds for the objects of a large view.
  await page.evaluate((json) => window.host.post(JSON.parse(json)), JSON.stringify(message));
  await rest(page);
}

/** Two frames: the state has been drawn, and what follows from the drawing too. */
export async function rest(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
}

/** What the graph has told its host, of one type. */
export function heard(page, type) {
  return page.evaluate((wanted) => window.heard.filter((message) => message.type === wanted), type);
}

/** Lights the path that ends at a node with this title, as a person would: by its row, or from the graph. */
export async function lightPath(page, view, title) {
  const index = view.paths.findIndex(({ steps }) => steps.at(-1).title === title);
  const { fingerprint } = view.findings[view.paths[index].finding];
  await post(page, { type: 'light', fingerprint });
  await rest(page);
  return { index, steps: view.paths[index].steps };
}
