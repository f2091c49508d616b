import { DoorProblem } from '../door.js';
import { fieldsOf, referencesOf, shaOf } from './answers.js';
import { type GithubClient, repositoryPath } from './client.js';
import type { Repository } from './target.js';

/** A state of a repository, and what of the address is left for the path. */
export interface Resolved {
  readonly sha: string;
  readonly path: string;
}

const FULL_SHA = /^[0-9a-f]{40}$/;

/**
 * Tells reference and path apart. Branches may have slashes in their names, so the longest name that fits counts, as on
 * the site. One question is enough for a branch; a full commit needs none.
 */
export async function resolve(
  client: GithubClient,
  repository: Repository,
  rest: readonly string[],
): Promise<Resolved> {
  const [first = '', ...path] = rest;
  if (FULL_SHA.test(first)) return { sha: first, path: path.join('/') };
  // Written out, as the site itself does in some links.
  const isFull = first === 'refs' && (path[0] === 'heads' || path[0] === 'tags');
  const names = isFull ? rest.slice(2) : rest;
  const spaces = isFull ? [path[0]!] : ['heads', 'tags'];
  for (const space of spaces) {
    const found = await longest(client, repository, space, names);
    if (found) return found;
  }
  return { sha: await commitOf(client, repository, first), path: path.join('/') };
}

/** The full name of the commit that a branch, a tag or a short name means. */
export async function commitOf(client: GithubClient, repository: Repository, name: string): Promise<string> {
  const answer = await client.json(`${repositoryPath(repository)}/commits/${encodeURIComponent(name)}`);
  return shaOf(fieldsOf(answer).sha);
}

async function longest(
  client: GithubClient,
  repository: Repository,
  space: string,
  names: readonly string[],
): Promise<Resolved | undefined> {
  const [first = ''] = names;
  // "List matching references": also those that only begin like that, as feature/a does for feature.
  const question = `${repositoryPath(repository)}/git/matching-refs/${space}/${encodeURIComponent(first)}`;
  const known = new Map(referencesOf(await client.json(question)).map(({ name, sha }) => [name, sha]));
  for (let length = names.length; length > 0; length--) {
    const name = names.slice(0, length).join('/');
    const sha = known.get(`refs/${space}/${name}`);
    if (sha === undefined) continue;
    // What a tag points to may be a note about a commit.
    const commit = space === 'tags' ? await commitOf(client, repository, name) : sha;
    return { sha: commit, path: names.slice(length).join('/') };
  }
  return undefined;
}

/** The branch that a comparison without a base begins at. */
export async function defaultBranch(client: GithubClient, repository: Repository): Promise<string> {
  const { default_branch: branch } = fieldsOf(await client.json(repositoryPath(repository)));
  if (typeof branch === 'string' && branch !== '') return branch;
  throw new DoorProblem('broken', 'GitHub does not say which branch is the default one.');
}
