// The side panel on pages of a code host, which a stub shows.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/hosts/paths.mjs';
import { violations } from './looks.mjs';
import { shaOf } from './stubs/github.mjs';
import { checked, equal, ok, timeless } from './support.mjs';

const [MAIN, HEAD, BASE] = ['main', 'head', 'base'].map(shaOf);
const FILE = 'acme/ivr/blob/main/flows/pay-by-card.yaml';
const PULL = 'acme/ivr/pull/12/files';
const TOKEN = 'github_pat_1234567890';

export const GITHUB = [
  { title: 'a file on GitHub has the findings that the command line has', run: fileAsTheCli },
  { title: 'a pull request says what is new, gone and unchanged', run: pullRequest },
  { title: 'a path of a pull request is walked, and leads to its line on GitHub', run: walking },
  { title: 'what is gone is shown in the state before', run: gone },
  { title: 'what was not analysed is always to be seen', run: leftOut },
  { title: 'axe finds nothing in the panel, whatever it shows, and the focus is kept', run: readAloud },
  { title: 'a page without flows takes the address of another one', run: pasted },
  { title: 'a tab whose address the browser does not tell takes an address, too', run: unseen },
  { title: 'a change without a flow says so', run: withoutFlow },
  { title: 'a permission that is refused reads nothing, and can be given later', run: refused },
  { title: 'a tab that is closed while it is read leaves the last result', run: closed },
  { title: 'a tab that shows another page while it is read leaves it, too', run: navigated },
  { title: 'a token that was revoked is said, and the last result stays', run: revoked },
  { title: 'a token from the options page reads a private repository, and is not shown again', run: tokenFromOptions },
  { title: 'what was found is saved as the SARIF that the command line writes in the repository', run: savedReport },
  { title: 'the full page takes over what was fetched', run: handedOver },
  { title: 'a limit of requests says when it ends', run: limited },
  { title: 'a private repository asks for a token', run: hidden },
  { title: 'a machine without a network keeps what it has', run: offline },
  { title: 'an answer that never comes can be stopped', run: stuck },
];

/** The files of an example, as they would lie in a repository. */
function example(name) {
  const folder = join(ROOT, 'examples', name);
  return Object.fromEntries(
    readdirSync(folder).map((file) => [`flows/${file}`, readFileSync(join(folder, file), 'utf8')]),
  );
}

/** Puts a repository into the stub, with a pull request that takes a repair back and repairs something else. */
function repository({ github: { world } }, more = {}) {
  for (const key of Object.keys(world)) delete world[key];
  const [broken, fixed] = [example('payment-line'), example('payment-line-corrected')];
  const before = { ...broken, 'flows/agent-queue.yaml': fixed['flows/agent-queue.yaml'] };
  const after = { ...broken, 'flows/pay-by-card.yaml': withoutSpeech(broken['flows/pay-by-card.yaml']) };
  const files = ['agent-queue', 'pay-by-card'].map((name) => ({ filename: `flows/${name}.yaml`, status: 'modified' }));
  Object.assign(world, {
    branches: { main: MAIN },
    states: { [MAIN]: broken, [BASE]: before, [HEAD]: after },
    pulls: { 12: { base: MAIN, head: HEAD, mergeBase: BASE, files } },
    ...more,
  });
  return world;
}

/** What the flow says aloud is no card number any more. */
function withoutSpeech(text) {
  return text.replace(/ToAudioTTS\([^)]*Task\.cardNumber[^)]*\)/, 'ToAudioTTS("your card")');
}

/** The panel beside a page of the stub; the tab is in front. */
async function beside(test, path, more) {
  const world = repository(test.stubs, more);
  const tab = await test.open(`${test.stubs.github.hosts.web}/${path}`);
  const panel = await test.panel();
  return { world, tab, panel };
}

