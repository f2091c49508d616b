// The full page of the browser extension, and a page with nothing but its libraries, both from the same package.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { optionsOf, PAGE, ROOT } from '../../scripts/bundles.mjs';
import { launch } from '../../scripts/hosts/in-browser-chromium.mjs';

const FLOW = join(ROOT, 'examples/payment-line/pay-by-card.yaml');

/** What a page has to show before it is of use. */
const OURS = ['.monaco-editor .view-line', '.kt-node'];
const BARE = ['.monaco-editor .view-line', '.react-flow__node'];

const HTML = `<!doctype html><meta charset="utf-8"><title>Bare</title>
<link rel="stylesheet" href="bare.css"><script src="bare.js" type="module"></script>`;

/** A browser with the extension, in which a flow was left open; `close` ends it. */
export async function openExtension() {
  const folder = mkdtempSync(join(tmpdir(), 'keytrace-bench-'));
  const extension = join(folder, 'extension');
  cpSync(join(ROOT, 'dist/browser/chrome'), extension, { recursive: true });
  await addBarePage(extension);
  const driver = await launch(extension, folder);
  const page = await driver.open('designer.html');
  await page.find('.kd-welcome');
  await page.evaluate(dropped, readFileSync(FLOW, 'utf8'));
  for (const part of OURS) await page.find(part);
  return {
    full: () => firstPaint(page, 'designer.html', OURS),
    bare: () => firstPaint(page, 'bare.html', BARE),
    async close() {
      await driver.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function addBarePage(extension) {
  const row = { entry: 'bench/contenders/bare-page.mjs', out: join(extension, 'bare.js'), ...PAGE, format: 'esm' };
  await esbuild.build({ ...optionsOf(row), plugins: [] });
  const text = readFileSync(FLOW, 'utf8');
  const boxes = [...text.matchAll(/^ +name: (.+)$/gm)].map(([, name]) => name);
  writeFileSync(join(extension, 'bare.json'), JSON.stringify({ text, boxes }));
  writeFileSync(join(extension, 'bare.html'), HTML);
}

function dropped(text) {
  const transfer = new DataTransfer();
  transfer.items.add(new File([text], 'pay-by-card.yaml'));
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true }));
  return true;
}

/** Milliseconds from the navigation to the second frame in which all of it is there. */
async function firstPaint(page, file, parts) {
  await page.goto(file, 'commit');
  return page.evaluate(painted, parts);
}

async function painted(parts) {
  const frame = () => new Promise(requestAnimationFrame);
  while (!parts.every((part) => document.querySelector(part))) await frame();
  await frame();
  return performance.now();
}
