/**
 * One file may come under several spellings: `file:///c%3A/a.yaml` from one side, `file:///C:/a.yaml` from the other.
 * Everything inside goes by the spelling that was registered last, which for an opened document is the client's own.
 */
export class Uris {
  readonly #spelledByKey = new Map<string, string>();

  /** The spelling in use; the given one when the file is new. */
  spelled(uri: string): string {
    return this.#spelledByKey.get(keyOf(uri)) ?? uri;
  }

  /** From now on the file goes by this spelling. */
  register(uri: string): void {
    this.#spelledByKey.set(keyOf(uri), uri);
  }
}

function keyOf(uri: string): string {
  return decoded(uri).replace(/^file:\/\/\/[A-Z]:/, (drive) => drive.toLowerCase());
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** The path of a file below a folder, decoded; undefined when it lies elsewhere. */
export function pathBelow(folder: string, uri: string): string | undefined {
  const start = keyOf(folder).replace(/(?<!\/)$/, '/');
  const file = keyOf(uri);
  return file.startsWith(start) ? file.slice(start.length) : undefined;
}

export function childOf(folder: string, name: string): string {
  return `${folder.replace(/\/+$/, '')}/${name}`;
}

/**
 * The way from a folder to a file, decoded: below it, or up from it with `../`. On another drive it is the path there,
 * on another system the address.
 */
export function pathFrom(folder: string, uri: string): string {
  const below = pathBelow(folder, uri);
  if (below !== undefined) return below;
  const file = keyOf(uri);
  const system = systemOf(file);
  const start = keyOf(folder).replace(/(?<!\/)$/, '/');
  if (system === '' || systemOf(start) !== system) return file;
  const [from, to] = [start, file].map((one) => one.slice(system.length).split('/')) as [string[], string[]]; // two in, two out
  if (/^[a-z]:$/.test(to[0]!) && from[0] !== to[0]) return to.join('/');
  const shared = to.findIndex((part, index) => part !== from[index]);
  return [...from.slice(shared, -1).map(() => '..'), ...to.slice(shared)].join('/');
}

/** The innermost folder around files and folders that end with `/`; that of the first where nothing is around all. */
export function commonFolder(uris: readonly string[]): string {
  const [first = '', ...others] = uris;
  let folder = first.slice(0, first.lastIndexOf('/') + 1);
  while (!others.every((uri) => pathBelow(folder, uri) !== undefined)) {
    const above = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
    if (above.length < systemOf(folder).length || above === '') return first.slice(0, first.lastIndexOf('/') + 1);
    folder = above;
  }
  return folder;
}

/** `file:///` of `file:///a/b`; '' for addresses without folders. */
function systemOf(uri: string): string {
  return /^[a-z][\w+.-]*:\/\/[^/]*\//i.exec(uri)?.[0] ?? '';
}
