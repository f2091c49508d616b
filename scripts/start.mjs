// `npm start`: install, build, show what Keytrace finds in the examples, and open them in the designer.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs a script of this project with its output in place; returns the exit code. */
function runNode(...words) {
  const { status } = spawnSync(process.execPath, words, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  return status ?? 2;
}

/** Serves until somebody stops it. Ctrl+C reaches the server itself; other signals are passed on. */
function serve(...words) {
  const child = spawn(process.execPath, ['dist/cli.cjs', 'serve', ...words], { cwd: ROOT, stdio: 'inherit' });
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', () => resolve(2));
    child.on('exit', (code) => resolve(code ?? 2));
  });
}

async function start(words) {
  if (!installPackages()) return 2;
  console.log('Building.');
  if (runNode('scripts/build.mjs') !== 0) {
    console.error('The build failed; what is wrong stands above.');
    return 2;
  }
  console.log('Checking the flows in examples: node dist/cli.cjs check examples\n');
  // 1 means findings, and showing them is the point here.
  if (runNode('dist/cli.cjs', 'check', 'examples') === 2) {
    console.error('The examples could not be checked; the reason stands above.');
    return 2;
  }
  console.log('\nThe findings are on purpose: examples/payment-line leaks, examples/payment-line-corrected does not.');
  console.log('Check your own flows with: node dist/cli.cjs check <file or folder>\n');
  return serve('examples', ...words);
}

process.exitCode = await start(process.argv.slice(2));
