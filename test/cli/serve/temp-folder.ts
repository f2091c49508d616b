import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder of its own for one test. */
export function tempFolder() {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'keytrace-serve-')));
  return {
    path: folder,
    write(name: string, text: string): void {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
    read: (name: string) => readFileSync(path.join(folder, name), 'utf8'),
    names: (name: string) => readdirSync(path.join(folder, name)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
