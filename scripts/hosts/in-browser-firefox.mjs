// The extension in the system's Firefox ESR, with the real sidebar.
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { megabytesOf } from './browser/memory.mjs';
import { callOf, foundIn, pageOf } from './browser/page.mjs';
import { runInBrowser } from './browser/run.mjs';
import { launchFirefox } from './marionette.mjs';
import { sleep } from './processes.mjs';

const PATIENCE = 20_000;
const SIZE = { width: 1440, height: 900 };

/** How the protocol writes keys that are no letters. */
const KEYS = {
  Control: '\ue009',
  Shift: '\ue008',
  Alt: '\ue00a',
  Enter: '\ue007',
  Tab: '\ue004',
  Escape: '\ue00c',
  ArrowDown: '\ue015',
  ArrowUp: '\ue013',
  ArrowLeft: '\ue012',
  ArrowRight: '\ue014',
  End: '\ue010',
  Home: '\ue011',
};

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export function runInFirefox({ results, cases }) {
  return runInBrowser({ browser: 'firefox', launch, results, cases });
}

/** Loads the extension that lies in a folder; what is downloaded goes into another. */
export async function launch(extension, downloads) {
  const { browser_specific_settings: own } = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
  const { id } = own.gecko;
  const host = randomUUID();
  const preferences = {
    // The name of the extension's pages is made up anew otherwise.
    'extensions.webextensions.uuids': JSON.stringify({ [id]: host }),
    'extensions.originControls.grantByDefault': true,
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    'browser.download.always_ask_before_handling_new_types': false,
  };
  const { send, close, profile } = await launchFirefox({ preferences, ...SIZE });
  await send('Addon:Install', { path: extension, temporary: true });
  await send('WebDriver:SetTimeouts', { script: PATIENCE, pageLoad: 60_000 });
  const root = `moz-extension://${host}/`;
  return {
    name: 'firefox',
    root,
    errors: [],
    open: async (address) => tabPage(send, root, address),
    panel: () => openSidebar(send, id),
    memory: () => megabytesOf(profile),
    offline: (isOffline) => inChrome(send, callOf(setOffline, [isOffline])),
    close,
  };
}

/** Runs in the browser itself. */
function setOffline(isOffline) {
  Services.io.offline = isOffline;
}

/** Commands go to the window that was switched to last, so every page switches to its own first. */
async function tabPage(send, root, address) {
  // The window of the last command may have been closed.
  const [first] = await send('WebDriver:GetWindowHandles');
  await send('WebDriver:SwitchToWindow', { handle: first, focus: true });
  const { handle } = await send('WebDriver:NewWindow', { type: 'tab', focus: true });
  const inTab = async (command, parameters) => {
    await send('WebDriver:SwitchToWindow', { handle, focus: true });
    return send(command, parameters);
  };
  const goto = (to) => inTab('WebDriver:Navigate', { url: new URL(to, root).href });
  const evaluate = async (work, ...words) =>
    settled((await inTab('WebDriver:ExecuteAsyncScript', script(work, words))).value);
  await goto(address);
  return pageOf({
    evaluate,
    goto,
    async click(css, text) {
      const call = `return ${callOf(foundIn, [css, text])}`;
      // What is drawn anew between the two commands is looked for again.
      for (let tries = 5; ; tries--) {
        const { value } = await inTab('WebDriver:ExecuteScript', { script: call, args: [] });
        const clicked = inTab('WebDriver:ElementClick', { id: value?.[ELEMENT] ?? '' });
        if (
          await clicked.then(
            () => true,
            (error) => tries === 0 && Promise.reject(error),
          )
        )
          return;
        await sleep(200);
      }
    },
    press: (key) => inTab('WebDriver:PerformActions', { actions: [keyActions(key.split('+'))] }),
    type: (text) =>
      inTab('WebDriver:PerformActions', { actions: [{ ...keyboard, actions: [...text].flatMap(stroke) }] }),
    reload: () => inTab('WebDriver:Refresh'),
    front: () => inTab('WebDriver:GetTitle'),
    async picture(path) {
      const { value } = await inTab('WebDriver:TakeScreenshot', { full: false, hash: false });
      writeFileSync(path, Buffer.from(value, 'base64'));
    },
    close: () => inTab('WebDriver:CloseWindow'),
  });
}

