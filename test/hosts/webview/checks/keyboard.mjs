import assert from 'node:assert/strict';
import { heard, lightPath, post, rest } from '../../../../scripts/hosts/webview.mjs';
import { filesIn, viewOf } from '../../../../scripts/hosts/webview-views.mjs';

const FLOWS = 'examples/payment-line';

const said = (page) => page.locator('[aria-live="polite"]').textContent();

export const checks = [
  {
    title: 'a path is walked by keys; editor, list, graph and live region say the same step',
    async run(open) {
      const view = await viewOf(filesIn(FLOWS));
      const page = await open({ view });
      const { index, steps } = await lightPath(page, view, 'Show the note');
      assert.ok((await said(page)).startsWith(view.paths[index].description));
      await page.locator('.kt-graph').focus();
      for (let at = 1; at < steps.length; at++) {
        await page.keyboard.press('n');
        await rest(page);
        const last = (await heard(page, 'reveal')).at(-1);
        assert.deepEqual(last.place, steps[at].place);
        assert.match(await said(page), new RegExp(`^Step ${at + 1} of ${steps.length}, `));
        assert.equal(await page.locator('li[aria-current="step"] .kt-n').textContent(), String(at + 1));
        assert.equal(await page.locator('.is-current').getAttribute('data-item'), steps[at].node);
      }
      await page.keyboard.press('p');
      assert.match(await said(page), new RegExp(`^Step ${steps.length - 1} of`));
      await page.keyboard.press(']');
      await rest(page);
      assert.match(
        await page.locator('.kt-path-of').innerText(),
        new RegExp(`Path ${((index + 1) % view.paths.length) + 1} of`),
      );
      await page.keyboard.press('Escape');
      assert.equal(await said(page), 'Path left.');
      assert.equal(await page.locator('.is-step').count(), 0);
    },
  },
  {
    title: 'arrows follow the flow, Enter lights, and the graph is one stop of the Tab key',
    async run(open) {
      const view = await viewOf(filesIn(FLOWS));
      const pay = view.flows.find(({ name }) => name === 'Pay By Card');
      const page = await open({ view });
      await post(page, { type: 'cursor', uri: pay.place.uri, offset: pay.containers[0].place.start });
      await page.locator('.kt-graph').focus();
      await page.keyboard.press('ArrowDown');
      const focused = () => page.evaluate(() => document.activeElement.closest('[data-item]')?.dataset.item);
      assert.equal(await focused(), pay.containers[0].id);
      for (const { id } of pay.containers[0].body.slice(0, 3)) {
        await page.keyboard.press('ArrowDown');
        await rest(page);
        assert.equal(await focused(), id);
      }
      await page.keyboard.press('ArrowUp');
      await rest(page);
      assert.equal(await focused(), pay.containers[0].body[1].id);
      await page.keyboard.press('End');
      await rest(page);
      assert.equal(await focused(), pay.containers[0].body.at(-1).id);
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await rest(page);
      assert.ok((await page.locator('.is-step').count()) > 0);
      assert.equal(await page.locator('.kt-graph [tabindex="0"]').count(), 1);
    },
  },
  {
    title: 'letters do nothing when they are switched off, and nothing in a field',
    async run(open) {
      const view = await viewOf(filesIn(FLOWS));
      const page = await open({ view, settings: { hasLetterKeys: false } });
      await page.locator('.kt-graph').focus();
      await page.keyboard.press('l');
      assert.equal(await page.locator('.kt-legend').count(), 0);
      await post(page, { type: 'settings', settings: { hasLetterKeys: true } });
      await page.keyboard.press('/');
      await page.keyboard.type('ld');
      assert.equal(await page.locator('.kt-legend').count(), 0);
      assert.equal(await page.locator('.kt-search input').inputValue(), 'ld');
      await page.keyboard.press('Escape');
      await page.locator('.kt-graph').focus();
      await page.keyboard.press('l');
      assert.equal(await page.locator('.kt-legend li').count(), 8);
    },
  },
  {
    title: 'search finds a variable and goes to the action that uses it',
    async run(open) {
      const view = await viewOf(filesIn(FLOWS));
      const page = await open({ view });
      await page.locator('.kt-graph').focus();
      await page.keyboard.press('/');
      await page.keyboard.type('Task.cvv');
      await page.keyboard.press('Enter');
      await rest(page);
      const id = await page.locator('.is-selected').first().getAttribute('data-item');
      assert.match(await page.locator(`[data-item="${id}"]`).innerText(), /Ask for the code/);
    },
  },
];
