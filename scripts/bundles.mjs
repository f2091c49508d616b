// How the bundles of the product are made; scripts/build.mjs makes them all, tests make some of them otherwise.
import { chmodSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ROWS_AS_TEXT, SMALL } from './node-bundle.mjs';
import { packageFolders } from './notices.mjs';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A worker of a page or of VS Code for the web; nothing of Node is there. */
export const WORKER = { platform: 'browser', target: 'es2022', format: 'iife' };

/** A page: React runs as it does for users, fonts and pictures lie beside the script. */
export const PAGE = {
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

/** Pages that share what more than one of them needs. */
export const PAGES = { ...PAGE, format: 'esm', splitting: true, chunkNames: 'shared-[hash]' };

const COMMON = { bundle: true, ...SMALL, logLevel: 'warning', absWorkingDir: ROOT };

/** A row of a table of bundles as esbuild wants it: one entry and its file, or several (`entries`) and their folder. */
export function optionsOf({ entry, entries, out, isProgram = false, plugins = [], ...platform }) {
  const places = entries ? { entryPoints: entries, outdir: out } : { entryPoints: [entry], outfile: out };
  return {
    ...COMMON,
    ...platform,
    ...places,
    plugins: [ROWS_AS_TEXT, ...plugins, reporter(out, isProgram)],
    metafile: true,
  };
}

/** Folders of the packages that stand in some bundle. */
export const packages = new Set();

/** Says what was written, after the first build and after every later one. */
function reporter(out, isProgram) {
  const onEnd = ({ errors, metafile }) => {
    if (errors.length > 0) return;
    for (const folder of packageFolders(metafile)) packages.add(folder);
    if (isProgram) chmodSync(`${ROOT}${out}`, 0o755);
    const written = statSync(`${ROOT}${out}`).isFile() ? [out] : Object.keys(metafile.outputs);
    const bytes = written.reduce((sum, file) => sum + statSync(`${ROOT}${file}`).size, 0);
    console.log(`${out}  ${Math.ceil(bytes / 1024)} KB`);
  };
  return { name: 'reporter', setup: (build) => build.onEnd(onEnd) };
}
