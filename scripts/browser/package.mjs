// Zips both builds of the browser extension for the stores. Usage: node scripts/browser/package.mjs, after the build
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { ROOT } from '../bundles.mjs';
import { BROWSERS } from './manifest.mjs';

/** What a store has to send to everybody. */
const MOST_BYTES = 6 * 1024 * 1024;

/** The earliest day that a zip file knows: the same files make the same bytes, whenever that is. */
const DAY = new Date(1980, 0, 1);

for (const browser of BROWSERS) {
  const { zip, files, bytes } = zipOf(join(ROOT, 'dist/browser', browser));
  const out = `dist/keytrace-${browser}.zip`;
  writeFileSync(join(ROOT, out), zip);
  console.log(`${out}  ${kilobytes(zip.length)}, ${files} files of ${kilobytes(bytes)}`);
  if (zip.length > MOST_BYTES) {
    console.error(`${out} has more than ${kilobytes(MOST_BYTES)}.`);
    process.exitCode = 1;
  }
}

function zipOf(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const contents = names.map((file) => [file.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(file)]);
  const entries = Object.fromEntries(contents.map(([name, content]) => [name, [content, { mtime: DAY, level: 9 }]]));
  const bytes = contents.reduce((sum, [, content]) => sum + content.length, 0);
  return { zip: zipSync(entries), files: names.length, bytes };
}

function kilobytes(bytes) {
  return `${Math.ceil(bytes / 1024).toLocaleString('en')} KB`;
}
