import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Real flow files lie beside the checkout, not in it: most may not be redistributed. */
const shared = path.resolve(fileURLToPath(new URL('../../..', import.meta.url)), '../shared');

export const hasSamples = existsSync(path.join(shared, 'corpus/INDEX.tsv'));
if (!hasSamples) console.warn('The sample flows are not beside this checkout; tests that need them are skipped.');

export interface Sample {
  readonly name: string;
  readonly text: string;
}

/** Every YAML flow of the sample folders. */
export function samples(): Sample[] {
  if (!hasSamples) return [];
  const rows = readFileSync(path.join(shared, 'corpus/INDEX.tsv'), 'utf8').split('\n');
  const names = rows
    .map((row) => row.split('\t'))
    .filter(([, , , format]) => format === 'archy-yaml')
    .map(([name]) => path.join('corpus', name!));
  const bench = path.join(shared, 'flowbench');
  const benchNames = existsSync(bench) ? readdirSync(bench, { recursive: true, encoding: 'utf8' }) : [];
  for (const name of benchNames.sort()) if (/\.ya?ml$/.test(name)) names.push(path.join('flowbench', name));
  return names.map((name) => ({ name, text: readFileSync(path.join(shared, name), 'utf8') }));
}
