// A small client of Marionette, by which a stock Firefox is driven without another program. Frames are
// "<length>:<json>", requests [0, id, command, parameters], answers [1, id, error, result].
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';
import { programPath } from './paths.mjs';
import { sleep, start, stop, within } from './processes.mjs';

/** Milliseconds until the browser has to listen; a busy machine takes its time. */
const PATIENCE = 60_000;

const QUIET = {
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.usage.uploadEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

/** Firefox with a throw-away profile. `send` resolves to the result of a command, or rejects with its error. */
export async function launchFirefox({ preferences, width, height }) {
  const profile = mkdtempSync(join(tmpdir(), 'keytrace-firefox-'));
  const port = await freePort();
  const all = { ...QUIET, 'marionette.port': port, ...preferences };
  const lines = Object.entries(all).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  // System access lets scripts reach the sidebar, and navigation the pages of extensions.
  const words = ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile];
  const child = start(programPath('firefox-esr'), [...words, `--width=${width}`, `--height=${height}`, 'about:blank']);
  child.stdout.resume();
  child.stderr.resume();
  const socket = await connected(port, child);
  const send = conversation(socket);
  await send('WebDriver:NewSession', { capabilities: { alwaysMatch: { pageLoadStrategy: 'normal' } } });
  const close = async () => {
    await within(
      3_000,
      send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {}),
    );
    socket.destroy();
    await stop(child);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return { send, close, profile };
}

async function connected(port, child) {
  for (const end = Date.now() + PATIENCE; Date.now() < end && child.exitCode === null; await sleep(100)) {
    const socket = await new Promise((resolve) => {
      const tried = connect(port, '127.0.0.1');
      tried.once('connect', () => resolve(tried));
      tried.once('error', () => resolve(undefined));
    });
    if (socket) return socket;
  }
  throw new Error('Firefox does not listen to Marionette.');
}

function conversation(socket) {
  const waiting = new Map();
  let rest = Buffer.alloc(0);
  let last = 0;
  socket.on('data', (data) => {
    rest = Buffer.concat([rest, data]);
    for (let frame = frameOf(rest); frame; frame = frameOf(rest)) {
      rest = rest.subarray(frame.end);
      if (Array.isArray(frame.message)) settle(waiting, frame.message);
    }
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has gone.'));
  });
  return (command, parameters = {}) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const body = Buffer.from(JSON.stringify([0, id, command, parameters]));
      waiting.set(id, { resolve, reject });
      socket.write(`${body.length}:`);
      socket.write(body);
    });
}

function frameOf(bytes) {
  const colon = bytes.indexOf(':');
  const length = Number(bytes.subarray(0, Math.max(colon, 0)));
  if (colon < 0 || bytes.length < colon + 1 + length) return undefined;
  const end = colon + 1 + length;
  return { message: JSON.parse(bytes.subarray(colon + 1, end)), end };
}

function settle(waiting, [, id, error, result]) {
  const { resolve, reject } = waiting.get(id) ?? {};
  waiting.delete(id);
  if (error) reject?.(new Error(`${error.error}: ${error.message}`));
  else resolve?.(result);
}
