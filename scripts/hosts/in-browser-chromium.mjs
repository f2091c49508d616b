// The extension in the system's Chromium, with the real side panel.
import { createHash } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { megabytesOf } from './browser/memory.mjs';
import { callOf, foundIn, pageOf } from './browser/page.mjs';
import { runInBrowser } from './browser/run.mjs';
import { programPath } from './paths.mjs';
import { sleep } from './processes.mjs';

const SIZE = { width: 1440, height: 900 };
const PATIENCE = 20_000;

export function runInChromium({ results, cases }) {
  return runInBrowser({ browser: 'chrome', launch, results, cases });
}

/** Loads the extension that lies in a folder; what is downloaded goes into another. */
export async function launch(extension, downloads) {
  const profile = mkdtempSync(join(tmpdir(), 'keytrace-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: programPath('chromium'),
    headless: true,
    viewport: SIZE,
    timeout: 120_000,
    args: ['--no-sandbox', `--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
  });
  const browser = await context.browser().newBrowserCDPSession();
  await browser.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  const root = `chrome-extension://${idOf(extension)}/`;
  const errors = [];
  const open = async (address) => toPage(await newPage(context, errors), root, address);
  return {
    name: 'chromium',
    root,
    errors,
    open,
    panel: () => openPanel(context, browser, root),
    /** The browser without a network; `isOffline` false: with it again. */
    offline: (isOffline) => context.setOffline(isOffline),
    memory: () => megabytesOf(profile),
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** An extension that is loaded from a folder is named after its path. */
function idOf(folder) {
  const digits = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  return digits.replaceAll(/./g, (digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]);
}

async function newPage(context, errors) {
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return page;
}

async function toPage(page, root, address) {
  const goto = (to, waitUntil = 'load') => page.goto(new URL(to, root).href, { waitUntil });
  await goto(address);
  return pageOf({
    evaluate: (work, ...words) => page.evaluate(callOf(work, words)),
    async click(css, text) {
      const handle = await page.evaluateHandle(callOf(foundIn, [css, text]));
      await handle.asElement().click();
    },
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    goto,
    reload: () => page.reload({ waitUntil: 'load' }),
    front: () => page.bringToFront(),
    picture: (path) => page.screenshot({ path }),
    close: () => page.close(),
  });
}

/** Opens the side panel by a click on a page of the extension, in the same window, and talks to it by itself. */
async function openPanel(context, browser, root) {
  const page = await context.newPage();
  await page.goto(`${root}options.html`);
  const session = await context.newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  // The window is asked for before the click: to wait inside of it would end it.
  await page.evaluate(async () => {
    const { id } = await chrome.windows.getCurrent();
    globalThis.openPanel = () => chrome.sidePanel.open({ windowId: id });
  });
  const expression = 'openPanel()';
  const opened = await session.send('Runtime.evaluate', { expression, awaitPromise: true, userGesture: true });
  if (opened.exceptionDetails) throw new Error(opened.exceptionDetails.exception.description);
  const target = await attached(
    browser,
    (one) => one.url === `${root}panel.html` && one.targetId !== targetInfo.targetId,
  );
  await page.close();
  return panelPage(target.send, () => isClosed(browser, target.id));
}

/** The panel is no page to the driver, so its messages go through the browser's own conversation. */
async function attached(browser, isMeant) {
  const filter = [{ type: 'tab', exclude: true }, {}];
  for (const end = Date.now() + PATIENCE; ; await sleep(100)) {
    const { targetInfos } = await browser.send('Target.getTargets', { filter });
    const target = targetInfos.findLast(isMeant);
    if (target) return { id: target.targetId, send: await conversation(browser, target.targetId) };
    if (Date.now() > end) throw new Error('the side panel does not open');
  }
}

/** A panel that is still being closed would be taken for the next one. */
async function isClosed(browser, id) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(50)) {
    const { targetInfos } = await browser.send('Target.getTargets');
    if (!targetInfos.some(({ targetId }) => targetId === id)) return;
  }
  throw new Error('the side panel does not close');
}

async function conversation(browser, targetId) {
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map();
  let last = 0;
  browser.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const { id, error, result } = JSON.parse(event.message);
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error) reject?.(new Error(error.message));
    else resolve?.(result);
  });
  return (method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      const message = JSON.stringify({ id, method, params });
      browser.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
    });
}

function panelPage(send, isClosed) {
  const evaluate = async (work, ...words) => {
    const expression = callOf(work, words);
    const answer = await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    const { exceptionDetails: problem, result } = answer;
    if (problem) throw new Error(problem.exception?.description ?? problem.text);
    return result.value;
  };
  const key = (type, name) => send('Input.dispatchKeyEvent', { type, ...KEYS[name] });
  return pageOf({
    evaluate,
    click: (css, text) => evaluate(`(css, text) => (${foundIn})(css, text).click()`, css, text),
    async press(name) {
      await key('rawKeyDown', name);
      await key('keyUp', name);
    },
    type: (text) => send('Input.insertText', { text }),
    reload: () => send('Page.reload'),
    goto: () => Promise.reject(new Error('The side panel shows one page only.')),
    front: async () => {},
    picture: async () => {},
    async close() {
      // What closes does not always answer.
      evaluate(() => window.close()).catch(() => {});
      await isClosed();
    },
  });
}

/** Of the keys that tests press in the panel; the numbers are those of the events. */
const KEYS = {
  Enter: { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  Tab: { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 },
  Escape: { key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 27 },
  ArrowDown: { key: 'ArrowDown', code: 'ArrowDown', windowsVirtualKeyCode: 40 },
  ArrowUp: { key: 'ArrowUp', code: 'ArrowUp', windowsVirtualKeyCode: 38 },
};
