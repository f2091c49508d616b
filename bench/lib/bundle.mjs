import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { NODE, ROWS_AS_TEXT, SMALL } from '../../scripts/node-bundle.mjs';

const root = join(import.meta.dirname, '..', '..');
const output = join(root, '.cache', 'bench');

/** The command line as it is shipped: one CommonJS file. */
export const CLI = join(output, 'cli.cjs');

/** Bundles what is measured from the sources as they are now. */
export async function bundle() {
  mkdirSync(output, { recursive: true });
  const common = { bundle: true, logLevel: 'warning', absWorkingDir: root };
  const core = { entryPoints: ['bench/core.ts'], outfile: join(output, 'core.mjs') };
  await build({ ...common, ...core, platform: 'node', target: 'node20', format: 'esm' });
  const program = { entryPoints: ['server/cli/main.ts'], outfile: CLI, plugins: [ROWS_AS_TEXT] };
  await build({ ...common, ...NODE, ...SMALL, ...program });
}
