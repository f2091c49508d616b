// Flows of Genesys Cloud: signing in, reading a flow with its data actions, and everything that can be in the way.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { CLIENT_ID, editorAddress } from './stubs/genesys.mjs';
import { chooseFrom, equal } from './support.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const FINDING = 'calls a data action that is not secure';
/** Of a panel that has something to say. */
const TITLE = '.kp-card h2';

export const GENESYS = [
  {
    title: 'somebody signs in to Genesys Cloud, and the token is in the memory of the session only',
    async run(test) {
      const options = await signedIn(test);
      const [token] = test.stubs.genesys.tokens;
      const found = await options.evaluate(whereIs, token);
      equal(found, ['session storage: genesys.session'], 'where the token is');
      const exchange = test.stubs.genesys.requests.filter(({ path }) => path.includes('/oauth/'));
      equal(
        exchange.map(({ method, path }) => `${method} ${path.split('?')[0]}`),
        ['GET /oauth/authorize', 'POST /oauth/token'],
        'what was asked',
      );
    },
  },
  {
    title: 'who declines on the page to sign in on is told so, and nothing is kept',
    async run(test) {
      const options = await signedOut(test);
      test.stubs.genesys.decline = true;
      await fillIn(options);
      await options.find('[role=alert]', 'The sign-in was declined.');
      await options.find('[role=status]', 'Not signed in.');
    },
  },
  {
    title: 'a flow in Architect is analysed with the secure flags of its data actions',
    async run(test) {
      const panel = await analysed(test);
      await panel.find('.kp-problems', FINDING);
      await panel.find('.kp-about', 'Card payment (stub.example, latest version)');
      const left = await notAnalysed(panel);
      holds(left, 'Version 5.0 was read. Version 4.0 is published; it was not analysed.');
      holds(left, 'Main menu A flow that this one calls.');
      equal(
        [...new Set(test.stubs.genesys.requests.map(({ method, path }) => `${method} ${path.split('/', 4).join('/')}`))]
          .filter((request) => request.includes('/api/'))
          .sort(),
        ['GET /api/v2/flows', 'GET /api/v2/integrations'],
        'what was asked of the platform',
      );
      await test.picture(panel, 'architect');
    },
  },
  {
    title: 'data actions that may not be seen are named as not analysed, and the flow is analysed',
    async run(test) {
      const panel = await analysed(test, () => test.stubs.genesys.fault('/integrations/', 'forbidden'));
      const left = await notAnalysed(panel);
      for (const name of ['Charge card', 'Score card', 'Look up customer']) holds(left, `Data action ${name}`);
      holds(left, 'the role needs integrations:action:view');
      holds(left, 'Whether it is secure is not known.');
      const text = await panel.text('.kp-problems');
      if (text.includes(FINDING)) throw new Error('it claims to know what it was not shown');
    },
  },
  {
    title: 'a token that is revoked in the middle leads to the sign-in, and what was found stays',
    async run(test) {
      const panel = await analysed(test);
      await panel.find('.kp-problems', FINDING);
      test.stubs.genesys.fault('/integrations/', 'unauthorized');
      await chooseFrom(panel, 'More', 'Analyse again');
      await panel.find(TITLE, 'Sign-in needed');
      await panel.find('.kp-problems', FINDING);
      const options = await test.open('options.html');
      await options.find('[role=status]', 'Not signed in.');
    },
  },
  ...[
    ['busy', 'Too many requests', 'Try again at'],
    ['forbidden', 'Access denied', 'the role needs architect:flow:view'],
    ['missing', 'Not found', 'Genesys Cloud has no such flow.'],
    ['failing', 'No usable answer', 'has a failure of its own (500)'],
    ['nonsense', 'No usable answer', 'something that is no JSON'],
    ['cut', 'No usable answer', 'broke off'],
    ['unreachable', 'No connection', 'cannot be reached. Nothing is lost'],
    ['redirect', 'No usable answer', 'to another address, which is not followed'],
  ].map(([fault, title, text]) => ({
    title: `an answer that is “${fault}” ends in a state of its own: ${title}`,
    async run(test) {
      const panel = await opened(test);
      test.stubs.genesys.fault('latestconfiguration', fault);
      await panel.click('.kp-card button', 'Analyse');
      await panel.find(TITLE, title);
      await panel.find('.kp-card', text);
      test.stubs.genesys.reset();
      await panel.click('.kp-card button', 'Try again');
      await panel.find('.kp-problems', FINDING);
    },
  })),
  {
    title: 'a slow answer can be stopped, and is given up when its tab shows something else',
    async run(test) {
      const panel = await opened(test);
      test.stubs.genesys.fault('latestconfiguration', 'slow');
      await panel.click('.kp-card button', 'Analyse');
      await panel.click('.kp-card button', 'Stop');
      await panel.find(TITLE, 'Stopped');
      await panel.click('.kp-card button', 'Try again');
      await panel.find('.kp-card button', 'Stop');
      await test.architect.goto(`${test.stubs.genesys.origin}/directory/`);
      await panel.find(TITLE, 'Stopped: the page has gone');
    },
  },
  {
    title: 'who signs out is signed out everywhere',
    async run(test) {
      const options = await signedIn(test);
      await options.click('button', 'Sign out');
      await options.find('[role=status]', 'Not signed in.');
      const [token] = [...test.stubs.genesys.tokens].slice(-1);
      equal(await options.evaluate(whereIs, token), [], 'where the token is');
      const panel = await openedAt(test);
      await panel.click('.kp-card button', 'Analyse');
      await panel.find(TITLE, 'Sign-in needed');
    },
  },
  {
    title: 'who signs in where the panel leads to finds it going on by itself',
    async run(test) {
      await (await signedOut(test)).close();
      const panel = await openedAt(test);
      await panel.click('.kp-card button', 'Analyse');
      await panel.find(TITLE, 'Sign-in needed');
      const options = await test.open('options.html#genesys');
      await fillIn(options);
      await options.find('[role=status]', 'Signed in to stub.example');
      await panel.find('.kp-problems', FINDING);
    },
  },
  {
    title: 'everything that is stored can be forgotten, and is gone everywhere',
    async run(test) {
      const options = await signedIn(test);
      await options.find('li', 'Token of the sign-in to Genesys Cloud');
      await options.find('li', 'Region and client id for Genesys Cloud');
      await options.click('button', 'Forget everything');
      await options.click('button', 'Forget it all');
      await options.find('[role=status]', 'Everything was forgotten.');
      await options.find('[role=status]', 'Not signed in.');
      const [token] = test.stubs.genesys.tokens;
      equal(await options.evaluate(whereIs, token), [], 'where the token is');
      await options.wait('the field is empty', () => document.querySelector('form:has(select) input').value === '');
      equal(await options.evaluate(whereIs, CLIENT_ID), [], 'where the client id is');
    },
  },
  {
    title: 'axe finds nothing on the options page, whether somebody is signed in or not',
    async run(test) {
      const options = await signedIn(test);
      await options.evaluate(`() => { ${AXE}; return true; }`);
      equal(await options.evaluate(violations), [], 'signed in');
      await options.click('button', 'Sign out');
      await options.find('[role=status]', 'Not signed in.');
      await options.click('summary');
      test.stubs.genesys.decline = true;
      await fillIn(options);
      await options.find('[role=alert]', 'The sign-in was declined.');
      equal(await options.evaluate(violations), [], 'with a problem');
    },
  },
];

