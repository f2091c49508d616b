// Runs the tests in real hosts, one host after the other, and writes the counts. Usage: node scripts/hosts/run.mjs [host...]
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { runInChromium } from './in-browser-chromium.mjs';
import { runInFirefox } from './in-browser-firefox.mjs';
import { runInCodeServer } from './in-code-server.mjs';
import { runInDesigner } from './in-designer.mjs';
import { runInWeb } from './in-web.mjs';
import { runInNeovim } from './neovim.mjs';
import { CACHE, REPORT, SCREENSHOTS } from './paths.mjs';
import { Results } from './results.mjs';
import { takeScreenshots } from './screenshots.mjs';
import { setUpHosts } from './setup.mjs';
import { stageExtension, stageWorkspaces } from './stage.mjs';
import { runWebExt } from './web-ext.mjs';
import { runWebview } from './webview.mjs';

/** Milliseconds until a host counts as hanging; a run takes about half a minute where nothing else runs. */
const LIMIT = 180_000;

/** One row per run; never two at once, the machine may be small. */
const RUNS = [
  { host: 'neovim', title: 'Neovim', run: runInNeovim, workspace: 'flows' },
  { host: 'node', title: 'VS Code, node extension host', run: inNode, workspace: 'flows' },
  {
    host: 'node-plain',
    title: 'VS Code, node extension host, a folder without flows',
    run: inNode,
    workspace: 'plain',
  },
  { host: 'web', title: 'VS Code for the web', run: inWebWorker, workspace: 'flows' },
  { host: 'web-plain', title: 'VS Code for the web, a folder without flows', run: inWebWorker, workspace: 'plain' },
  // It asks for everything in four themes, and again in narrow pages.
  { host: 'webview', title: 'The graph in a browser', run: runWebview, workspace: 'flows', limit: 2 * LIMIT },
  { host: 'designer', title: 'The designer in a browser', run: runInDesigner, workspace: 'flows' },
  { host: 'chromium', title: 'The browser extension in Chromium', run: runInChromium, workspace: 'flows' },
  { host: 'firefox', title: 'The browser extension in Firefox', run: runInFirefox, workspace: 'flows' },
  { host: 'web-ext', title: 'The Firefox store', run: runWebExt, workspace: 'flows' },
  { host: 'screenshots', title: 'VS Code, seen from outside', run: takeScreenshots, workspace: 'flows' },
];

function inNode({ extension, ...rest }) {
  return runInCodeServer({ ...rest, extension: extension.folder, tests: extension.nodeTests });
}

function inWebWorker({ extension, ...rest }) {
  return runInWeb({ ...rest, extension: extension.folder, tests: extension.webTests });
}

/** Runs the tests of the named hosts, or of all. */
async function runHosts(hosts) {
  const setup = setUpHosts();
  if (setup.status === 'failed') return { passed: 0, failed: 1, skipped: 0 };
  if (setup.status === 'skipped') return { passed: 0, failed: 0, skipped: 1 };
  const extension = await stageExtension();
  const all = [];
  for (const row of RUNS.filter(({ host }) => hosts.length === 0 || hosts.includes(host))) {
    all.push(await runOne(row, extension));
  }
  const sum = (state) => all.reduce((total, results) => total + results.count(state), 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

async function runOne({ host, title, run, workspace, limit = LIMIT }, extension) {
  console.log(`  ${title}`);
  const results = new Results(host);
  const start = performance.now();
  // A fresh copy each: no run sees what the one before it has saved.
  const workspaces = stageWorkspaces();
  try {
    await run({ extension, workspace: workspaces[workspace], results, limit });
  } catch (error) {
    results.fail('the host can be started', String(error.stack ?? error));
  } finally {
    workspaces.remove();
  }
  console.log(`    ${((performance.now() - start) / 1000).toFixed(0)} s`);
  return results;
}

mkdirSync(CACHE, { recursive: true });
rmSync(REPORT, { force: true });
rmSync(SCREENSHOTS, { recursive: true, force: true });
// Pictures of an older run would be taken for those of this one.
rmSync(SCREENSHOTS, { recursive: true, force: true });
const count = await runHosts(process.argv.slice(2));
writeFileSync(REPORT, `${JSON.stringify(count)}\n`);
const { passed, failed, skipped } = count;
console.log(`  Real hosts: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 ? 1 : 0);
