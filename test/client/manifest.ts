import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export function textOf(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

export interface Contribution {
  readonly command?: string;
  readonly when?: string;
}

interface Manifest {
  readonly [key: string]: unknown;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly Contribution[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
    readonly walkthroughs: readonly { readonly steps: readonly Readonly<Record<string, unknown>>[] }[];
    readonly problemMatchers: readonly { readonly pattern: readonly { readonly regexp: string }[] }[];
    readonly [key: string]: unknown;
  };
}

export const manifest: Manifest = JSON.parse(textOf('package.json'));

/** Files of the extension's own code, below the root. The designer and the browser extension have tests of their own. */
export const sources: readonly { readonly file: string; readonly text: string }[] = filesBelow('client')
  .filter((file) => file.endsWith('.ts') && !/^client\/(?:designer|browser)\//.test(file))
  .map((file) => ({ file, text: textOf(file) }));

export function filesBelow(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const below = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(below) : [below];
  });
}
