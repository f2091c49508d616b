import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { HEAD, table } from './format.mjs';

const root = join(import.meta.dirname, '..', '..');

/** When, where and with what the numbers came about. */
export function headerLines() {
  const [cpu] = cpus();
  const packages = ['yaml', 'eslint', 'eslint-plugin-yml', 'yaml-language-server'].map(
    (name) => `${name} ${versionOf(name)}`,
  );
  return [
    `Date: ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `Machine: ${cpus().length} x ${cpu.model.trim()}, load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
    `Node ${process.versions.node}, ${packages.join(', ')}`,
    `State: ${state()}`,
  ];
}

function versionOf(name) {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version;
}

function state() {
  const git = (...parameters) => execFileSync('git', parameters, { cwd: root, encoding: 'utf8' }).trim();
  try {
    return (
      git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', 'server') ? ' with uncommitted changes' : '')
    );
  } catch {
    return 'not a checkout';
  }
}

export function writePage({ header, cells, inputs, isQuick }) {
  const facts = inputs.map(({ name, lines, bytes, actions, expressions, tasks, leaks }) =>
    [name, lines, bytes, actions, expressions, tasks, leaks.length].map(String),
  );
  const files = table(['input', 'lines', 'bytes', 'actions', 'expressions', 'tasks', 'leaks'], facts);
  const kind = isQuick ? ' A quick run: three rounds per row.' : '';
  const text = `# Benchmarks

Written by \`npm run bench -- --write\`; do not edit.${kind}

${header.map((line) => `- ${line}`).join('\n')}

${table(HEAD, cells)}

${missesOf(cells)}

Read the ratios, not the milliseconds: the machine is shared. _Gate_: below it \`npm run bench\` fails. _Aim_: what we
want. _Bar_: what was promised for the first release, where it differs. Rows without goals are there to be compared.

${readFileSync(join(import.meta.dirname, 'page-end.md'), 'utf8').replace('INPUTS', () => files)}`;
  writeFileSync(join(root, 'docs', 'benchmarks.md'), text);
}

/** Said plainly, below the table. */
function missesOf(cells) {
  const missed = cells.filter((row) => /misses|WRONG/.test(row.at(-1)));
  if (missed.length === 0) return 'Every row with goals reaches its aim.';
  const lines = missed.map(([id, what, , , , , verdict]) => `- ${id}, ${what}: ${verdict}`);
  return `Not there yet:\n\n${lines.join('\n')}`;
}
