const SCHEME = 'keytrace:/';

/** The page's address of a file; `path` is for people, with `/`. */
export function uriOf(path: string): string {
  return `${SCHEME}${path.split('/').map(encodeURIComponent).join('/')}`;
}

export function pathOf(uri: string): string {
  return uri.slice(SCHEME.length).split('/').map(decodeURIComponent).join('/');
}
