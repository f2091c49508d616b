import type { CheckedWorkspace } from '../rule.js';

/**
 * Where a new flow of this name goes: beside another file, with the same ending, under a name that no flow of the
 * workspace has. Only letters that are safe in every file system; a flow's name is somebody else's text.
 */
export function newFileBeside(uri: string, name: string, { flows }: CheckedWorkspace): string {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(uri)?.[0] ?? '';
  const stem = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  const taken = new Set(flows.map((file) => file.uri));
  for (let number = 1; ; number++) {
    const candidate = `${folder}${stem || 'flow'}${number === 1 ? '' : `-${number}`}${ending}`;
    if (!taken.has(candidate)) return candidate;
  }
}
