import { createRequire } from 'node:module';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';
import { PACKAGES } from './paths.mjs';
import { runInWindow } from './window.mjs';

/**
 * Runs a test bundle inside the web worker extension host. `open` and not `runTests`, which insists on a browser of its
 * own; the build counts as downloaded, see the set-up.
 */
export async function runInWeb({ extension, tests, workspace, results, limit }) {
  const { folder, builds, commit } = PACKAGES.vscodeWeb;
  const { open } = createRequire(join(folder, 'package.json'))('@vscode/test-web');
  const host = 'localhost';
  const port = await freePort();
  const server = await open({
    ...{ browserType: 'none', quality: 'stable', commit, testRunnerDataDir: builds, host, port, printServerLog: false },
    ...{ extensionDevelopmentPath: extension, extensionTestsPath: tests, folderPath: workspace },
  });
  try {
    await runInWindow({ url: `http://${host}:${port}/`, results, limit });
  } finally {
    server.dispose();
  }
}
