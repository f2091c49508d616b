// The extension as it is shipped, but for the addresses of the services: those of stubs on this machine.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { optionsOf, ROOT } from '../bundles.mjs';
import { bundlesIn, layOut } from './lay-out.mjs';
import { manifestForTests } from './manifest.mjs';

const MADE = 'dist/browser/made-for-tests';

/** `stubs`: the two services, running. */
export async function buildForTests(browser, folder, { github, genesys }) {
  const plugins = [inPlaceOf('addresses', addresses(github, genesys))];
  for (const bundle of bundlesIn(MADE, plugins)) await esbuild.build({ ...optionsOf(bundle), logLevel: 'error' });
  layOut(MADE, folder, manifestForTests(browser, [github.hosts.web, genesys.origin]));
  rmSync(join(ROOT, MADE), { recursive: true, force: true });
}

function addresses({ hosts }, { origin }) {
  const region = { domain: 'stub.example', web: origin, api: origin, login: origin };
  return `export const GITHUB = ${JSON.stringify(hosts)};
    export const GENESYS = ${JSON.stringify([region])};`;
}

/** Another text in the place of a module among the doors. */
function inPlaceOf(name, contents) {
  const filter = new RegExp(`[/\\\\]doors[/\\\\]${name}\\.ts$`);
  return {
    name: `in place of ${name}`,
    setup: (build) => build.onLoad({ filter }, () => ({ contents, loader: 'ts' })),
  };
}
