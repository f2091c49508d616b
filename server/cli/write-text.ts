import { lstatSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { reasonOf } from './io-error.js';
import { readText } from './read-text.js';

const MARK = '\ufeff';

/** Writes the new text of a file that was read before. All of it or nothing; gives back why it was not done. */
export function replaceText(file: string, before: string, after: string): string | undefined {
  try {
    const real = realpathSync(file);
    const bytes = readFileSync(real);
    const read = readText(bytes);
    if (!('text' in read) || read.text !== before) return 'it has changed meanwhile';
    if (read.problem !== '') return 'it is not valid UTF-8';
    const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return writeWhole(real, (hasMark ? MARK : '') + after, statSync(real).mode);
  } catch (error) {
    return reasonOf(error);
  }
}

/** Writes a file that is not there yet. */
export function createText(file: string, text: string): string | undefined {
  try {
    if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) return 'it is already there';
    mkdirSync(path.dirname(file), { recursive: true });
    // 'wx' refuses a file that has come into being since.
    writeFileSync(file, text, { flag: 'wx' });
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Writes a file whatever was in it. */
export function replaceOrCreate(file: string, text: string): string | undefined {
  try {
    const known = statSync(file, { throwIfNoEntry: false });
    return known ? writeWhole(realpathSync(file), text, known.mode) : createText(file, text);
  } catch (error) {
    return reasonOf(error);
  }
}

/** Beside it first and then in its place: whoever reads meanwhile sees the old text or the new one. */
function writeWhole(file: string, text: string, mode: number): string | undefined {
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    writeFileSync(beside, text, { flag: 'wx', mode });
    renameSync(beside, file);
    return undefined;
  } catch (error) {
    rmSync(beside, { force: true });
    return reasonOf(error);
  }
}
