// Builds every bundle of the product. Usage: node scripts/build.mjs [--watch]
import { chmodSync, copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { NODE, ROWS_AS_TEXT, SMALL } from './node-bundle.mjs';
import { noticesOf, packageFolders } from './notices.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A worker of a page or of VS Code for the web; nothing of Node is there. */
const WORKER = { platform: 'browser', target: 'es2022', format: 'iife' };

/** A page: React runs as it does for users, fonts and pictures lie beside the script. */
const PAGE = {
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.ttf': 'file', '.svg': 'dataurl' },
  assetNames: '[name]',
  // The editor alone would be a third larger with its names.
  minifyIdentifiers: true,
};

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
];

/** What is shipped as it is written. */
const COPIES = [
  { from: 'client/designer/index.html', to: 'dist/designer/index.html' },
  { from: 'client/designer/mark.svg', to: 'dist/designer/mark.svg' },
];

const COMMON = { bundle: true, ...SMALL, metafile: true, logLevel: 'warning', absWorkingDir: ROOT };

function optionsOf({ entry, out, isProgram = false, ...platform }) {
  return {
    ...COMMON,
    ...platform,
    entryPoints: [entry],
    outfile: out,
    plugins: [ROWS_AS_TEXT, reporter(out, isProgram)],
  };
}

/** Folders of the packages that stand in some bundle. */
const packages = new Set();

/** Says what was written, after the first build and after every later one. */
function reporter(out, isProgram) {
  const onEnd = ({ errors, metafile }) => {
    if (errors.length > 0) return;
    for (const folder of packageFolders(metafile)) packages.add(folder);
    const file = `${ROOT}${out}`;
    if (isProgram) chmodSync(file, 0o755);
    console.log(`${out}  ${Math.ceil(statSync(file).size / 1024)} KB`);
  };
  return { name: 'reporter', setup: (build) => build.onEnd(onEnd) };
}

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
  if (isWatching) console.log('Watching the sources; stop with Ctrl+C.');
} catch (error) {
  // esbuild itself has printed what is wrong and where.
  if (!('errors' in error)) console.error(error.message);
  process.exitCode = 1;
}