const keyboard = { type: 'key', id: 'keyboard' };

function stroke(value) {
  return [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ];
}

function keyActions(names) {
  const values = names.map((name) => KEYS[name] ?? name);
  const down = values.map((value) => ({ type: 'keyDown', value }));
  const up = values.toReversed().map((value) => ({ type: 'keyUp', value }));
  return { ...keyboard, actions: [...down, ...up] };
}

/** The sandbox without a name is the one that shares the page's own objects. */
function script(work, words) {
  const call = `const done = arguments[arguments.length - 1];
    Promise.resolve().then(() => ${callOf(work, words)}).then(
      (value) => done({ value: value === undefined ? null : JSON.stringify(value) }),
      (error) => done({ problem: String(error) + String(error.stack ?? '') }))`;
  return { script: call, args: [], sandbox: null };
}

function settled({ value, problem }) {
  if (problem !== undefined) throw new Error(problem);
  return value === null ? undefined : JSON.parse(value);
}

async function inChrome(send, code) {
  await send('Marionette:SetContext', { value: 'chrome' });
  try {
    const call = `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => ${code}).then((value) => done({ value: value ?? null }), (error) => done({ problem: String(error) }))`;
    const { value } = await send('WebDriver:ExecuteAsyncScript', { script: call, args: [] });
    if (value.problem !== undefined) throw new Error(value.problem);
    return value.value;
  } finally {
    await send('Marionette:SetContext', { value: 'content' });
  }
}

/** The sidebar is no tab: it is a browser inside of the browser's own window, and scripts are sent into it. */
async function openSidebar(send, id) {
  const name = `${id.replace(/[^a-z0-9_-]/gi, '_')}-sidebar-action`;
  await inChrome(
    send,
    callOf((sidebar) => SidebarController.show(sidebar), [name]),
  );
  const evaluate = async (work, ...words) => {
    const code = script(work, words).script.replace('arguments[arguments.length - 1]', 'finish');
    return settled(JSON.parse(await inChrome(send, callOf(askSidebar, [code]))));
  };
  await sleep(200);
  return pageOf({
    evaluate,
    click: (css, text) => evaluate(`(css, text) => (${foundIn})(css, text).click()`, css, text),
    press: () => Promise.reject(new Error('Keys do not reach the sidebar.')),
    type: () => Promise.reject(new Error('Keys do not reach the sidebar.')),
    reload: () => evaluate(() => location.reload()),
    goto: () => Promise.reject(new Error('The sidebar shows one page only.')),
    front: async () => {},
    picture: async () => {},
    close: () =>
      inChrome(
        send,
        callOf(() => SidebarController.hide(), []),
      ),
  });
}

/** Runs in the browser itself: has a text run in the sidebar's page, and resolves to its answer as JSON. */
function askSidebar(code) {
  const inner = SidebarController.browser.contentDocument.getElementById('webext-panels-browser');
  const name = `keytrace:${Math.random()}`;
  const frame = `(() => {
    const finish = (answer) => sendAsyncMessage(${JSON.stringify(name)}, JSON.stringify(answer));
    const sandbox = Components.utils.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
    sandbox.finish = Components.utils.cloneInto(finish, sandbox, { cloneFunctions: true });
    Components.utils.evalInSandbox(${JSON.stringify(code)}, sandbox);
  })()`;
  return new Promise((resolve, reject) => {
    const take = ({ data }) => {
      inner.messageManager.removeMessageListener(name, take);
      resolve(data);
    };
    inner.messageManager.addMessageListener(name, take);
    inner.messageManager.loadFrameScript(`data:,${encodeURIComponent(frame)}`, false);
    setTimeout(() => reject(new Error('the sidebar does not answer')), 15_000);
  });
}
