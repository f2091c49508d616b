// Themes, small windows, the keyboard, and what a screen reader gets.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { equal, ok, openAnew, row, until } from './support.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

const THEMES = [
  ['Light', 'kt-light', 'designer-light-theme'],
  ['Dark', 'kt-dark', 'designer-dark'],
  ['High contrast, dark', 'kt-hc', 'designer-hc'],
  ['High contrast, light', 'kt-hc-light', 'designer-hc-light'],
];

async function chooseTheme({ page }, name) {
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name, exact: true }).click();
}

/** The page may not load scripts from anywhere, and this one comes through the browser's own door. */
async function violations(page) {
  await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    // The text is drawn by the editor, which has a page of its own about how it is read aloud.
    const context = { exclude: [['.monaco-editor']] };
    const { violations: found } = await globalThis.axe.run(context, { runOnly: { type: 'tag', values: tags } });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }, TAGS);
}

export const LOOKS = [
  {
    title: 'every theme can be chosen, and axe finds nothing in any',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      await row(test, 'is spoken by "Repeat the card"').click();
      await page.locator('.kt-steps').waitFor();
      for (const [name, kind, picture] of THEMES) {
        await chooseTheme(test, name);
        await page.locator(`html.${kind}`).waitFor();
        await page.locator(`.kt-root.${kind}`).waitFor();
        await test.picture(picture);
        equal(await violations(page), [], `violations in ${name}`);
      }
    },
  },
  {
    title: 'without a choice the page looks as the computer does',
    async run(test) {
      await test.page.emulateMedia({ colorScheme: 'dark' });
      await openAnew(test);
      await test.page.locator('html.kt-dark').waitFor();
      await test.page.emulateMedia({ colorScheme: 'light' });
      await test.page.locator('html.kt-light').waitFor();
    },
  },
  {
    title: 'a small window shows text or graph, as is wished',
    async run(test) {
      await test.page.setViewportSize({ width: 900, height: 800 });
      try {
        await openAnew(test, ['.kt-node']);
        const { page } = test;
        const text = page.locator('#kd-editor');
        await page.getByRole('button', { name: 'Text', exact: true }).click();
        await text.waitFor();
        ok(!(await page.locator('[data-kd-graph]').isVisible()), 'the graph makes room');
        await page.getByRole('button', { name: 'Graph', exact: true }).click();
        await page.locator('[data-kd-graph]').waitFor();
        ok(!(await text.isVisible()), 'the text makes room');
        await test.picture('designer-narrow');
        equal(await violations(page), [], 'violations');
      } finally {
        await test.page.setViewportSize({ width: 1440, height: 900 });
      }
    },
  },
  {
    title: 'panes are sized by the keyboard, and closed and opened again',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      const height = page.getByRole('separator', { name: 'Height of the findings' });
      const before = Number(await height.getAttribute('aria-valuenow'));
      await height.focus();
      await page.keyboard.press('ArrowUp');
      await until('the list is higher', async () => Number(await height.getAttribute('aria-valuenow')) === before + 16);
      await page.getByRole('button', { name: 'Panes' }).click();
      await page.getByRole('menuitemradio', { name: 'Text' }).click();
      await page.locator('#kd-editor').waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Panes' }).click();
      await page.getByRole('menuitemradio', { name: 'Text' }).click();
      await page.locator('#kd-editor').waitFor();
    },
  },
  {
    title: 'menus are used by the keyboard, and give the focus back',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      const button = page.getByRole('button', { name: /^Files/ });
      await button.focus();
      await page.keyboard.press('ArrowDown');
      await page.getByRole('menu').waitFor();
      await page.keyboard.press('End');
      const last = await page.evaluate(() => document.activeElement?.textContent);
      ok(last?.includes('payment-line.yaml'), `the last file has the focus: ${last}`);
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'hidden' });
      ok(await button.evaluate((element) => element === document.activeElement), 'the button has the focus');
    },
  },
];
