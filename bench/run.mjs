// Usage: npm run bench -- [T1 T2 ...] [--quick] [--write]
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeInputs } from './inputs/inputs.mjs';
import { bundle } from './lib/bundle.mjs';
import { goalText, HEAD, isMissed, spread, table, verdict } from './lib/format.mjs';
import { headerLines, writePage } from './lib/page.mjs';

const parameters = process.argv.slice(2);
const isQuick = parameters.includes('--quick');
const wanted = new Set(parameters.filter((parameter) => !parameter.startsWith('--')));

const header = headerLines();
console.log(header.join('\n'));
await bundle();
const inputs = writeInputs();
const context = { inputs, rounds: isQuick ? 3 : 7 };
const rows = [];
for (const module of await rowModules()) {
  for await (const row of guarded(module)) {
    rows.push(row);
    console.log(cellsOf(row).filter(Boolean).join('  '));
  }
}
const cells = rows.map(cellsOf);
console.log(`\n${table(HEAD, cells)}`);
if (parameters.includes('--write')) writePage({ header, cells, inputs: [...inputs.values()], isQuick });
process.exitCode = rows.some(isMissed) ? 1 : 0;

/** A row that throws fails; the others go on. */
async function* guarded(module) {
  try {
    yield* module.rows(context);
  } catch (error) {
    yield { id: module.id, what: 'the rest of this row', wrong: error.message, goal: {} };
  }
}

async function rowModules() {
  const folder = join(import.meta.dirname, 'rows');
  const number = (name) => Number(/\d+/.exec(name)[0]);
  const names = readdirSync(folder).sort((a, b) => number(a) - number(b));
  const chosen = names.filter((name) => wanted.size === 0 || wanted.has(name.split('-')[0]));
  return Promise.all(
    chosen.map(async (name) => ({ id: name.split('-')[0], rows: (await import(join(folder, name))).rows })),
  );
}

function cellsOf(row) {
  const { id, what, ours = '', rival = '', value, unit, goal } = row;
  return [id, what, ours, rival, value ? spread(value, unit) : '', goalText(goal), verdict(row)];
}
