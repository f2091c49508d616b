import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { lightPath, rest } from '../../../../scripts/hosts/webview.mjs';
import { filesIn, viewOf } from '../../../../scripts/hosts/webview-views.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] };

/** Asked on the page as it is; evaluated from outside, so that the policy of the page stays as strict as it is. */
async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate((rules) => window.axe.run(document, rules), RULES);
  const unreadable = await page.evaluate(contrastOfEverything);
  return [...found.violations, ...unreadable].map(({ id, nodes }) => {
    const shown = nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`);
    return `${id}: ${shown.slice(0, 3).join(' | ')}`;
  });
}

/** What is hidden from screen readers is still read by eyes, but axe would not ask for its contrast. */
async function contrastOfEverything() {
  const hidden = [...document.querySelectorAll('.kt-graph [aria-hidden]')];
  for (const element of hidden) element.removeAttribute('aria-hidden');
  const { violations } = await window.axe.run(document, { runOnly: { type: 'rule', values: ['color-contrast'] } });
  for (const element of hidden) element.setAttribute('aria-hidden', 'true');
  return violations;
}

/** What a person sees one after the other, each as a state of one page. */
const STATES = [
  ['at rest', async () => {}],
  ['a lit path', (page, view) => lightPath(page, view, 'Charge')],
  [
    'details',
    async (page) => {
      await page.locator('.kt-graph').focus();
      await page.keyboard.press('Escape');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('i');
    },
  ],
  ['the outline', (page) => page.getByRole('button', { name: 'Outline, o' }).click()],
  [
    'all flows with the legend',
    async (page) => {
      await page.locator('.kt-graph').focus();
      await page.keyboard.press('0');
      await page.keyboard.press('l');
    },
  ],
  [
    'search',
    async (page) => {
      await page.locator('.kt-graph').focus();
      await page.keyboard.press('/');
      await page.keyboard.type('card');
    },
  ],
];

const check = (theme) => ({
  title: `axe finds nothing in the theme ${theme}, in ${STATES.length} states and in the rail`,
  async run(open) {
    const view = await viewOf(filesIn('examples/payment-line'));
    const page = await open({ view, theme });
    for (const [name, act] of STATES) {
      await act(page, view);
      await rest(page);
      assert.deepEqual(await violations(page), [], name);
    }
    const narrow = await open({ view, theme, size: { width: 320, height: 800 } });
    assert.deepEqual(await violations(narrow), [], 'the problems of the rail');
    await narrow.locator('.kt-row').first().click();
    await rest(narrow);
    assert.deepEqual(await violations(narrow), [], 'the rail');
  },
});

export const checks = ['light', 'dark', 'hc', 'hc-light'].map(check);
