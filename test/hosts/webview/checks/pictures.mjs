import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SCREENSHOTS } from '../../../../scripts/hosts/paths.mjs';
import { lightPath, rest } from '../../../../scripts/hosts/webview.mjs';
import { filesIn, viewOf } from '../../../../scripts/hosts/webview-views.mjs';

const SIZES = [
  { width: 1400, height: 900 },
  { width: 800, height: 900 },
  { width: 320, height: 800 },
];

/** One picture per theme and size, of a lit path; for people to look at. */
export const checks = ['light', 'dark', 'hc'].map((theme) => ({
  title: `pictures in the theme ${theme}: nothing has to be scrolled sideways`,
  async run(open) {
    const view = await viewOf(filesIn('test/webview/flows/card-line'));
    mkdirSync(SCREENSHOTS, { recursive: true });
    for (const size of SIZES) {
      const page = await open({ view, theme, size });
      await lightPath(page, view, 'Charge');
      if (size.width < 480) await page.getByRole('tab', { name: 'Path' }).click();
      await rest(page);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), size.width);
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(SCREENSHOTS, `graph-${theme}-${size.width}.png`) });
      assert.deepEqual(page.errors, []);
    }
  },
}));
