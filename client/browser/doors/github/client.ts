import { DoorProblem } from '../door.js';
import { fetchText, type HttpAnswer, problemOf } from '../http.js';
import { encodedPath, type GithubHosts, type Repository } from './target.js';

/** Asks the service; made for one load, with the token of that moment. */
export interface GithubClient {
  /** The answer of the API, not yet looked into. The path begins with '/'. */
  json(path: string): Promise<unknown>;
  /** The text of a file in a state of the repository. */
  text(repository: Repository, sha: string, path: string): Promise<string>;
}

/** One more than any flow needs; the reader says it more exactly. */
const LARGEST_FILE = 16_000_000;

const SIGN_IN = 'GitHub does not accept the token: it was revoked, or it has expired. Give another one in the options.';
const NOT_FOUND = 'Not found, or the repository is private: then add a token in the options.';
const NOT_FOUND_WITH_TOKEN = 'Not found, or the token may not read this repository.';
const FORBIDDEN = 'GitHub does not show this to the token. The organisation may have to approve it.';
const SPENT = 'GitHub answers 60 questions an hour without a token, and they are used up.';

export function githubClient(hosts: GithubHosts, token: string | undefined, signal: AbortSignal): GithubClient {
  const asked = async (url: string, headers: Readonly<Record<string, string>>, limit = LARGEST_FILE) => {
    const answer = await fetchText({ url, headers, limit }, signal);
    if (answer.status !== 200) throw refusal(answer, token !== undefined);
    return answer.text;
  };
  const viaApi = (path: string, accept: string) =>
    asked(`${hosts.api}${path}`, {
      Accept: accept,
      // "API Versions" in the REST API documentation.
      'X-GitHub-Api-Version': '2022-11-28',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    });
  return {
    json: async (path) => parsed(await viaApi(path, 'application/vnd.github+json')),
    text(repository, sha, path) {
      const file = encodedPath(path.split('/'));
      // "Get repository content": the raw media type. Without a token the other host answers, and nothing is counted.
      return token === undefined
        ? asked(`${hosts.raw}/${repository.owner}/${repository.name}/${sha}/${file}`, {})
        : viaApi(`${repositoryPath(repository)}/contents/${file}?ref=${sha}`, 'application/vnd.github.raw+json');
    },
  };
}

export function repositoryPath({ owner, name }: Repository): string {
  return `/repos/${owner}/${name}`;
}

function refusal(answer: HttpAnswer, hasToken: boolean): DoorProblem {
  const problem = problemOf(answer, {
    service: 'GitHub',
    what: 'this',
    signIn: SIGN_IN,
    ...(hasToken ? { forbidden: FORBIDDEN } : {}),
    notFound: hasToken ? NOT_FOUND_WITH_TOKEN : NOT_FOUND,
  });
  const isSpent = problem.kind === 'busy' && answer.headers.get('x-ratelimit-limit') === '60';
  return isSpent ? new DoorProblem('busy', SPENT, problem.retryAfter) : problem;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DoorProblem('broken', 'GitHub answers with something that is no JSON.');
  }
}
