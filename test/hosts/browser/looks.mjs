// The themes of the full page, and what a screen reader gets of it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chooseFrom, equal, openAnew, openExamples } from './support.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const THEMES = [
  ['Light', 'kt-light'],
  ['Dark', 'kt-dark'],
  ['High contrast, dark', 'kt-hc'],
  ['High contrast, light', 'kt-hc-light'],
];

/** The page may not load scripts from anywhere, and this one comes through the browser's own door. */
export async function violations(page) {
  return page.evaluate(`async () => { ${AXE}; return (${look})(window.axe); }`);
}

async function look(axe) {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
  // The text is drawn by the editor, which has a page of its own about how it is read aloud.
  const { violations: found } = await axe.run(
    { exclude: [['.monaco-editor']] },
    { runOnly: { type: 'tag', values: tags } },
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

export const LOOKS = [
  {
    title: 'axe finds nothing while nothing is open, nor in the dialogs, nor on the options',
    async run(test) {
      const page = await openAnew(test);
      equal(await violations(page), [], 'the welcome');
      await page.click('.kd-welcome button', 'Paste a flow');
      await page.find('dialog textarea');
      equal(await violations(page), [], 'the dialog');
      await page.goto('options.html');
      await page.find('h1', 'Keytrace');
      equal(await violations(page), [], 'the options');
    },
  },
  {
    title: 'axe finds nothing in any theme',
    async run(test) {
      const page = await openExamples(test);
      for (const [name, kind] of THEMES) {
        await chooseFrom(page, 'Theme', name);
        await page.find(`html.${kind}`);
        equal(await violations(page), [], name);
      }
    },
  },
  {
    title: 'nothing was asked from elsewhere, and nothing failed in silence',
    async run(test) {
      const page = await openExamples(test);
      const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
      const own = await page.evaluate(() => location.origin);
      equal(
        asked.filter((name) => !name.startsWith(own)),
        [],
        'addresses',
      );
      equal(test.errors, [], 'errors');
    },
  },
];
