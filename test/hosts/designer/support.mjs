// What the cases of the designer have in common. Milliseconds are upper limits for a busy machine.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PATIENCE = 30_000;

export const LEAK = 'payment-line/pay-by-card.yaml';

/** Opens the page, and waits until everything has been read and the worst path is lit. */
export async function open({ page, address }, parts = ['.kt-node', '.monaco-editor .view-line']) {
  await page.goto(address);
  for (const part of ['.kt-lists .kt-row', ...parts]) await page.locator(part).first().waitFor({ timeout: PATIENCE });
}

/** With the worst path lit: until then the page itself goes from file to file. */
const LIT = ['.kt-node', '.monaco-editor .kd-step-1'];

/** As if the page were visited for the first time: what was kept goes before the page looks for it. */
export async function openAnew({ page, address }, parts = LIT) {
  // A page that is still leaving may keep its state once more, so it has to be gone first.
  await page.goto('about:blank');
  const browser = await page.context().newCDPSession(page);
  await browser.send('Storage.clearDataForOrigin', { origin: new URL(address).origin, storageTypes: 'local_storage' });
  await browser.detach();
  await open({ page, address: `${address}#fresh` }, parts);
}

export async function openFile({ page }, path) {
  await page.getByRole('button', { name: /^Files/ }).click();
  await page.getByRole('menuitemradio', { name: path, exact: false }).first().click();
  const name = path.split('/').at(-1);
  await page.locator('.kd-tab.kd-on', { hasText: name }).waitFor({ timeout: PATIENCE });
}

/** A row of the list of problems. */
export function row({ page }, text) {
  return page.locator('.kt-lists .kt-row', { hasText: text });
}

export function node({ page }, title) {
  return page.locator('.kt-node', { hasText: title });
}

/** Puts the caret of the editor behind a text; the text has to be in sight. */
export async function caretBehind({ page }, text) {
  await page
    .locator('.monaco-editor .view-line', { hasText: text })
    .first()
    .click({ position: { x: 4, y: 4 } });
  await page.keyboard.press('End');
}

/** The line in which the caret stands, as the status bar says. */
export async function caretLine({ page }) {
  const text = await page.locator('.kd-status').innerText();
  return Number(/Ln (\d+)/.exec(text)?.[1]);
}

/** Asks until it is so; `what` is the sentence that is not true otherwise. */
export async function until(what, ask) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`not within ${PATIENCE / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export function ok(value, text) {
  if (!value) throw new Error(text);
}

export function equal(found, expected, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}\n  found    ${a}\n  expected ${b}`);
}

export function onDisk({ folder }, path) {
  return readFileSync(join(folder, 'examples', path), 'utf8');
}

/** What the command line says about the same files. */
export function checkedByCli({ folder, cli }) {
  const { stdout } = spawnSync(process.execPath, [cli, 'check', 'examples', '--format', 'json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return JSON.parse(stdout).findings;
}

/** What the page's own language server says. Its answer has a number that the page does not know, so only we take it. */
export function checkedByPage({ page }) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const server = globalThis.languageServer;
        const id = `test ${Math.random()}`;
        const take = ({ data }) => {
          if (data?.id !== id) return;
          server.removeEventListener('message', take);
          resolve(data.result.findings);
        };
        server.addEventListener('message', take);
        const params = { command: 'keytrace.check', arguments: [{}] };
        server.postMessage({ jsonrpc: '2.0', id, method: 'workspace/executeCommand', params });
      }),
  );
}
