// Lays out the browser extension: one folder per browser, with the same files and a manifest of its own.
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PAGES, ROOT, WORKER } from '../bundles.mjs';
import { BROWSERS, manifestFor } from './manifest.mjs';

/** Where the bundles are made; each browser gets a copy of all. */
const MADE = 'dist/browser/made';

/** Pages by the name of their script. */
const ENTRIES = {
  designer: 'client/browser/designer-page.tsx',
  early: 'client/browser/designer/early.ts',
  panel: 'client/browser/panel-page.tsx',
  options: 'client/browser/options-page.tsx',
};

/** Rows for the table of all bundles. */
export const EXTENSION_BUNDLES = bundlesIn(MADE);

/** `plugins`: what a build for tests puts in the place of something. */
export function bundlesIn(out, plugins = []) {
  return [
    { entry: 'client/browser/background.ts', out: `${out}/background.js`, ...WORKER, plugins },
    { entries: ENTRIES, out, ...PAGES, plugins },
  ];
}

/** What is shipped as it is written, or was made for somebody else already. */
const COPIES = [
  { from: 'client/browser/pages', to: '.' },
  { from: 'client/browser/icons', to: 'icons' },
  { from: 'client/designer/mark.svg', to: 'mark.svg' },
  { from: 'dist/worker.js', to: 'worker.js' },
  { from: 'dist/designer/editor-worker.js', to: 'editor-worker.js' },
  { from: 'LICENSE', to: 'LICENSE' },
  { from: 'dist/NOTICES.txt', to: 'NOTICES.txt' },
];

const EXAMPLES = 'examples';

export function layOutExtensions() {
  for (const browser of BROWSERS) layOut(MADE, `dist/browser/${browser}`, manifestFor(browser));
  rmSync(join(ROOT, MADE), { recursive: true, force: true });
}

/** Fills one folder with everything that a browser loads. */
export function layOut(made, folder, manifest) {
  const to = resolve(ROOT, folder);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  cpSync(join(ROOT, made), to, { recursive: true });
  for (const { from, to: name } of COPIES) cpSync(join(ROOT, from), join(to, name), { recursive: true });
  const flows = examples();
  for (const name of flows) cpSync(join(ROOT, EXAMPLES, name), join(to, EXAMPLES, name));
  // A page cannot look into a folder of the extension, so it is told what is there.
  writeFileSync(join(to, 'examples.json'), `${JSON.stringify(flows, null, 1)}\n`);
  writeFileSync(join(to, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** What is expected of them is for the tests of the project. */
function examples() {
  const all = readdirSync(join(ROOT, EXAMPLES), { recursive: true, withFileTypes: true });
  return all
    .filter((entry) => entry.isFile() && entry.name !== 'expected.json')
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(join(ROOT, EXAMPLES).length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
