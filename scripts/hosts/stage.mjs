// Lays out what the hosts get: the extension as it would be shipped, the tests beside it, and folders to open.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import * as esbuild from 'esbuild';
import { CACHE, ROOT } from './paths.mjs';

const SUITES = join(ROOT, 'test/hosts');

/** A published blueprint with a secure flow. It lies beside the repository or nowhere, and is never copied into it. */
const BLUEPRINT = join(
  ROOT,
  '../shared/corpus/GenesysCloudBlueprints+process-participant-attributes-event-triggers-blueprint',
  'blueprint/src/terraform/architect-flow-templates',
);

/** One row per kind of extension host. The worker wants one CommonJS file; Node takes mocha from the packages. */
const BUNDLES = [
  { entry: 'node-entry.ts', out: 'node.cjs', platform: 'node', external: ['vscode', 'mocha'] },
  { entry: 'web-entry.ts', out: 'web.js', platform: 'browser', external: ['vscode'] },
];

/** Copies the files that a package would hold, and builds the tests into the same folder: the web host reads no other. */
export async function stageExtension() {
  const folder = join(CACHE, 'extension');
  rmSync(folder, { recursive: true, force: true });
  const files = await listFiles({ cwd: ROOT, packageManager: PackageManager.None });
  for (const file of files) copy(join(ROOT, file), join(folder, file));
  const tests = {};
  for (const { entry, out, ...options } of BUNDLES) {
    const outfile = join(folder, 'tests', out);
    const entryPoints = [join(SUITES, 'vscode', entry)];
    await esbuild.build({
      entryPoints,
      outfile,
      bundle: true,
      format: 'cjs',
      target: 'es2022',
      logLevel: 'warning',
      ...options,
    });
    tests[options.platform] = outfile;
  }
  const { publisher, name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { folder, name: `${publisher}.${name}-${version}`, nodeTests: tests.node, webTests: tests.browser };
}

/** Throw-away copies of the folders to open; `remove` takes them away again. */
export function stageWorkspaces() {
  const folder = mkdtempSync(join(tmpdir(), 'keytrace-hosts-'));
  cpSync(join(SUITES, 'workspaces'), folder, { recursive: true });
  const flows = join(folder, 'flows');
  if (existsSync(BLUEPRINT)) cpSync(BLUEPRINT, flows, { recursive: true });
  else console.log('  The corpus is not there; its case is skipped.');
  writeFileSync(join(flows, 'pay-by-card.i3SecureFlow'), exportOf(join(ROOT, 'test/formats/samples/pay-by-card.json')));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return { flows, plain: join(folder, 'plain'), remove };
}

/** What Architect writes when a flow is exported: its configuration, percent-encoded, in base64. */
function exportOf(file) {
  return Buffer.from(encodeURIComponent(readFileSync(file, 'utf8'))).toString('base64');
}

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}
