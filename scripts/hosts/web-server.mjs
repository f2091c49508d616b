// Serves VS Code for the web until it is ended; a process of its own because it talks a lot. Options: a JSON argument.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PACKAGES } from './paths.mjs';

const { folder, builds, commit } = PACKAGES.vscodeWeb;
// `open` and not `runTests`, which insists on a browser of its own; the build counts as downloaded, see the set-up.
const { open } = createRequire(join(folder, 'package.json'))('@vscode/test-web');
const build = { browserType: 'none', quality: 'stable', commit, testRunnerDataDir: builds };
await open({ ...build, ...JSON.parse(process.argv[2]) });
