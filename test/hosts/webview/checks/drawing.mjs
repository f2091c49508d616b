import assert from 'node:assert/strict';
import { lightPath, rest } from '../../../../scripts/hosts/webview.mjs';
import { filesIn, viewOf } from '../../../../scripts/hosts/webview-views.mjs';

const FLOWS = 'examples/payment-line';

/** Every action of a flow with what it should look like. */
function actionsOf(flow) {
  const found = [];
  const add = (body) => {
    for (const action of body) {
      found.push(action);
      for (const output of action.outputs) add(output.body);
    }
  };
  for (const { body } of flow.containers) add(body);
  return found;
}

export const checks = [
  {
    title: 'what is drawn is what the view says: ids, titles, summaries, keys, badges',
    async run(open) {
      const view = await viewOf(filesIn(FLOWS));
      const flow = view.flows.find(({ name }) => name === 'Pay By Card');
      const page = await open({ view });
      await page.getByRole('button', { name: '3 flows' }).click();
      await page.locator(`[data-item="${flow.id}"]`).click();
      await page.keyboard.press('Enter');
      await rest(page);
      const drawn = await page.evaluate(() =>
        [...document.querySelectorAll('.kt-node[data-item]')].map((node) => ({
          id: node.dataset.item,
          title: node.querySelector('.kt-tt').textContent,
          summary: node.querySelector('.kt-su').textContent,
          key: node.querySelector('.kt-key') !== null,
          badge: node.querySelector('.kt-badge') !== null,
        })),
      );
      const wanted = actionsOf(flow).map(({ id, title, summary, key, findings }) => {
        return { id, title, summary, key: key !== undefined, badge: findings.length > 0 };
      });
      assert.deepEqual(sorted(drawn), sorted(wanted));
      assert.deepEqual(page.errors, []);
    },
  },
  {
    title: 'a lit path has its numbers on the graph and in the list, and everything else is dimmed',
    async run(open) {
      const view = await viewOf(filesIn(FLOWS));
      const page = await open({ view });
      const { steps } = await lightPath(page, view, 'Charge');
      const numbers = await page.evaluate(() =>
        [...document.querySelectorAll('.kt-node.is-step')].map((node) => [
          node.dataset.item,
          node.querySelector('.kt-num').textContent,
        ]),
      );
      const wanted = steps.map(({ node }, at) => [node, String(at + 1)]);
      assert.deepEqual(new Map(numbers), new Map(wanted));
      assert.deepEqual(
        await page.locator('.kt-step-title > bdi').allTextContents(),
        steps.map(({ title }) => title),
      );
      const rest = await page.locator('.kt-node:not(.is-step):not(.is-carrier)').count();
      assert.equal(await page.locator('.kt-node.is-dim').count(), rest);
      assert.ok((await page.locator('.kt-edges-lit path.kt-e-lit').count()) >= steps.length - 1);
    },
  },
  {
    title: 'a view without flows says so, and so does one whose files cannot be read',
    async run(open) {
      const page = await open({ view: await viewOf([]) });
      assert.match(await page.locator('.kt-root').innerText(), /No flow here yet/);
      await page.getByRole('button', { name: 'Open the example flows' }).click();
      assert.deepEqual(await page.evaluate(() => window.heard.at(-1).type), 'openExamples');
    },
  },
];

const sorted = (rows) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
