// What the core makes of flows, for pages that draw it: the code of the product, bundled on the spot.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './paths.mjs';

let core;

/** The GraphView of some files, as plain data. */
export async function viewOf(files) {
  core ??= await load('test/support/graph-view.ts');
  return core.graphViewOfFiles(files);
}

/** Every flow of a folder of this project. */
export function filesIn(folder) {
  const full = join(ROOT, folder);
  return readdirSync(full)
    .sort()
    .map((name) => ({ uri: `file:///${name}`, text: readFileSync(join(full, name), 'utf8') }));
}

async function load(entry) {
  const options = { absWorkingDir: ROOT, bundle: true, format: 'esm', write: false, logLevel: 'error' };
  const { outputFiles } = await build({ ...options, entryPoints: [entry], platform: 'node' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
