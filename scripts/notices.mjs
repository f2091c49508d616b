// What others have made of the bundles, with the licences that want to be passed on.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files that say under what terms a package is used, and what it contains of others. */
const TERMS = /^(?:licen[cs]e|copying|notice|third-?party-?notices)(?:[.-].*)?$/i;
const CODE = /\.(?:[cm]?[jt]s|json)$/i;
const RULE = '-'.repeat(80);

/** The folders of the packages whose code stands in a bundle, by esbuild's metafile. */
export function packageFolders({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  const folders = used.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path) ?? []);
  return [...new Set(folders)];
}

/** The text that goes with the product. Throws for a package that says nothing about its terms. */
export function noticesOf(root, folders) {
  const notices = folders.map((folder) => noticeOf(join(root, folder)));
  // Two copies of one version are one package.
  const texts = [...new Set(notices)].sort();
  return `Keytrace contains the following packages of others.\n\n${texts.join('\n')}`;
}

function noticeOf(folder) {
  const { name, version, license, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder)
    .filter((file) => TERMS.test(file) && !CODE.test(file))
    .sort();
  if (files.length === 0) throw new Error(`The package ${name} ${version} brings no licence text.`);
  const terms = files.map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  const title = `${name} ${version} (${license ?? 'licence below'})${homepage ? `\n${homepage}` : ''}`;
  return `${RULE}\n${title}\n\n${terms.join('\n\n')}\n`;
}
