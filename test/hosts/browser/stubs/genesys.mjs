// A stub of Genesys Cloud on loopback: signing in with PKCE, and the few answers that are read. It answers in the shapes
// that the vendor's SDK documents; nothing of it was compared with a real organisation.
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { ABOUT, CONFIGURATION, DATA_ACTIONS, FLOW } from './genesys-flow.mjs';

export const CLIENT_ID = '0123abcd-0000-4000-8000-00000000c1d0';

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** How an answer goes wrong, by name. */
const FAULTS = {
  unauthorized: (response) => send(response, 401, { code: 'bad.credentials' }),
  forbidden: (response) => send(response, 403, { code: 'missing.permissions' }),
  missing: (response) => send(response, 404, { code: 'not.found' }),
  busy: (response) => send(response, 429, { code: 'too.many.requests' }, { 'retry-after': '120' }),
  'busy for a moment': (response) => send(response, 429, {}, { 'retry-after': '0' }),
  failing: (response) => send(response, 500, { code: 'internal.server.error' }),
  slow: () => undefined,
  unreachable: (response) => response.destroy(),
  nonsense: (response) => response.writeHead(200, JSON_TYPE).end('<html>proxy</html>'),
  'other json': (response) => send(response, 200, ['not what was asked for']),
  cut: (response) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': '100000' });
    response.write('{"name":', () => response.destroy());
  },
  redirect: (response) => response.writeHead(302, { location: '/elsewhere' }).end(),
};

/**
 * Starts the service. `requests` is what was asked, in order; `fault(path, name, times)` lets answers to a path that
 * contains this go wrong; `decline` lets the person on the sign-in page say no.
 */
export async function startGenesys() {
  const service = {
    origin: '',
    requests: [],
    faults: [],
    codes: new Map(),
    tokens: new Set(),
    lasting: 3600,
    decline: false,
    fault: (path, name, times = Number.POSITIVE_INFINITY) => service.faults.push({ path, name, times }),
    reset: () => Object.assign(service, { requests: [], faults: [], decline: false, lasting: 3600 }),
    revoke: () => service.tokens.clear(),
    close: () => closed(server),
  };
  const server = createServer((request, response) => answer(service, request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  service.origin = `http://127.0.0.1:${server.address().port}`;
  return service;
}

/** The page of the editor that shows the flow. */
export function editorAddress({ origin }, flow = FLOW) {
  return `${origin}/architect/#/securecall/flows/${flow}/latest`;
}

function closed(server) {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}

async function answer(service, request, response) {
  const address = new URL(request.url, service.origin);
  const body = await textOf(request);
  const { method, headers } = request;
  service.requests.push({ method, path: `${address.pathname}${address.search}`, headers, body });
  const fault = service.faults.find(({ path, times }) => times > 0 && address.pathname.includes(path));
  if (fault) {
    fault.times -= 1;
    return FAULTS[fault.name](response);
  }
  const key = `${method} ${address.pathname}`;
  if (key === 'GET /oauth/authorize') return authorize(service, address.searchParams, response);
  if (key === 'POST /oauth/token') return exchange(service, new URLSearchParams(body), response);
  if (address.pathname.startsWith('/api/')) return api(service, request, key, response);
  return response.writeHead(200, HTML).end('<!doctype html><title>Architect</title><h1>Architect</h1>');
}

/** Whoever is here has signed in already: the page sends back at once. */
function authorize(service, query, response) {
  const back = new URL(query.get('redirect_uri'));
  const isAsked =
    query.get('response_type') === 'code' &&
    query.get('client_id') === CLIENT_ID &&
    query.get('code_challenge_method') === 'S256';
  if (!isAsked) return response.writeHead(400, HTML).end('<!doctype html><title>Not understood</title>');
  if (service.decline) back.searchParams.set('error', 'access_denied');
  else {
    const code = randomUUID();
    service.codes.set(code, { challenge: query.get('code_challenge'), redirect: query.get('redirect_uri') });
    back.searchParams.set('code', code);
  }
  back.searchParams.set('state', query.get('state'));
  response.writeHead(302, { location: back.href }).end();
}

/** A code is good once, for whoever knows what its challenge was made of. */
function exchange(service, form, response) {
  const kept = service.codes.get(form.get('code'));
  service.codes.delete(form.get('code'));
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  const isGood =
    form.get('grant_type') === 'authorization_code' &&
    form.get('client_id') === CLIENT_ID &&
    !form.has('client_secret') &&
    kept?.challenge === challenge &&
    kept.redirect === form.get('redirect_uri');
  if (!isGood) return send(response, 400, { error: 'invalid_grant' });
  const token = `stub-${randomUUID()}`;
  service.tokens.add(token);
  return send(response, 200, { access_token: token, token_type: 'bearer', expires_in: service.lasting });
}

function api(service, { headers }, key, response) {
  if (!service.tokens.has(headers.authorization?.replace('Bearer ', ''))) return FAULTS.unauthorized(response);
  const flow = `GET /api/v2/flows/${FLOW}`;
  if (key === flow) return send(response, 200, ABOUT);
  if (key === `${flow}/latestconfiguration`) return send(response, 200, CONFIGURATION);
  if (key === `${flow}/versions/4.0/configuration`) return send(response, 200, CONFIGURATION);
  const action = DATA_ACTIONS.get(key.replace('GET /api/v2/integrations/actions/', ''));
  return action ? send(response, 200, action) : FAULTS.missing(response);
}

function send(response, status, json, headers = {}) {
  response.writeHead(status, { ...JSON_TYPE, ...headers }).end(JSON.stringify(json));
}

async function textOf(request) {
  let text = '';
  for await (const part of request) text += part;
  return text;
}
