// `npm test`: every check of this project. The last line counts: "N passed, N failed".
// `npm test -- --quick` leaves out the editors, see docs/testing.md.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = 'node_modules/.cache/keytrace';
const REPORT = `${CACHE}/test-report.json`;
const HOSTS_REPORT = '.cache/hosts/report.json';

/** Milliseconds for the editors, with their installation; only there to end what hangs. */
const HOSTS_LIMIT = 25 * 60 * 1000;

const TSC = 'node_modules/typescript/bin/tsc';
const BIOME = 'node_modules/@biomejs/biome/bin/biome';
const VITEST = 'node_modules/vitest/vitest.mjs';

/** One row per check before the tests; a failed one counts as one failure. */
const CHECKS = [
  { title: 'Generated files are up to date', words: ['scripts/generate.mjs', '--check'] },
  { title: 'Types', words: [TSC, '-p', 'tsconfig.json'] },
  { title: 'Types of the core and the reports, without Node', words: [TSC, '-p', 'server/core/tsconfig.json'] },
  { title: 'Types of the graph, in a page', words: [TSC, '-p', 'webview/tsconfig.json'] },
  { title: 'Types of the designer, in a page', words: [TSC, '-p', 'client/designer/tsconfig.json'] },
  { title: 'Types of the browser extension', words: [TSC, '-p', 'client/browser/tsconfig.json'] },
  { title: 'Types of its tests', words: [TSC, '-p', 'test/browser/tsconfig.json'] },
  { title: 'Lint', words: [BIOME, 'check', '.'], isMissing: () => runNode([BIOME, '--version'], 'pipe').status !== 0 },
  { title: 'Build', words: ['scripts/build.mjs'] },
];

/** Runs a Node script without standard input. */
function runNode(words, output, timeout = undefined) {
  const stdio = ['ignore', output, output];
  return spawnSync(process.execPath, words, {
    cwd: ROOT,
    stdio,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout,
  });
}

/** Runs one check; its output is shown only when it fails. */
function check({ title, words, isMissing }) {
  if (isMissing?.()) {
    console.log(`- ${title}: skipped, the tool has no program for this platform`);
    return 'skipped';
  }
  const start = performance.now();
  const { status, stdout, stderr } = runNode(words, 'pipe');
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`- ${title}: ${status === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
  if (status === 0) return 'passed';
  console.log(`${stdout ?? ''}${stderr ?? ''}`);
  return 'failed';
}

/** Runs the tests and counts them; a test file that does not even load counts as one failed test. */
function runTests() {
  rmSync(`${ROOT}${REPORT}`, { force: true });
  mkdirSync(`${ROOT}${CACHE}`, { recursive: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  // The limit only catches a test that hangs; machines may be slow.
  const { status } = runNode([VITEST, 'run', '--testTimeout=120000', '--hookTimeout=120000', ...reporters], 'inherit');
  const count = countTests();
  if (status !== 0 && count.failed === 0) return { ...count, failed: 1 };
  return count;
}

function countTests() {
  try {
    const report = JSON.parse(readFileSync(`${ROOT}${REPORT}`, 'utf8'));
    const broken = report.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    );
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken.length,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    console.log('The tests ended without a report.');
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** Runs the product in real editors; without a report it has not run, and that is a failure. */
function runHosts() {
  rmSync(`${ROOT}${HOSTS_REPORT}`, { force: true });
  const { status } = runNode(['scripts/hosts/run.mjs'], 'inherit', HOSTS_LIMIT);
  try {
    const count = JSON.parse(readFileSync(`${ROOT}${HOSTS_REPORT}`, 'utf8'));
    return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
  } catch {
    console.log('The editors ended without a report.');
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function test() {
  if (!installPackages()) return { passed: 0, failed: 1, skipped: 0 };
  console.log('Checks');
  const results = CHECKS.map(check);
  console.log('\nTests');
  const counts = [runTests()];
  if (!process.argv.includes('--quick')) {
    console.log('\nReal hosts');
    counts.push(runHosts());
  }
  const having = (result) => results.filter((one) => one === result).length;
  const sum = (name) => counts.reduce((total, count) => total + count[name], 0);
  return {
    passed: sum('passed'),
    failed: sum('failed') + having('failed'),
    skipped: sum('skipped') + having('skipped'),
  };
}

const { passed, failed, skipped } = test();
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
