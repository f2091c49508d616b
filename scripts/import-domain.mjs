// Turns the research notes on the platform into the catalogue's data files.
// Usage: node scripts/import-domain.mjs <folder with functions.json, builtins.json, ...>
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importActions } from './import-domain/actions.mjs';
import { importBuiltIns } from './import-domain/builtins.mjs';
import { importCxoneActions } from './import-domain/cxone-actions.mjs';
import { importFunctions } from './import-domain/functions.mjs';

const CATALOGUE = fileURLToPath(new URL('../server/core/catalog/', import.meta.url));

/** One row per catalogue file: name of the source, name of the result, what makes one from the other. */
const FILES = [
  ['actions.json', 'architect/actions.generated.json', importActions],
  ['functions.json', 'architect/functions.generated.json', importFunctions],
  ['builtins.json', 'architect/builtins.generated.json', importBuiltIns],
  ['cxone-actions.json', 'cxone/actions.generated.json', importCxoneActions],
];

const folder = process.argv[2];
if (folder === undefined || !existsSync(folder)) {
  console.error('Give the folder with the domain files: node scripts/import-domain.mjs <folder>');
  process.exit(2);
}
for (const [from, to, make] of FILES) {
  const data = make(JSON.parse(readFileSync(join(folder, from), 'utf8')));
  mkdirSync(dirname(join(CATALOGUE, to)), { recursive: true });
  writeFileSync(join(CATALOGUE, to), render(data));
  console.log(`${from} -> ${to}`);
}

/** One row per line, so that a change of one fact is a change of one line. */
function render(data) {
  if (Array.isArray(data)) return `${renderRows(data, '')}\n`;
  const tables = Object.entries(data).map(([key, value]) => {
    return `  ${JSON.stringify(key)}: ${Array.isArray(value) ? renderRows(value, '  ') : JSON.stringify(value)}`;
  });
  return `{\n${tables.join(',\n')}\n}\n`;
}

function renderRows(rows, indent) {
  return `[\n${rows.map((row) => `${indent}  ${JSON.stringify(row)}`).join(',\n')}\n${indent}]`;
}
