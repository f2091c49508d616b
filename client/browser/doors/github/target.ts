import { CANDIDATE } from '../../../../server/core/config/candidates.js';
import type { WebPlace } from '../door.js';

/** Where the service answers. The door knows no other address. */
export interface GithubHosts {
  /** The pages: 'https://github.com'. */
  readonly web: string;
  readonly api: string;
  /** Contents of public repositories, without a limit per hour. */
  readonly raw: string;
}

export interface Repository {
  readonly owner: string;
  readonly name: string;
}

/** What a page is about. `rest` is the reference and the path behind it: where one ends only the repository knows. */
export type Target =
  | { readonly kind: 'file' | 'folder'; readonly repository: Repository; readonly rest: readonly string[] }
  | { readonly kind: 'pull'; readonly repository: Repository; readonly number: string }
  /** `base` is undefined when the page leaves it out: the branch that the repository calls its default. */
  | {
      readonly kind: 'compare';
      readonly repository: Repository;
      readonly base: string | undefined;
      readonly head: string;
    }
  | { readonly kind: 'commit'; readonly repository: Repository; readonly sha: string };

const OWNER = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
const NAME = /^[A-Za-z0-9._-]{1,100}$/;
const NUMBER = /^[1-9][0-9]{0,9}$/;
const SHA = /^[0-9a-f]{7,40}$/;

/** What an address of the site shows; undefined when no flow can be in it. Looks at nothing but the address. */
export function targetOf(address: URL, { web }: GithubHosts): Target | undefined {
  if (address.origin !== web) return undefined;
  const [owner = '', name = '', page = '', ...rest] = segmentsOf(address.pathname) ?? [];
  if (!OWNER.test(owner) || !NAME.test(name) || !isSafeName(name)) return undefined;
  const repository = { owner, name };
  switch (page) {
    case 'blob':
    case 'blame':
      return rest.length >= 2 && CANDIDATE.test(rest.at(-1)!) ? { kind: 'file', repository, rest } : undefined;
    case 'tree':
      return rest.length >= 1 ? { kind: 'folder', repository, rest } : undefined;
    case 'pull':
      return pullOf(repository, rest);
    case 'compare':
      return compareOf(repository, rest.join('/'));
    case 'commit':
      return commitOf(repository, rest[0]);
    default:
      return undefined;
  }
}

/** The place for everybody else; the address in it is made anew, so it holds nothing that was not understood. */
export function placeOf(target: Target, hosts: GithubHosts): WebPlace {
  const { owner, name } = target.repository;
  const page = pageOf(target);
  return {
    door: 'github',
    kind: target.kind === 'file' || target.kind === 'folder' ? target.kind : 'changes',
    title: titleOf(target),
    // Names of owners and repositories have no case; those of branches and files do.
    key: `github ${`${owner}/${name}`.toLowerCase()} ${page}`,
    origins: [...new Set([hosts.api, hosts.raw].map(patternOf))],
    detail: { address: `${hosts.web}/${owner}/${name}/${page}` },
  };
}

/** Not every browser takes a port in a pattern; without one it is every port. */
export function patternOf(host: string): string {
  const { protocol, hostname } = new URL(host);
  return `${protocol}//${hostname}/*`;
}

function pageOf(target: Target): string {
  switch (target.kind) {
    case 'file':
      return `blob/${encodedPath(target.rest)}`;
    case 'folder':
      return `tree/${encodedPath(target.rest)}`;
    case 'pull':
      return `pull/${target.number}`;
    case 'compare':
      return `compare/${[target.base, target.head].flatMap((one) => (one === undefined ? [] : encodedPath(one.split('/')))).join('...')}`;
    case 'commit':
      return `commit/${target.sha}`;
  }
}

function titleOf(target: Target): string {
  const { owner, name } = target.repository;
  const repository = `${owner}/${name}`;
  switch (target.kind) {
    case 'file':
      return `${target.rest.at(-1)} in ${repository}`;
    case 'folder':
      return target.rest.length === 1 ? repository : `${target.rest.at(-1)} in ${repository}`;
    case 'pull':
      return `Pull request ${target.number} of ${repository}`;
    case 'compare':
      return `${target.base ?? 'default branch'} … ${target.head} in ${repository}`;
    case 'commit':
      return `Commit ${target.sha.slice(0, 7)} of ${repository}`;
  }
}

/** Whichever of its tabs is shown; one that shows a single commit is about that commit. */
function pullOf(repository: Repository, [number = '', tab, sha = '']: readonly string[]): Target | undefined {
  if (!NUMBER.test(number)) return undefined;
  const showsOne = tab === 'commits' || tab === 'files' || tab === 'changes';
  return showsOne && SHA.test(sha) ? { kind: 'commit', repository, sha } : { kind: 'pull', repository, number };
}

/** Two dots compare in another way, which the API does not offer. */
function compareOf(repository: Repository, range: string): Target | undefined {
  const sides = range.split('...');
  if (range === '' || sides.length > 2 || !sides.every(isReference)) return undefined;
  const [first = '', second] = sides;
  return second === undefined
    ? { kind: 'compare', repository, base: undefined, head: first }
    : { kind: 'compare', repository, base: first, head: second };
}

function commitOf(repository: Repository, sha = ''): Target | undefined {
  return SHA.test(sha) ? { kind: 'commit', repository, sha } : undefined;
}

/** As git wants names of references: nothing that climbs, nothing that separates. */
function isReference(text: string): boolean {
  return text !== '' && !text.includes('..') && text.split('/').every(isSafeName);
}

/** Decoded; undefined when one of them is no name of a file. */
function segmentsOf(pathname: string): readonly string[] | undefined {
  try {
    const segments = pathname
      .replace(/^\/|\/$/g, '')
      .split('/')
      .map(decodeURIComponent);
    return segments.every(isSafeName) ? segments : undefined;
  } catch {
    return undefined;
  }
}

/** One name of a path that stays where it is. A browser takes `%2e%2e` for a step upwards, and `\` for `/`. */
function isSafeName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\u0000-\u001f\u007f]/.test(name);
}

/** Whether a path that the service has named stays in its repository. */
export function isInside(path: string): boolean {
  return path.split('/').every(isSafeName);
}

/** Name by name, so that no character of them means anything in an address. */
export function encodedPath(segments: readonly string[]): string {
  return segments.map(encodeURIComponent).join('/');
}
