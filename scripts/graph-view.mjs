// Prints what is drawn of the given files, as JSON: `node scripts/graph-view.mjs flow.yaml other.yaml`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const outfile = join(root, '.cache', 'graph-view.mjs');
const common = { bundle: true, platform: 'node', format: 'esm', logLevel: 'warning', absWorkingDir: root };
await build({ ...common, entryPoints: ['test/support/graph-view.ts'], outfile });
const { graphViewOfFiles } = await import(outfile);
const files = process.argv.slice(2).map((uri) => ({ uri, text: readFileSync(uri, 'utf8') }));
process.stdout.write(`${JSON.stringify(graphViewOfFiles(files), undefined, 2)}\n`);
