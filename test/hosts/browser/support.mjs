// What the cases in both browsers have in common. Functions that are handed to a page run in there, and see nothing else.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export const LEAK = readFileSync(new URL('../../../examples/payment-line/pay-by-card.yaml', import.meta.url), 'utf8');

export const NODE = '.kt-node';
export const ROW = '.kt-lists .kt-row';

export function ok(value, text) {
  if (!value) throw new Error(text);
}

export function equal(found, expected, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}\n  found    ${a}\n  expected ${b}`);
}

/** The full page as at the first visit: what was kept goes before the page looks for it. */
export async function openAnew(test) {
  const page = await test.open('options.html');
  await page.evaluate(forget);
  await page.goto('designer.html');
  await page.find('.kd-welcome h2', 'No flow here yet');
  return page;
}

function forget() {
  localStorage.clear();
  return new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase('keytrace');
    asked.onsuccess = asked.onerror = asked.onblocked = () => resolve(true);
  });
}

/** With the example flows open, and the worst path lit. */
export async function openExamples(test) {
  const page = await openAnew(test);
  await page.click('.kd-welcome button', 'Open the example flows');
  await page.find('.kt-steps');
  await settle(page);
  return page;
}

/** Waits until nothing is read any more: for a second the counts at the bottom stay what they are. */
export function settle(page) {
  return page.wait('everything is read', async () => {
    const shown = () => document.querySelector('.kd-status').textContent;
    const before = shown();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return shown() === before;
  });
}

/** Drops files on the page; a text that is no string comes as numbers, byte by byte. */
export function drop(page, files) {
  return page.evaluate((given) => {
    const transfer = new DataTransfer();
    for (const { name, text } of given) {
      const content = typeof text === 'string' ? text : new Uint8Array(text);
      transfer.items.add(new File([content], name));
    }
    const options = { dataTransfer: transfer, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent('drop', options));
    return true;
  }, files);
}

export async function paste(page, text) {
  await page.evaluate((content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', content);
    // Firefox makes the clipboard of such an event by itself, out of a text and its kind.
    const own = { clipboardData, data: content, dataType: 'text/plain' };
    document.body.dispatchEvent(new ClipboardEvent('paste', { ...own, bubbles: true, cancelable: true }));
    return true;
  }, text);
}

/** A report as the page gives it to the user. */
export async function report(test, page, label, file) {
  await chooseFrom(page, 'Export', label);
  return (await test.downloaded(file)).toString('utf8');
}

export function chooseFrom(page, menu, label) {
  return page.click('button[aria-haspopup]', menu).then(() => page.click('[role^="menuitem"]', label));
}

/** What the command line says about a folder. */
export function checked({ cli }, folder, format = 'json') {
  const words = [cli, 'check', '.', '--format', format];
  return spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 }).stdout;
}

/** Without what two runs may differ in: the duration, and where on this machine the folder lies. */
export function timeless(text) {
  return text
    .replace(/"durationMs": \d+/, '"durationMs": 0')
    .replace(/"uri": "(?:file|keytrace):[^"]*\/"/, '"uri": ""');
}

export function contentOf(file) {
  return readFileSync(file, 'utf8');
}
