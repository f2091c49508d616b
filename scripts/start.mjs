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
  const folders = ['examples/payment-line', 'examples/payment-line-corrected'];
  console.log(`Checking two folders of flows: node dist/cli.cjs check ${folders.join(' ')}\n`);
  // 1 means findings, and showing them is the point here.
  if (runNode('dist/cli.cjs', 'check', ...folders) === 2) {
    console.error('The examples could not be checked; the reason stands above.');
    return 2;
  }
  console.log('\nThe findings are on purpose: examples/payment-line leaks, examples/payment-line-corrected does not.');
  console.log('More of them, broken and fixed, are in the other folders of examples.');
  console.log('Check your own flows with: node dist/cli.cjs check <file or folder>');
  return serve('examples', ...words);
}

process.exitCode = await start(process.argv.slice(2));
