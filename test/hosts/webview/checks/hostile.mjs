import assert from 'node:assert/strict';
import { post, rest } from '../../../../scripts/hosts/webview.mjs';
import { viewOf } from '../../../../scripts/hosts/webview-views.mjs';
import { cyclicCalls, manyActions, manyCases, named } from '../flows.mjs';

/** Nothing ran, nothing was refused because something tried, nothing broke. */
async function assertHarmless(page) {
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  assert.deepEqual(page.errors, []);
}

const NAMES = [
  '<script>window.ran = 1</script>',
  '<img src=x onerror="window.ran = 1">',
  '"><svg onload=window.ran=1>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: meant to look like one
  '${window.ran = 1}',
  '{{constructor.constructor("window.ran = 1")()}}',
  'javascript:window.ran=1',
  '__proto__',
  'Pay\u202Egnirts\u2066 bidi',
  'a\u0000b\u0007c\u200Bd',
  'n'.repeat(10_000),
];

export const checks = [
  {
    title: 'names that are scripts, marks of direction or ten thousand letters are shown and do nothing',
    async run(open) {
      const view = await viewOf([{ uri: 'file:///hostile.yaml', text: named(NAMES) }]);
      for (const size of [
        { width: 1400, height: 900 },
        { width: 320, height: 800 },
      ]) {
        const page = await open({ view, size });
        if (size.width > 480) {
          for (const key of ['ArrowDown', 'ArrowDown', 'i', 'o', '/', 'a']) {
            await page.locator('.kt-graph').focus();
            await page.keyboard.press(key);
          }
        } else await page.getByRole('tab', { name: 'Graph' }).click();
        await rest(page);
        await assertHarmless(page);
        const longest = await page.evaluate(() =>
          Math.max(...[...document.querySelectorAll('bdi')].map(({ textContent }) => textContent.length)),
        );
        assert.ok(longest <= 200, `${longest} characters of one text are in the page`);
        const text = await page.locator('.kt-root').innerText();
        assert.ok(text.includes('<script>'), 'the tag is shown as text');
        assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069\u0007]/);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), size.width);
      }
    },
  },
  {
    title: 'five thousand cases of a switch are one list to search in, not five thousand columns',
    async run(open) {
      const view = await viewOf([{ uri: 'file:///switch.yaml', text: manyCases(5_000) }]);
      const page = await open({ view });
      await assertHarmless(page);
      assert.ok((await page.evaluate(() => document.querySelectorAll('*').length)) < 3_000);
      await page.locator('.kt-cc').click();
      await rest(page);
      assert.ok((await page.evaluate(() => document.querySelectorAll('*').length)) < 3_000);
      await page.locator('.kt-stub').last().click();
      await page.getByLabel('Find a case').fill('Say 4320');
      assert.equal(await page.locator('.kt-cases .kt-row').count(), 1);
      await assertHarmless(page);
    },
  },
  {
    title: 'tasks that call each other in a circle are drawn',
    async run(open) {
      const view = await viewOf([{ uri: 'file:///circle.yaml', text: cyclicCalls(6) }]);
      const page = await open({ view });
      assert.equal(await page.locator('.kt-box').count(), 6);
      await assertHarmless(page);
    },
  },
  ...[1_000, 5_000].map((actions) => ({
    title: `${actions} actions are drawn: closed, all open, and far away`,
    async run(open) {
      const view = await viewOf([{ uri: 'file:///large.yaml', text: manyActions(actions) }]);
      const page = await open({ view });
      assert.ok((await page.locator('.kt-cc').count()) > 0);
      await page.getByRole('button', { name: 'Open all anyway' }).click();
      await rest(page);
      assert.ok((await page.locator('.kt-node').count()) > 0);
      assert.ok((await page.locator('.kt-node').count()) < 400, 'only what is seen is in the page');
      await page.getByRole('button', { name: 'Fit, f' }).click();
      await page.waitForSelector('.kt-overview');
      assert.equal(await page.locator('.kt-node').count(), 0);
      await rest(page);
      assert.ok(await page.evaluate(isPainted), 'the overview is not empty');
      await assertHarmless(page);
      await post(page, { type: 'theme', kind: 'dark' });
      await assertHarmless(page);
    },
  })),
];

function isPainted() {
  const canvas = document.querySelector('.kt-overview canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value) => value !== 0);
}
