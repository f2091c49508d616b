import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');
const output = join(root, '.cache', 'bench');

/** The command line as it is shipped: one CommonJS file. */
export const CLI = join(output, 'cli.cjs');

/** As in scripts/build.mjs. */
const AS_SHIPPED = {
  format: 'cjs',
  minifySyntax: true,
  minifyWhitespace: true,
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

/** Bundles what is measured from the sources as they are now. */
export async function bundle() {
  mkdirSync(output, { recursive: true });
  const common = { bundle: true, platform: 'node', target: 'node20', logLevel: 'warning', absWorkingDir: root };
  await build({ ...common, entryPoints: ['bench/core.ts'], format: 'esm', outfile: join(output, 'core.mjs') });
  await build({ ...common, ...AS_SHIPPED, entryPoints: ['server/cli/main.ts'], outfile: CLI });
}
