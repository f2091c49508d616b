/** A file's address as a path with `/`: percent signs of addresses are undone, so that names compare. */
export function pathOf(uri: string): string {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(uri)) return normalPath(uri.replaceAll('\\', '/'));
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A relative path from a folder; undefined when it leads out of everything, or is absolute. */
export function joinPath(folder: string, path: string): string | undefined {
  const written = path.replaceAll('\\', '/');
  if (/^(?:\/|~|[A-Za-z]:\/|[a-z][a-z0-9+.-]+:)/.test(written)) return undefined;
  const scheme = /^[a-z][a-z0-9+.-]+:\/\/[^/]*\/?/i.exec(folder)?.[0] ?? '';
  const parts = folder
    .slice(scheme.length)
    .split('/')
    .filter((part) => part !== '');
  for (const part of written.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (scheme === '' && !folder.startsWith('/')) parts.push(part);
    else return undefined;
  }
  const root = scheme === '' && folder.startsWith('/') ? '/' : scheme;
  return root + parts.join('/');
}

/** How one folder is reached from another; '.' for the same. */
export function relativePath(from: string, to: string): string {
  const source = from.split('/').filter((part) => part !== '');
  const target = to.split('/').filter((part) => part !== '');
  let same = 0;
  while (same < source.length && same < target.length && source[same] === target[same]) same++;
  const steps = [...source.slice(same).map(() => '..'), ...target.slice(same)];
  return steps.length === 0 ? '.' : steps.join('/');
}

function normalPath(path: string): string {
  return path.startsWith('./') ? path.slice(2) : path;
}
