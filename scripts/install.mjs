import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Installs the packages of package-lock.json unless they are there already. False when that failed. */
export function installPackages() {
  if (isInstalled()) return true;
  console.log('Installing packages with npm ci; this needs the npm registry and takes a moment.');
  // NODE_ENV=production would leave out the packages that build and test.
  const { status } = runNpm(['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (status === 0) return true;
  console.error('The packages could not be installed. Check the connection to the npm registry and start again.');
  return false;
}

/** npm keeps a list of what it has put into node_modules; it has to name the versions of the lock file. */
function isInstalled() {
  const listed = packagesIn('package-lock.json');
  const present = packagesIn('node_modules/.package-lock.json');
  return Object.entries(listed).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = present[path];
    return found ? found.version === version && existsSync(`${ROOT}${path}`) : optional === true;
  });
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(`${ROOT}${file}`, 'utf8')).packages;
  } catch {
    return {};
  }
}

/** Below `npm start` the running npm is used again; else the one on the path, which is a script file on Windows. */
function runNpm(words) {
  const options = { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] };
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) return spawnSync(process.execPath, [npm, ...words], options);
  return spawnSync('npm', words, { ...options, shell: process.platform === 'win32' });
}
