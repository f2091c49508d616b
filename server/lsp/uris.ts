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
  const start = keyOf(folder).replace(/\/*$/, '/');
  const file = keyOf(uri);
  return file.startsWith(start) ? file.slice(start.length) : undefined;
}

export function childOf(folder: string, name: string): string {
  return `${folder.replace(/\/+$/, '')}/${name}`;
}
