// A throw-away code-server: VS Code's own server and window, from npm.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';
import { PACKAGES } from './paths.mjs';
import { onLines, sleep, start, stop } from './processes.mjs';

/** Nothing that asks, moves or calls home. */
const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'chat.commandCenter.enabled': false,
  'git.enabled': false,
  'editor.minimap.enabled': false,
};

const QUIET = [
  ['--auth', 'none'],
  ['--disable-telemetry'],
  ['--disable-update-check'],
  ['--disable-workspace-trust'],
  ['--disable-getting-started-override'],
  ['--ignore-last-opened'],
].flat();

/** Starts a server on a folder. `installed`: an unpacked extension that counts as installed, and its folder name. */
export async function startCodeServer({ workspace, installed, settings = {} }) {
  const state = mkdtempSync(join(tmpdir(), 'keytrace-code-'));
  const extensions = join(state, 'extensions');
  const config = join(state, 'config.yaml');
  mkdirSync(join(state, 'user/User'), { recursive: true });
  mkdirSync(extensions);
  // Without a file of its own it would write into the home folder.
  writeFileSync(config, '');
  writeFileSync(join(state, 'user/User/settings.json'), JSON.stringify({ ...SETTINGS, ...settings }));
  if (installed) cpSync(installed.folder, join(extensions, installed.name), { recursive: true });

  const port = await freePort();
  const authority = `127.0.0.1:${port}`;
  const entry = join(PACKAGES.codeServer.folder, 'node_modules/code-server/out/node/entry.js');
  const folders = ['--config', config, '--user-data-dir', join(state, 'user'), '--extensions-dir', extensions];
  // An empty gallery: there is nothing to look up.
  const env = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
  const child = start(process.execPath, [entry, '--bind-addr', authority, ...folders, ...QUIET, workspace], { env });
  const log = [];
  onLines(child.stdout, (line) => log.push(line));
  onLines(child.stderr, (line) => log.push(line));

  const server = {
    url: `http://${authority}/`,
    authority,
    log: () => log.join('\n'),
    stop: async () => {
      await stop(child);
      rmSync(state, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
  if (await answers(`${server.url}healthz`, child)) return server;
  await server.stop();
  throw new Error(`code-server did not answer:\n${server.log()}`);
}

async function answers(url, child) {
  for (let tries = 0; tries < 600 && child.exitCode === null; tries++) {
    const isThere = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return true;
    await sleep(100);
  }
  return false;
}
