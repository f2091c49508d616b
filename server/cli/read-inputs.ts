import { readFileSync, statSync } from 'node:fs';
import type { SourceFile } from '../core/formats/format.js';
import type { FileRead } from '../reports/report.js';
import type { Input } from './discover.js';
import type { Host } from './host.js';
import { reasonOf } from './io-error.js';
import type { Progress } from './progress.js';
import { MAX_BYTES, readText, tooLarge } from './read-text.js';

/** One input with its text, or why there is none. */
export interface Read extends FileRead {
  readonly source: SourceFile | undefined;
  /** Undefined for standard input. */
  readonly file: string | undefined;
}

export async function readAll(inputs: readonly Input[], host: Host, progress: Progress) {
  const reads: Read[] = [];
  for (const input of inputs) {
    progress.reading(reads.length, inputs.length);
    reads.push(await readInput(input, host));
  }
  return { reads, sources: reads.flatMap(({ source }) => (source === undefined ? [] : [source])) };
}

async function readInput({ path, isNamed, file }: Input, host: Host): Promise<Read> {
  const failed = (failure: string, bytes: number): Read => {
    return { path, isNamed, file, bytes, failure, repair: '', source: undefined };
  };
  try {
    const size = file === undefined ? 0 : statSync(file).size;
    if (size > MAX_BYTES) return failed(tooLarge(size), size);
    const content = file === undefined ? await host.readStdin() : readFileSync(file);
    const read = readText(content);
    if ('failure' in read) return failed(read.failure, content.length);
    const source = { uri: path, text: read.text };
    return { path, isNamed, file, bytes: content.length, failure: '', repair: read.problem, source };
  } catch (error) {
    return failed(reasonOf(error), 0);
  }
}