/** Runs in the page. */
async function violations() {
  const { violations: found } = await globalThis.axe.run(document);
  return found.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
}

/** The options, with nobody signed in. */
async function signedOut(test) {
  test.stubs.genesys.reset();
  const options = await test.open('options.html');
  const isIn = await options.wait(
    'it says who is signed in',
    () => /Not signed in|Signed in/.exec(document.body.textContent)?.[0],
  );
  if (isIn === 'Signed in') await options.click('button', 'Sign out');
  await options.find('[role=status]', 'Not signed in.');
  return options;
}

async function signedIn(test) {
  test.stubs.genesys.tokens.clear();
  const options = await signedOut(test);
  await fillIn(options);
  await options.find('[role=status]', 'Signed in to stub.example');
  return options;
}

/** The client id is kept from one case to the next. */
async function fillIn(options) {
  await options.find('[role=status]', 'Not signed in.');
  const isFilled = await options.evaluate(() => document.querySelector('form:has(select) input').value !== '');
  if (!isFilled) {
    await options.click('form:has(select) input');
    await options.type(CLIENT_ID);
  }
  await options.click('form:has(select) button', 'Sign in');
}

/** The panel beside a flow in Architect, with somebody signed in. */
async function opened(test) {
  await (await signedIn(test)).close();
  return openedAt(test);
}

async function openedAt(test) {
  test.architect = await test.open(editorAddress(test.stubs.genesys));
  const panel = await test.panel();
  await test.architect.front();
  await panel.find(TITLE, 'Architect flow in stub.example');
  return panel;
}

async function analysed(test, prepare = () => {}) {
  const panel = await opened(test);
  prepare();
  await panel.click('.kp-card button', 'Analyse');
  await panel.find('.kp-foot', 'Not analysed');
  return panel;
}

async function notAnalysed(panel) {
  return (await panel.text('.kp-left')).replace(/\s+/g, ' ');
}

/** Runs in a page of the extension: every store in which the text is. */
async function whereIs(text) {
  const api = globalThis.browser ?? chrome;
  const found = [];
  const note = (place, value) => JSON.stringify(value)?.includes(text) && found.push(place);
  for (const area of ['local', 'session']) {
    for (const [key, value] of Object.entries(await api.storage[area].get(null)))
      note(`${area} storage: ${key}`, value);
  }
  note('local storage of pages', { ...localStorage });
  note('session storage of pages', { ...sessionStorage });
  note('cookie', document.cookie);
  note('page', document.documentElement.outerHTML);
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll();
      await new Promise((resolve) => {
        all.onsuccess = resolve;
      });
      note(`database ${name}`, all.result);
    }
    database.close();
  }
  return found;
}

function holds(text, part) {
  if (!text.includes(part)) throw new Error(`“${part}” is not in “${text}”`);
}
