import type { ResourceContent } from './formats/resource.js';
import { filesByPath, resolveTerraform } from './formats/terraform/resolve.js';
import { joinPath } from './formats/values/paths.js';
import { NO_RESOURCES, type Resources } from './model/resources.js';

/** A file as far as resources may refer to it. */
export interface ReferredFile {
  readonly uri: string;
  readonly source: string;
  readonly resource: ResourceContent | undefined;
}

interface Remembered {
  readonly contents: readonly ResourceContent[];
  /** What was looked up on the way: the file behind a path, and its text where that was read. */
  readonly looked: ReadonlyMap<string, { readonly uri: string | undefined; readonly text?: string }>;
  readonly resources: Resources;
}

/** Works out what the files without flows say together, again only when one of those that matter has changed. */
export class ResourceCache {
  #last: Remembered | undefined;

  /** `files` in the order of their addresses. */
  resources(files: readonly ReferredFile[]): Resources {
    const contents = files.flatMap(({ resource }) => resource ?? []);
    if (contents.length === 0) return NO_RESOURCES;
    const byPath = filesByPath(files);
    if (this.#last && isSame(this.#last, contents, byPath)) return this.#last.resources;
    this.#last = resolve(contents, byPath);
    return this.#last.resources;
  }
}

function isSame(
  { contents, looked }: Remembered,
  now: readonly ResourceContent[],
  byPath: ReadonlyMap<string, ReferredFile>,
): boolean {
  if (contents.length !== now.length || contents.some((content, index) => content !== now[index])) return false;
  for (const [path, { uri, text }] of looked) {
    const file = byPath.get(path);
    if (file?.uri !== uri || (text !== undefined && file?.source !== text)) return false;
  }
  return true;
}

function resolve(contents: readonly ResourceContent[], byPath: ReadonlyMap<string, ReferredFile>): Remembered {
  const looked = new Map<string, { uri: string | undefined; text?: string }>();
  const file = (path: string) => {
    const normal = joinPath('', path) ?? path;
    const found = byPath.get(normal);
    const note = looked.get(normal) ?? { uri: found?.uri };
    looked.set(normal, note);
    if (!found) return undefined;
    return {
      uri: found.uri,
      get text() {
        note.text = found.source;
        return found.source;
      },
    };
  };
  const deployed = resolveTerraform({
    files: contents.flatMap(({ terraform }) => terraform ?? []),
    installed: contents.flatMap(({ installed }) => installed ?? []),
    file,
  });
  const dataActions = [...contents.flatMap(({ dataActions: own }) => own ?? []), ...deployed.dataActions];
  const fillings = [...contents.flatMap(({ fillings: own }) => own ?? []), ...deployed.fillings];
  const resources = { dataActions: dataActions.sort(byPlace), fillings: fillings.sort(byPlace) };
  return { contents, looked, resources };
}

type Placed = { readonly uri: string; readonly span: { readonly start: number } };

function byPlace(a: Placed, b: Placed): number {
  return a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.span.start - b.span.start;
}
