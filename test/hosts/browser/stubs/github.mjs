// The code host on loopback: pages, API and raw contents below one port, with the shapes of the REST API documentation.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

/** A name of 40 digits for anything. */
export function shaOf(text) {
  return createHash('sha1').update(text).digest('hex');
}

/**
 * Starts the service. `world` is plain data and may be changed while it runs:
 *   token    what it wants to be shown; undefined: everything is public
 *   states   {sha: {path: text | Uint8Array}}
 *   branches, tags  {name: sha}
 *   pulls    {number: {base, head, mergeBase, files}}; a file is {filename, status, previous_filename}
 *   compared {'a...b': {mergeBase, commits, files}}, commits {sha: {parents, files}}
 *   fault    'unauthorized' | 'forbidden' | 'limit' | 'later' | 'broken' | 'slow' | 'no-json' | 'cut' | 'gone' | 'redirect'
 *   faultOn  a regular expression: only addresses that fit have the fault, all but the pages unless told
 */
export async function startGithub(world) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url, authorization: request.headers.authorization, cookie: request.headers.cookie });
    const fault = (world.faultOn ?? /^\/(?:api|raw)\//).test(request.url) ? world.fault : undefined;
    if (fault) FAULTS[fault](response, world);
    else answer(world, request, response);
  });
  await new Promise((resolve) => server.listen(world.port ?? 0, '127.0.0.1', resolve));
  const web = `http://127.0.0.1:${server.address().port}`;
  return {
    hosts: { web, api: `${web}/api`, raw: `${web}/raw` },
    world,
    /** Every request so far. */
    asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** "Rate limits for the REST API": when it is used up, what is left is 0 and the reset is in seconds since 1970. */
const FAULTS = {
  unauthorized: (response) => send(response, 401, { message: 'Bad credentials' }),
  forbidden: (response) => send(response, 403, { message: 'Resource not accessible by personal access token' }),
  limit: (response, { resets = 1_200 }) =>
    send(
      response,
      403,
      { message: 'API rate limit exceeded' },
      {
        'x-ratelimit-limit': '60',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Math.floor(Date.now() / 1_000) + resets),
      },
    ),
  later: (response) =>
    send(response, 429, { message: 'You have exceeded a secondary rate limit' }, { 'retry-after': '90' }),
  broken: (response) => send(response, 502, { message: 'Server Error' }),
  slow: () => {},
  'no-json': (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"sha": '),
  cut(response) {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
    response.write('{"sha": "');
    setTimeout(() => response.destroy(), 20);
  },
  gone: (response) => response.destroy(),
  redirect: (response) => response.writeHead(302, { location: 'https://example.invalid/' }).end(),
};

function send(response, status, body, headers = {}) {
  const isText = typeof body === 'string' || body instanceof Uint8Array;
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, 'access-control-allow-origin': '*', ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

function answer(world, request, response) {
  const url = new URL(request.url, 'http://127.0.0.1');
  const [, door, ...rest] = url.pathname.split('/').map(decodeURIComponent);
  if (door !== 'api' && door !== 'raw') return send(response, 200, `The page ${url.pathname}.`);
  const isKnown = world.token === undefined || request.headers.authorization === `Bearer ${world.token}`;
  // What is private is not there for others.
  const found = isKnown ? (door === 'raw' ? rawOf(world, rest) : apiOf(world, rest, url, request)) : undefined;
  if (found === undefined) send(response, 404, { message: 'Not Found' });
  else send(response, 200, found);
}

function rawOf({ states }, [, , sha, ...path]) {
  return states[sha]?.[path.join('/')];
}

function apiOf(world, [repos, , , area, ...rest], { searchParams }, request) {
  if (repos !== 'repos') return undefined;
  const page = Number(searchParams.get('page') ?? 1);
  const size = Number(searchParams.get('per_page') ?? 30);
  const paged = (rows) => rows.slice((page - 1) * size, page * size);
  switch (area) {
    case undefined:
      return { default_branch: world.defaultBranch ?? 'main' };
    case 'git':
      return rest[0] === 'trees' ? treeOf(world, rest[1]) : refsOf(world, rest.slice(1));
    case 'commits':
      return commitOf(world, rest.join('/'), paged);
    case 'contents':
      return contentsOf(world, rest.join('/'), searchParams.get('ref'), request);
    case 'pulls':
      return pullOf(world, rest, paged);
    case 'compare':
      return comparedOf(world, rest.join('/'), page, paged);
    default:
      return undefined;
  }
}

function treeOf({ states, isCut = false }, sha) {
  const files = states[sha];
  if (!files) return undefined;
  const tree = Object.entries(files).map(([path, text]) => ({
    path,
    mode: text === null ? '120000' : '100644',
    type: 'blob',
    size: text?.length ?? 10,
  }));
  return { sha, tree, truncated: isCut };
}

function refsOf({ branches = {}, tags = {} }, [space, ...name]) {
  const from = space === 'heads' ? branches : tags;
  return Object.entries(from)
    .filter(([known]) => known.startsWith(name.join('/')))
    .map(([known, sha]) => ({ ref: `refs/${space}/${known}`, object: { type: 'commit', sha } }));
}

function commitOf({ commits = {}, branches = {}, tags = {}, states }, name, paged) {
  const short = Object.keys(states).find((sha) => name.length >= 7 && sha.startsWith(name));
  const sha = branches[name] ?? tags[name] ?? short;
  if (sha === undefined) return undefined;
  const { parents = [], files = [] } = commits[sha] ?? {};
  return { sha, parents: parents.map((parent) => ({ sha: parent })), files: paged(files) };
}

/** A file with the raw media type, a folder as a list. */
function contentsOf({ states }, path, sha, request) {
  const files = states[sha];
  if (!files) return undefined;
  if (Object.hasOwn(files, path) && files[path] !== null) {
    const isRaw = request.headers.accept === 'application/vnd.github.raw+json';
    return isRaw ? files[path] : { type: 'file', path };
  }
  const start = path === '' ? '' : `${path}/`;
  const below = Object.entries(files).filter(([file]) => file.startsWith(start));
  if (below.length === 0) return undefined;
  const direct = below.filter(([file]) => !file.slice(start.length).includes('/'));
  const folders = new Set(below.flatMap(([file]) => /^([^/]+)\//.exec(file.slice(start.length))?.[1] ?? []));
  return [
    ...[...folders].map((name) => ({ type: 'dir', path: `${start}${name}`, size: 0 })),
    ...direct.map(([file, text]) => ({
      type: text === null ? 'symlink' : 'file',
      path: file,
      size: text?.length ?? 10,
    })),
  ];
}

function pullOf({ pulls = {} }, [number, part], paged) {
  const pull = pulls[number];
  if (!pull) return undefined;
  if (part === 'files') return paged(pull.files);
  const { base, head, files } = pull;
  return { number: Number(number), base: { sha: base }, head: { sha: head }, changed_files: files.length };
}

/** "Compare two commits": 300 files at most, and only with the first page. */
function comparedOf({ compared = {}, pulls = {} }, range, page, paged) {
  const pull = Object.values(pulls).find(({ base, head }) => `${base}...${head}` === range);
  const found = compared[range] ?? (pull && { mergeBase: pull.mergeBase, commits: [pull.head], files: pull.files });
  if (!found) return undefined;
  return {
    merge_base_commit: { sha: found.mergeBase },
    total_commits: found.commits.length,
    commits: paged(found.commits.map((sha) => ({ sha }))),
    ...(page === 1 ? { files: found.files.slice(0, 300) } : {}),
  };
}
