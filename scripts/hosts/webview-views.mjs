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

/** Where everything of a view stands, with everything closed and with everything open, and what it is called. */
export async function placedOf(view) {
  const { layoutOf } = await load('webview/layout/layout.ts');
  const { indexOf, titleOf } = await load('webview/state/view-index.ts');
  const { entries } = indexOf(view);
  const containers = view.flows.flatMap((flow) => flow.containers.map(({ id }) => id));
  const placed = (open) => {
    const flows = view.flows.map(({ id }) => id);
    const nothing = { branches: new Set(), lit: new Set(), showsQuiet: false };
    const { items, ...size } = layoutOf(view, { flows, containers: new Set(open), ...nothing });
    const named = items.map((item) => ({ ...item, title: item.text ?? titleOf(entries.get(item.id)) }));
    return { ...size, items: named };
  };
  return { closed: placed([]), open: placed(containers) };
}
