import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.mjs';
import { onLines, start, stop, within } from './processes.mjs';
import { runInWindow } from './window.mjs';

const SERVER = fileURLToPath(new URL('web-server.mjs', import.meta.url));

/** Runs a test bundle inside the web worker extension host. */
export async function runInWeb({ extension, tests, workspace, results, limit }) {
  const address = { host: 'localhost', port: await freePort() };
  const places = { extensionDevelopmentPath: extension, extensionTestsPath: tests, folderPath: workspace };
  const server = start(process.execPath, [SERVER, JSON.stringify({ ...address, ...places })]);
  const log = [];
  onLines(server.stderr, (line) => log.push(line));
  const listens = new Promise((resolve) => {
    onLines(server.stdout, (line) => line.startsWith('Listening') && resolve(true));
    server.once('close', () => resolve(false));
  });
  try {
    if (!(await within(60_000, listens))) throw new Error(`the web server did not start:\n${log.join('\n')}`);
    await runInWindow({ url: `http://${address.host}:${address.port}/`, results, limit });
  } finally {
    await stop(server);
  }
}
