// Builds every bundle of the product. Usage: node scripts/build.mjs [--watch]
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as esbuild from 'esbuild';
import { EXTENSION_BUNDLES, layOutExtensions } from './browser/lay-out.mjs';
import { optionsOf, PAGE, packages, ROOT, WORKER } from './bundles.mjs';
import { NODE } from './node-bundle.mjs';
import { noticesOf } from './notices.mjs';

/** Parts of the VS Code extension: the host brings `vscode`, and loads CommonJS in both. */
const IN_NODE = { ...NODE, external: ['vscode'] };
const IN_WEB = { platform: 'browser', target: 'es2022', format: 'cjs', external: ['vscode'] };

/** One row per bundle. `isProgram`: people start it by its name, so it opens with a hashbang and may be executed. */
const BUNDLES = [
  { entry: 'server/cli/main.ts', out: 'dist/cli.cjs', isProgram: true, ...NODE },
  { entry: 'server/node.ts', out: 'dist/server.cjs', ...NODE },
  { entry: 'server/worker.ts', out: 'dist/worker.js', ...WORKER },
  { entry: 'client/vscode/extension-node.ts', out: 'dist/extension.cjs', ...IN_NODE },
  { entry: 'client/vscode/extension-web.ts', out: 'dist/extension-web.js', ...IN_WEB },
  { entry: 'webview/main.ts', out: 'dist/webview.js', globalName: 'keytrace', ...PAGE },
  { entry: 'client/designer/main.ts', out: 'dist/designer/designer.js', ...PAGE },
  { entry: 'client/designer/editor-worker.ts', out: 'dist/designer/editor-worker.js', ...WORKER },
  ...EXTENSION_BUNDLES,
];

/** What is shipped as it is written. */
const COPIES = [
  { from: 'client/designer/index.html', to: 'dist/designer/index.html' },
  { from: 'client/designer/mark.svg', to: 'dist/designer/mark.svg' },
];

for (const { from, to } of COPIES) {
  mkdirSync(dirname(`${ROOT}${to}`), { recursive: true });
  copyFileSync(`${ROOT}${from}`, `${ROOT}${to}`);
}
const isWatching = process.argv.includes('--watch');
try {
  for (const bundle of BUNDLES) {
    if (isWatching) await (await esbuild.context(optionsOf(bundle))).watch();
    else await esbuild.build(optionsOf(bundle));
  }
  writeFileSync(`${ROOT}dist/NOTICES.txt`, noticesOf(ROOT, [...packages]));
  // While watching, the browsers' folders are as they were at the first build: they are loaded by hand anyway.
  layOutExtensions();
  if (isWatching) console.log('Watching the sources; stop with Ctrl+C.');
} catch (error) {
  // Of its own errors esbuild has printed what is wrong and where.
  if (!error.errors) console.error(error.message);
  process.exitCode = 1;
}
