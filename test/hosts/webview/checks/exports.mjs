import assert from 'node:assert/strict';
import { lightPath, post } from '../../../../scripts/hosts/webview.mjs';
import { filesIn, viewOf } from '../../../../scripts/hosts/webview-views.mjs';

/** What the graph has given the host to save, bytes as their number and their beginning. Other messages may come behind it. */
async function exported(page, title) {
  const before = await page.evaluate(() => window.heard.length);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.locator('.kt-over .kt-row', { has: page.getByText(title, { exact: true }) }).click();
  const found = await page.waitForFunction((from) => {
    const saved = window.heard.slice(from).find(({ type }) => type === 'saveExport');
    if (!saved) return undefined;
    const { name, content } = saved;
    const text = typeof content === 'string' ? content : String.fromCharCode(...content.slice(1, 4));
    return { name, text, length: content.length };
  }, before);
  return found.jsonValue();
}

export const checks = [
  {
    title: 'what is drawn is exported as SVG, PNG, Mermaid and data-flow diagram',
    async run(open) {
      const view = await viewOf(filesIn('test/webview/flows/card-line'));
      const page = await open({ view });
      await post(page, { type: 'settings', settings: { content: 'ab12', madeWith: 'Keytrace 9' } });
      await lightPath(page, view, 'Charge');
      const svg = await exported(page, 'SVG');
      assert.equal(svg.name, 'card-payment.svg');
      assert.match(svg.text, /^(?:<\?xml[^>]*>\s*)?<svg/);
      assert.match(svg.text, /Ask for card number/);
      const png = await exported(page, 'PNG');
      assert.deepEqual([png.name, png.text], ['card-payment.png', 'PNG']);
      assert.ok(png.length > 10_000);
      assert.match((await exported(page, 'Mermaid')).text, /^flowchart TD/);
      const sheet = await exported(page, 'Data-flow diagram');
      assert.match(sheet.text, /ab12/);
      assert.match(sheet.text, /Keytrace 9/);
      assert.deepEqual(page.errors, []);
      assert.deepEqual(await page.evaluate(() => window.violations), []);
    },
  },
];
