// The full page, in the order in which somebody would try it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  checked,
  chooseFrom,
  contentOf,
  drop,
  equal,
  NODE,
  ok,
  openAnew,
  openExamples,
  ROW,
  report,
  timeless,
} from './support.mjs';

/** Folders below the examples that hold flows and nothing below them. */
function leavesOf(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const below = entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => leavesOf(join(folder, name)));
  return below.length > 0 ? below : [folder];
}

function filesIn(folder) {
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, text: contentOf(join(folder, name)) }));
}

export const FULL_PAGE = [
  {
    title: 'without a flow the page says so, and the keyboard opens the examples',
    async run(test) {
      const page = await openAnew(test);
      await test.picture(page, 'welcome');
      const isThere = () => document.activeElement?.textContent === 'Open the example flows';
      for (let key = 0; key < 20 && !(await page.evaluate(isThere)); key++) await page.press('Tab');
      ok(await page.evaluate(isThere), 'the keyboard comes to the button');
      await page.press('Enter');
      await page.find(NODE);
      await page.find(ROW);
      await test.picture(page, 'examples');
    },
  },
  {
    title: 'all examples together have the findings of the command line, byte for byte',
    async run(test) {
      const page = await openExamples(test);
      const folder = join(test.extension, 'examples');
      for (const [format, label, file] of [
        ['json', 'JSON', 'keytrace-report.json'],
        ['sarif', 'SARIF', 'keytrace-report.sarif'],
      ]) {
        const found = timeless(await report(test, page, label, file));
        ok(found === timeless(checked(test, folder, format)), `${format} is what the command line writes`);
      }
    },
  },
  {
    title: 'every example alone has the findings of the command line, byte for byte',
    async run(test) {
      const page = await openAnew(test);
      const folders = leavesOf(join(test.extension, 'examples'));
      ok(folders.length >= 14, `${folders.length} examples`);
      for (const folder of folders) {
        await drop(page, filesIn(folder));
        await page.find('.kd-files', `${filesIn(folder).length} file`);
        const found = timeless(await report(test, page, 'JSON', 'keytrace-report.json'));
        ok(found === timeless(checked(test, folder)), `${folder} has the findings of the command line`);
        await chooseFrom(page, 'Open', 'Close “files”');
        await page.find('.kd-welcome');
      }
    },
  },
  {
    title: 'the keyboard walks a path from its source to its sink',
    async run(test) {
      const page = await openExamples(test);
      const step = () => document.querySelector('.kt-steps [aria-current="step"]')?.textContent ?? '';
      const first = await page.wait('a step is current', step);
      const steps = await page.evaluate(() => document.querySelectorAll('.kt-steps .kt-n').length);
      await page.evaluate(() => document.querySelector('[data-kd-graph] [tabindex="0"]').focus());
      for (let at = 2; at <= steps; at++) {
        await page.press('n');
        await page.find('.kt-path', `step ${at} of ${steps}`);
      }
      ok((await page.evaluate(step)) !== first, 'another step is current');
      await page.wait('the text has the number of the sink', () => document.querySelector('.kd-current') !== null);
    },
  },
  {
    title: 'a fix changes the text, a reload forgets nothing of it, and saving gives the file',
    async run(test) {
      const page = await openExamples(test);
      const before = await page.evaluate(countOfProblems);
      const title = await page.text('.kt-path h2');
      await page.click('.kt-path button', 'safe');
      await page.click('.kd-tab-name', 'unsaved');
      await page.find('.kd-tab.kd-on', 'unsaved');
      await page.wait('there are fewer findings', `(most) => (${countOfProblems})() < most`, before);
      const shown = await page.evaluate(() => document.querySelector('.kd-tab.kd-on .kd-tab-name').title);
      // Drafts are written a moment after the change.
      await page.wait('the draft is kept', hasDraft);
      await page.reload();
      await page.find('.kd-tab.kd-on', 'unsaved');
      await page.find('.kd-notice', 'Unsaved changes');
      equal(
        await page.evaluate(() => document.querySelector('.kd-tab.kd-on .kd-tab-name').title),
        shown,
        'the file in front',
      );
      await page.press('Control+s');
      const name = shown.split('/').at(-1);
      const saved = (await test.downloaded(name)).toString('utf8');
      ok(saved !== contentOf(join(test.extension, shown)), `${title}: the file has changed`);
      await page.wait('nothing is unsaved', () => document.querySelector('.kd-tab.kd-on .kd-unsaved') === null);
      await page.reload();
      await page.find(ROW);
      equal(
        await page.evaluate(() => document.querySelectorAll('.kd-unsaved').length),
        0,
        'unsaved files after the reload',
      );
    },
  },
  {
    title: 'the graph is exported as a picture, and the findings as a page to read',
    async run(test) {
      const page = await openExamples(test);
      await page.evaluate(recordDownloads);
      for (const [label, start] of [
        ['SVG', '<svg'],
        ['PNG', '\u0089PNG'],
      ]) {
        await chooseFrom(page, 'Export', 'Graph');
        await page.click('[aria-label="Export"] button', label);
        const name = await page.wait('a file is given', () => window.given.pop());
        const file = (await test.downloaded(name)).toString('latin1');
        ok(file.includes(start) && file.length > 200, `${label}: ${file.slice(0, 60)}`);
      }
      const html = await report(test, page, 'HTML report', 'keytrace-report.html');
      ok(
        html.startsWith('<!doctype html>') && html.includes('Card number'),
        `the page begins with ${html.slice(0, 60)}`,
      );
    },
  },
  {
    title: 'without a network everything is there',
    async run(test) {
      const page = await openExamples(test);
      await test.offline(true);
      try {
        await page.reload();
        await page.find(ROW);
        await page.find('.monaco-editor .view-line');
        await page.find(NODE);
      } finally {
        await test.offline(false);
      }
    },
  },
];

/** Runs in the page. */
function countOfProblems() {
  const tab = [...document.querySelectorAll('.kt-lists button')].find((one) => one.textContent.startsWith('Problems'));
  return Number(/\d+/.exec(tab?.textContent)?.[0]);
}

/** Runs in the page. */
function hasDraft() {
  return new Promise((resolve) => {
    const asked = indexedDB.open('keytrace');
    asked.onsuccess = () => {
      const keys = asked.result.transaction('workspace').objectStore('workspace').getAllKeys();
      keys.onsuccess = () => {
        asked.result.close();
        resolve(keys.result.some((key) => String(key).startsWith('draft:')));
      };
    };
  });
}

/** Runs in the page: notes what is called how. */
function recordDownloads() {
  window.given = [];
  const { click } = HTMLAnchorElement.prototype;
  HTMLAnchorElement.prototype.click = function () {
    if (this.download !== '') window.given.push(this.download);
    click.call(this);
  };
}
