// The cases of the node extension host in desktop VS Code. Not part of `npm test`: it downloads VS Code and needs a
// screen. Usage: npm run build && node test/hosts/electron.mjs; VSCODE_EXECUTABLE names an installed one instead.
import { runTests } from '@vscode/test-electron';
import { stageExtension, stageWorkspaces } from '../../scripts/hosts/stage.mjs';

/** Neither other extensions nor a question about trust. */
const QUIET = ['--disable-extensions', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'];

const vscodeExecutablePath = process.env.VSCODE_EXECUTABLE;
const { folder, nodeTests } = await stageExtension();
const workspaces = stageWorkspaces();
try {
  for (const workspace of [workspaces.flows, workspaces.plain]) {
    await runTests({
      ...(vscodeExecutablePath ? { vscodeExecutablePath } : { version: process.env.VSCODE_VERSION ?? 'stable' }),
      extensionDevelopmentPath: folder,
      extensionTestsPath: nodeTests,
      launchArgs: [workspace, ...QUIET],
    });
  }
} catch (error) {
  console.error(`Desktop VS Code could not run the tests: ${error.message}`);
  console.error('Without a connection, VSCODE_EXECUTABLE has to name an installed VS Code.');
  process.exitCode = 1;
} finally {
  workspaces.remove();
}