/** The panel with what was found on a page. */
async function analysed(test, path, more) {
  const parts = await beside(test, path, more);
  await parts.panel.click('.kp-card button', 'Analyse');
  await parts.panel.find('.kp-about');
  return parts;
}

async function again(panel) {
  await panel.click('.kp-head button', 'More');
  await panel.click('.kd-item', 'Analyse again');
}

const messagesIn = (panel) =>
  panel.evaluate(() =>
    [...document.querySelectorAll('.kp-list .kt-row .kt-main')].map((one) => one.textContent).sort(),
  );

/** 'New 3'. */
const headings = (panel) =>
  panel.evaluate(() => [...document.querySelectorAll('.kp-group > summary .kt-strong')].map((one) => one.textContent));

async function fileAsTheCli(test) {
  const known = test.errors.length;
  const { panel } = await analysed(test, FILE);
  const expected = JSON.parse(checked(test, join(ROOT, 'examples/payment-line'))).findings.map(
    ({ message }) => message,
  );
  equal(await messagesIn(panel), expected.sort(), 'the findings');
  equal(test.errors.slice(known), [], 'errors in pages');
}

async function pullRequest(test) {
  const { panel } = await analysed(test, PULL);
  const shown = await headings(panel);
  for (const [at, name] of ['New', 'Gone', 'Unchanged'].entries()) {
    ok(new RegExp(`^${name} [1-9]`).test(shown[at]), `${name} has findings: ${shown}`);
  }
  const numbers = shown.map((text) => Number(/\d+/.exec(text)));
  ok(
    (await panel.text('.kp-about p')).startsWith(`${numbers[0]} new, ${numbers[1]} gone, ${numbers[2]} unchanged.`),
    'it is said in a sentence',
  );
}

async function walking(test) {
  const { panel } = await analysed(test, PULL);
  await panel.click('.kp-new .kt-row', 'Note');
  await panel.find('.kt-sheet', 'Step 1 of');
  await panel.click('.kt-sheet button', 'Next');
  await panel.find('.kt-sheet', 'Step 2 of');
  const href = await panel.evaluate(() => document.querySelector('.kp-page').href);
  ok(
    /\/acme\/ivr\/blob\/[0-9a-f]{40}\/flows\/pay-by-card\.yaml#L\d+$/.test(href),
    `it is the address of a line: ${href}`,
  );
}

async function gone(test) {
  const { panel } = await analysed(test, PULL);
  await panel.click('.kp-gone .kt-row');
  await panel.find('.kp-strip', 'This is the state before the change.');
  await panel.find('.kt-sheet', 'Step 1 of');
  ok(
    (await panel.evaluate(() => document.querySelector('.kp-page').href)).includes(BASE),
    'the page is that of the state before',
  );
  await panel.click('.kp-strip button', 'Show the state after');
  await panel.wait('the state after is shown', () => !document.querySelector('.kp-strip'));
}

async function leftOut(test) {
  const states = {
    [MAIN]: { ...example('payment-line'), 'flows/big.yaml': 'version https://git-lfs.github.com/spec/v1\n' },
  };
  const { panel } = await analysed(test, FILE, { states });
  await panel.click('.kp-left summary', 'Not analysed: 1');
  await panel.find('.kp-left li', 'Kept with Git LFS');
}

async function readAloud(test) {
  const { world, panel } = await beside(test, PULL);
  const look = async (what) => equal(await violations(panel), [], what);
  await panel.find('.kp-card button', 'Analyse');
  await look('an offer');
  await panel.click('.kp-card button', 'Analyse');
  await panel.find('.kp-about');
  await panel.find('[role="status"]', 'new,');
  await look('the findings');
  await panel.click('.kp-new .kt-row', 'Note');
  await panel.find('.kt-sheet', 'Step 1 of');
  await look('a path');
  // A click that a script makes moves no focus.
  await panel.evaluate(() => document.querySelector('.kt-sheet .kt-two button').focus());
  await panel.click('.kt-sheet button', 'Why a leak?');
  await panel.find('dialog', 'Instead');
  await look('an explanation');
  await panel.click('dialog button', 'Close');
  await panel.wait('the focus is back', () => document.activeElement?.textContent === 'Why a leak?');
  world.fault = 'limit';
  await again(panel);
  await panel.find('.kp-card', 'Too many requests');
  await look('a problem beside a result');
}

