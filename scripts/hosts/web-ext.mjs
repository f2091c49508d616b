// What the Firefox store says about the extension before a person looks at it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, webExtProgram } from './paths.mjs';

/** The editor and React write markup that they have made themselves, and load parts of their own. Our code does not. */
const OF_LIBRARIES = { code: 'UNSAFE_VAR_ASSIGNMENT', file: /^(?:designer|editor-worker|shared-[A-Z0-9]+)\.js$/ };

export async function runWebExt({ results, limit }) {
  const words = [webExtProgram(), 'lint', '--source-dir', join(ROOT, 'dist/browser/firefox'), '--output', 'json'];
  const { stdout, status } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    timeout: limit,
    env: { ...process.env, NO_UPDATE_NOTIFIER: '1' },
    maxBuffer: 1 << 26,
  });
  const { errors, warnings, notices } = JSON.parse(stdout.slice(stdout.indexOf('{')));
  const ours = [...errors, ...notices, ...warnings.filter((one) => !isOfLibraries(one))];
  const title = `the rules of the Firefox store hold (${warnings.length} remarks about libraries)`;
  const error = ours.map(({ code, file, message }) => `${code} ${file ?? ''}: ${message}`).join('\n');
  results.add(ours.length === 0 ? { title, state: 'passed' } : { title, state: 'failed', error });
  results.close(status ?? undefined);
}

function isOfLibraries({ code, file }) {
  return code === OF_LIBRARIES.code && OF_LIBRARIES.file.test(file ?? '');
}
