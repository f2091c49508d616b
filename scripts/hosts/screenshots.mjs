// VS Code as people see it: the extension is installed, a browser clicks and types, and every scene leaves a picture.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { launchChromium } from './chromium.mjs';
import { startCodeServer } from './code-server.mjs';
import { SCREENSHOTS } from './paths.mjs';
import { sleep, within } from './processes.mjs';

/** Milliseconds until a thing has to be in sight. */
const PATIENCE = 60_000;

const TREE_ROW = '.pane-body .monaco-list-row';

/** Milliseconds until what moves or fades in has come to rest. */
const REST = 500;

const ATTEMPTS = 4;

/** One row per picture. A scene fails when what it shows does not come, or is gone when the picture is taken. */
const SCENES = [
  {
    picture: 'findings',
    title: 'findings are underlined, and the list of problems names them',
    async act(page) {
      await runCommand(page, 'Problems: Focus on Problems View');
      await goTo(page, 'pay-by-card.yaml', '68:1');
    },
    shows: ['.squiggly-error', '.squiggly-warning', '.markers-panel :text("passed to a plain data action")'],
  },
  {
    picture: 'hover',
    isFleeting: true,
    title: 'the pointer on a leak says what leaks and where from',
    async act(page) {
      await goTo(page, 'pay-by-card.yaml', '60:1');
      await inSight(page, '.squiggly-warning');
      await pointAt(page, 'ToAudioTTS(', 'cardNumber');
    },
    shows: ['.monaco-hover :text("is spoken by")', '.monaco-hover :text("Carries a card number")'],
  },
  {
    picture: 'fixes',
    title: 'the light bulb offers the last four digits',
    async act(page) {
      await goTo(page, 'pay-by-card.yaml', '60:66');
      await runCommand(page, 'Quick Fix...');
    },
    shows: ['.action-widget :text("Show only the last four digits")'],
  },
  {
    picture: 'keys',
    title: 'secure variables and what reads them have the key',
    async act(page) {
      await runCommand(page, 'View: Hide Panel');
      await goTo(page, 'sealed.yaml', '42:1');
    },
    shows: ['.view-lines :text("🔑")'],
  },
  {
    picture: 'dark',
    title: 'the keys are there in a dark theme too',
    act: (page) => runCommand(page, 'Preferences: Toggle between Light/Dark Themes'),
    shows: ['.monaco-workbench.vs-dark .view-lines :text("🔑")'],
  },
  {
    picture: 'tree',
    title: 'the tree shows where secure data enters and where it goes',
    async act(page) {
      await runCommand(page, 'Keytrace: Check Workspace');
      const source = page.locator(`${TREE_ROW}`, { hasText: 'Card number collected here' }).first();
      await source.click({ timeout: PATIENCE });
      await page.keyboard.press('ArrowRight');
    },
    shows: [`${TREE_ROW} :text("Card number collected here")`, `${TREE_ROW} :text("Spoken here")`],
  },
  {
    picture: 'graph',
    title: 'the graph opens beside the text and marks the action in which the caret stands',
    async act(page) {
      await runCommand(page, 'View: Close Primary Side Bar').catch(() => {});
      await goTo(page, 'pay-by-card.yaml', '60:66');
      await inSight(page, '.squiggly-warning');
      await runCommand(page, 'Keytrace: Open Flow Graph');
      await inGraph(page, '.kt-node').first().waitFor({ timeout: PATIENCE });
    },
    shows: ['.tab:has-text("Flow Graph")'],
    showsInGraph: ['.kt-node.is-cursor'],
  },
  {
    picture: 'graph-path',
    title: 'the light bulb lights the path on the graph, and its steps are marked in the text',
    async act(page) {
      await goTo(page, 'pay-by-card.yaml', '60:66');
      await runCommand(page, 'Quick Fix...');
      const row = page.locator('.action-widget .monaco-list-row', { hasText: 'Show the path in the graph' }).first();
      await row.waitFor({ timeout: PATIENCE });
      // The pointer's own tooltip may lie over the row.
      await row.click({ force: true });
    },
    shows: ['.view-line:has-text("collectInput")'],
    showsInGraph: ['.kt-node.is-sink', '.kt-steps [aria-current="step"]'],
  },
  {
    picture: 'graph-walk',
    title: 'a click on the graph shows the text, and typing changes the graph',
    async act(page) {
      await inGraph(page, '.kt-node').filter({ hasText: 'Repeat the card' }).first().click({ timeout: PATIENCE });
      await page.keyboard.press('e');
      await inSight(page, '.monaco-editor.focused');
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('# typed');
    },
    shows: ['.monaco-editor.focused .view-line:has-text("# typed")'],
    showsInGraph: ['.kt-node'],
  },
  {
    picture: 'graph-fix',
    title: 'a fix of the graph changes the text',
    async act(page) {
      await inGraph(page, 'button')
        .filter({ hasText: 'Show only the last four digits' })
        .first()
        .click({ timeout: PATIENCE });
    },
    shows: ['.view-line:has-text("Right(")'],
    showsInGraph: ['.kt-node'],
  },
  {
    picture: 'graph-restored',
    title: 'the graph is back after the window was loaded again',
    async act(page) {
      await runCommand(page, 'File: Revert File');
      await page.reload({ timeout: PATIENCE });
    },
    shows: ['.tab:has-text("Flow Graph")'],
    showsInGraph: ['.kt-node'],
  },
  {
    picture: 'export',
    title: 'an export is shown decoded, with its findings',
    async act(page) {
      await openFile(page, 'pay-by-card.i3SecureFlow');
      await inSight(page, '.view-lines :text("initialSequence")');
      await runCommand(page, 'Go to Next Problem (Error, Warning, Info)');
    },
    shows: ['.squiggly-error', '.marker-widget :text("is secure, and Update Data")'],
  },
];

