import assert from 'node:assert/strict';
import { heard, lightPath, post, rest } from '../../../../scripts/hosts/webview.mjs';
import { filesIn, viewOf } from '../../../../scripts/hosts/webview-views.mjs';

const FLOWS = 'examples/payment-line';

export const checks = [
  {
    title: 'the caret of the editor marks its node, and a click on a node reveals its text',
    async run(open) {
      const view = await viewOf(filesIn(FLOWS));
      const page = await open({ view });
      const pay = view.flows.find(({ name }) => name === 'Pay By Card');
      const action = pay.containers[0].body[1];
      await post(page, { type: 'cursor', uri: action.place.uri, offset: action.place.start + 1 });
      assert.equal(await page.locator('.is-cursor').getAttribute('data-item'), action.id);
      const other = pay.containers[0].body[2];
      await page.locator(`[data-item="${other.id}"]`).click();
      assert.deepEqual((await heard(page, 'reveal')).at(-1), { type: 'reveal', place: other.place, keepsFocus: true });
    },
  },
  {
    title: 'fix, acceptance and explanation are asked of the host, with the fingerprint of the finding',
    async run(open) {
      const view = await viewOf(filesIn(FLOWS));
      const page = await open({ view });
      const { index } = await lightPath(page, view, 'Charge');
      const finding = view.findings[view.paths[index].finding];
      await page.getByRole('button', { name: finding.fixes[0].title }).click();
      await page.getByRole('button', { name: 'Why a leak?' }).click();
      await page.getByRole('button', { name: 'Accept with reason…' }).click();
      const { fingerprint, rule } = finding;
      assert.deepEqual(await heard(page, 'applyFix'), [{ type: 'applyFix', fingerprint, fix: 0 }]);
      assert.deepEqual(await heard(page, 'explainRule'), [{ type: 'explainRule', rule }]);
      assert.deepEqual(await heard(page, 'suppress'), [{ type: 'suppress', fingerprint }]);
    },
  },
  {
    title: 'an edit elsewhere keeps the path lit; one that takes the leak away says that the path has changed',
    async run(open) {
      const files = filesIn(FLOWS);
      const view = await viewOf(files);
      const page = await open({ view });
      await lightPath(page, view, 'Charge');
      const moved = await viewOf(files.map((file) => ({ ...file, text: `# a comment\n${file.text}` })));
      await post(page, { type: 'view', version: 2, view: moved });
      assert.ok((await page.locator('.is-step').count()) > 1);
      await post(page, { type: 'view', version: 3, view: await viewOf(filesIn('examples/payment-line-corrected')) });
      assert.match(await page.locator('.kt-notices').innerText(), /This path has changed/);
      assert.equal(await page.locator('.is-step').count(), 0);
    },
  },
  {
    title: 'what is open, switched on and looked at is given to the host and comes back',
    async run(open) {
      const view = await viewOf(filesIn(FLOWS));
      const page = await open({ view });
      await page.locator('.kt-graph').focus();
      await page.keyboard.press('0');
      await page.keyboard.press('l');
      await page.waitForFunction(() => window.heard.some(({ type }) => type === 'stateChanged'));
      await page.waitForTimeout(600);
      const { state } = (await heard(page, 'stateChanged')).at(-1);
      const again = await open({});
      await post(again, { type: 'restore', state: JSON.parse(JSON.stringify(state)) });
      await post(again, { type: 'view', version: 1, view });
      assert.equal(await again.locator('.kt-frame').count(), 3);
      assert.equal(await again.locator('.kt-legend').count(), 1);
      await post(again, { type: 'restore', state: { version: 99 } });
    },
  },
  {
    title: 'a text that holds no flow any more leaves the last graph, and says why',
    async run(open) {
      const files = filesIn(FLOWS);
      const view = await viewOf(files);
      const page = await open({ view });
      const uri = await page.evaluate(() => window.heard.length && undefined);
      assert.equal(uri, undefined);
      const before = await page.locator('.kt-node').count();
      const drawn = view.flows[0].place.uri;
      const broken = files.map((file) => (file.uri === drawn ? { ...file, text: 'nothing: here\n' } : file));
      await post(page, { type: 'view', version: 2, view: await viewOf(broken) });
      assert.equal(await page.locator('.kt-node').count(), before);
      assert.match(await page.locator('.kt-notices').innerText(), /last text that could be read/);
      await rest(page);
    },
  },
];