async function pasted(test) {
  const { panel } = await beside(test, 'acme/ivr/issues');
  await panel.find('.kp-card', 'No flow recognised on this page');
  await panel.evaluate(fill, '.kp-address input', `${test.stubs.github.hosts.web}/${PULL}`);
  await panel.click('.kp-address button', 'Show');
  await panel.find('.kp-card', 'Pull request 12 of acme/ivr');
}

async function unseen(test) {
  repository(test.stubs);
  const { port } = new URL(test.stubs.github.hosts.web);
  // The same machine by a name that was not permitted.
  await test.open(`http://localhost:${port}/${PULL}`);
  const panel = await test.panel();
  await panel.find('.kp-card', 'The address of this tab is not visible');
  await panel.find('.kp-card button', 'Follow my tabs on GitHub');
  await panel.evaluate(fill, '.kp-address input', 'https://example.org/acme/ivr/pull/12');
  await panel.click('.kp-address button', 'Show');
  await panel.find('.kp-wrong', 'This is no address of a page with flows.');
}

async function withoutFlow(test) {
  const files = [{ filename: 'package.json', status: 'modified' }];
  const states = { [BASE]: { 'package.json': '{}' }, [HEAD]: { 'package.json': '{ }' } };
  const pulls = { 12: { base: MAIN, head: HEAD, mergeBase: BASE, files } };
  const { panel } = await beside(test, PULL, { states, pulls });
  await panel.click('.kp-card button', 'Analyse');
  await panel.find('.kp-card', 'No flow in it');
}