/** Plays every scene, then asks whether anything has left this machine. */
export async function takeScreenshots({ extension, workspace, results, limit }) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const server = await startCodeServer({ workspace, installed: extension });
  const { page, close } = await launchChromium({ viewport: { width: 1400, height: 900 } });
  const foreign = new Set();
  page.on('request', (request) => addForeign(foreign, request.url()));
  try {
    await page.goto(`${server.url}?${new URLSearchParams({ folder: resolve(workspace) })}`, { timeout: PATIENCE });
    await inSight(page, '.explorer-folders-view .monaco-list-row');
    const end = Date.now() + limit;
    for (const scene of SCENES) results.add(await play(scene, page, end - Date.now()));
    results.add({
      title: 'no other machine is asked for anything',
      ...(foreign.size === 0 ? { state: 'passed' } : { state: 'failed', error: [...foreign].join(', ') }),
    });
  } finally {
    await within(20_000, close());
    await server.stop();
  }
}

async function play(scene, page, limit) {
  const start = performance.now();
  const played = perform(scene, page).then(
    () => ({ state: 'passed' }),
    (error) => ({ state: 'failed', error: stripVTControlCharacters(error.message) }),
  );
  const outcome = (await within(Math.max(limit, 1000), played)) ?? { state: 'failed', error: 'It takes too long.' };
  const seconds = (performance.now() - start) / 1000;
  await page.screenshot({ path: join(SCREENSHOTS, `${scene.picture}.png`) });
  await page.keyboard.press('Escape');
  return { title: scene.title, seconds, ...outcome };
}

/** What is fleeting goes again when the text below it is drawn anew, and is asked for once more. */
async function perform({ act, shows, showsInGraph = [], isFleeting }, page) {
  for (let attempt = 1; ; attempt++) {
    await act(page);
    for (const selector of shows) await inSight(page, selector);
    for (const selector of showsInGraph) await inGraph(page, selector).first().waitFor({ timeout: PATIENCE });
    await sleep(REST);
    const gone = await firstGone(page, shows);
    if (gone === undefined) return;
    if (!isFleeting || attempt === ATTEMPTS) throw new Error(`${gone} has gone again`);
    await page.mouse.move(0, 0);
  }
}

async function firstGone(page, selectors) {
  for (const selector of selectors) if (!(await page.locator(selector).first().isVisible())) return selector;
  return undefined;
}

/** Webviews are frames in frames. */
function inGraph(page, selector) {
  return page.frameLocator('iframe.webview').frameLocator('iframe#active-frame').locator(selector);
}

async function inSight(page, selector) {
  await page.locator(selector).first().waitFor({ state: 'visible', timeout: PATIENCE });
}

/** The quick input takes a file, with a colon a place, and after `>` a command. */
async function choose(page, key, text, row) {
  await page.keyboard.press(key);
  const input = page.locator('.quick-input-widget input[type="text"]');
  await input.waitFor({ state: 'visible', timeout: PATIENCE });
  await input.fill(text);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first().click({ timeout: PATIENCE });
}

function runCommand(page, title) {
  return choose(page, 'F1', `>${title}`, title);
}

async function openFile(page, name) {
  await choose(page, 'Control+P', name, name);
  await inSight(page, `.tab.active[data-resource-name="${name}"], .tab.active :text("${name}")`);
}

async function goTo(page, name, place) {
  await choose(page, 'Control+P', `${name}:${place}`, name);
  await inSight(page, `.tab.active[data-resource-name="${name}"]`);
}

/** Moves the mouse to a word of a line. However the line is cut into coloured pieces, the browser knows where it is. */
async function pointAt(page, mark, word) {
  const line = page.locator('.view-line', { hasText: mark }).first();
  await line.waitFor({ state: 'visible', timeout: PATIENCE });
  const { x, y } = await line.evaluate((element, text) => {
    let offset = element.textContent.indexOf(text) + 1;
    const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode() && offset > nodes.currentNode.length) offset -= nodes.currentNode.length;
    const range = document.createRange();
    range.setStart(nodes.currentNode, offset - 1);
    range.setEnd(nodes.currentNode, offset);
    const { left, top, width, height } = range.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }, word);
  await page.mouse.move(x, y, { steps: 5 });
}

/** Loopback stays here, and VS Code's service worker answers for its content network. */
function addForeign(foreign, url) {
  const { protocol, hostname } = new URL(url);
  if (!protocol.startsWith('http') || hostname === '127.0.0.1' || hostname.endsWith('.vscode-cdn.net')) return;
  foreign.add(hostname);
}
