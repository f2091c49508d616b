import { resolve } from 'node:path';
import { startCodeServer } from './code-server.mjs';
import { runInWindow } from './window.mjs';

/** Runs a test bundle inside the node extension host; the extension is loaded from its folder, as when it is developed. */
export async function runInCodeServer({ extension, tests, workspace, results, limit }) {
  const server = await startCodeServer({ workspace });
  const remote = (path) => `vscode-remote://${server.authority}${encodeURI(resolve(path))}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(tests)],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const query = new URLSearchParams({ folder: resolve(workspace), payload: JSON.stringify(payload) });
  try {
    await runInWindow({ url: `${server.url}?${query}`, results, limit });
  } finally {
    await server.stop();
  }
}