/** Runs in the page: keys do not reach every panel, so the field is told as by a key. */
function fill(css, text) {
  const field = document.querySelector(css);
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

async function refused(test) {
  const { panel } = await beside(test, FILE);
  const before = test.stubs.github.asked.length;
  // Nobody can press the browser's own button in a test; its answer is all that we see of it.
  await panel.evaluate(() => {
    const { permissions } = globalThis.browser ?? globalThis.chrome;
    const { request } = permissions;
    permissions.request = async () => {
      permissions.request = request;
      return false;
    };
  });
  await panel.click('.kp-card button', 'Analyse');
  await panel.find('.kp-card', 'Not allowed to read');
  equal(test.stubs.github.asked.length, before, 'requests');
  await panel.click('.kp-card button', 'Ask again');
  await panel.find('.kp-about');
}

async function closed(test) {
  const { world, tab, panel } = await analysed(test, FILE);
  world.fault = 'slow';
  await again(panel);
  await panel.find('.kp-card', 'Asking');
  await tab.close();
  await panel.find('.kp-card', 'Stopped: the page has gone');
  await panel.find('.kp-then', 'As of');
  await panel.find('.kp-about', 'pay-by-card.yaml in acme/ivr');
}

async function navigated(test) {
  const { world, tab, panel } = await analysed(test, FILE);
  world.faultOn = /\/api\//;
  world.fault = 'slow';
  await again(panel);
  await panel.find('.kp-card', 'Asking');
  await tab.goto(`${test.stubs.github.hosts.web}/${PULL}`);
  await panel.find('.kp-card', 'Pull request 12 of acme/ivr');
  await panel.find('.kp-then', 'The tab shows something else now.');
}

async function revoked(test) {
  const { world, panel } = await beside(test, FILE, { token: TOKEN });
  await panel.evaluate(
    (token) => (globalThis.browser ?? globalThis.chrome).storage.session.set({ 'github.token': token }),
    TOKEN,
  );
  try {
    await panel.click('.kp-card button', 'Analyse');
    await panel.find('.kp-about');
    world.fault = 'unauthorized';
    await again(panel);
    await panel.find('.kp-card', 'Sign-in needed');
    await panel.find('.kp-card', 'GitHub does not accept the token');
    await panel.find('.kp-then', 'it could not be read anew');
    ok(!(await panel.text('body')).includes(TOKEN), 'the token is nowhere to be read');
  } finally {
    await panel.evaluate(() => (globalThis.browser ?? globalThis.chrome).storage.session.remove('github.token'));
  }
}

async function tokenFromOptions(test) {
  repository(test.stubs, { token: TOKEN });
  const options = await test.open('options.html');
  await options.find('input[type="password"]');
  await options.evaluate(fill, 'input[type="password"]', TOKEN);
  await options.click('button', 'Keep for this session');
  await options.find('[role="status"]', 'The token is kept');
  equal(await options.evaluate(() => document.querySelector('input[type="password"]').value), '', 'the field');
  try {
    const { panel } = await analysed(test, FILE, { token: TOKEN });
    await panel.find('.kp-about', 'findings');
  } finally {
    await options.click('button', 'Forget the token');
    await options.find('[role="status"]', 'The token is forgotten');
  }
}

async function savedReport(test) {
  const { panel } = await analysed(test, FILE);
  await panel.click('.kp-head button', 'More');
  await panel.click('.kd-item', 'Save SARIF');
  const saved = String(await test.downloaded('keytrace.sarif'));
  const folder = mkdtempSync(join(tmpdir(), 'keytrace-repository-'));
  try {
    cpSync(join(ROOT, 'examples/payment-line'), join(folder, 'flows'), { recursive: true });
    equal(timeless(saved), timeless(checked(test, folder, 'sarif')), 'the report');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function handedOver(test) {
  const { panel } = await analysed(test, FILE);
  await panel.click('.kp-head button', 'More');
  await panel.click('.kd-item', 'Open in the full page');
  await panel.wait('the full page has taken it', async () => {
    const { tabs } = globalThis.browser ?? globalThis.chrome;
    const full = (await tabs.query({})).find(({ url = '' }) => url.includes('/designer.html'));
    // What was handed over is named in the address until it has been taken.
    return full !== undefined && !full.url.includes('#');
  });
  await panel.evaluate(async () => {
    const { tabs } = globalThis.browser ?? globalThis.chrome;
    const full = (await tabs.query({})).filter(({ url = '' }) => url.includes('/designer.html'));
    await tabs.remove(full.map(({ id }) => id));
  });
}

async function limited(test) {
  const { panel } = await beside(test, FILE, { fault: 'limit' });
  await panel.click('.kp-card button', 'Analyse');
  await panel.find('.kp-card', 'Too many requests');
  await panel.find('.kp-card', 'Try again at');
}

async function hidden(test) {
  const { panel } = await beside(test, FILE, { token: TOKEN });
  await panel.click('.kp-card button', 'Analyse');
  await panel.find('.kp-card', 'the repository is private: then add a token in the options');
  await panel.find('.kp-card button', 'Open the options');
}

async function offline(test) {
  const { world, panel } = await analysed(test, FILE);
  world.fault = 'gone';
  await again(panel);
  await panel.find('.kp-card', 'No connection');
  await panel.find('.kp-then', 'As of');
  world.fault = undefined;
  await panel.click('.kp-card button', 'Try again');
  await panel.wait(
    'the result is of now',
    () => !document.querySelector('.kp-then') && !document.querySelector('.kp-card'),
  );
}

async function stuck(test) {
  const { panel } = await beside(test, FILE, { fault: 'slow' });
  await panel.click('.kp-card button', 'Analyse');
  await panel.click('.kp-card button', 'Stop');
  await panel.find('.kp-card', 'Stopped');
  await panel.find('.kp-card button', 'Try again');
}
