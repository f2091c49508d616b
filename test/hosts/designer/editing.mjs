// Changing flows, and saving them.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { caretBehind, equal, LEAK, node, ok, onDisk, open, openAnew, openFile, row, until } from './support.mjs';

/** What the tab in front says of its file; '' when everything is saved. */
function markOf({ page }) {
  return page.evaluate(() => document.querySelector('.kd-tab.kd-on .kd-unsaved')?.textContent ?? '');
}

async function save(test) {
  await test.page.keyboard.press('Control+s');
  await until('the tab has no mark any more', async () => (await markOf(test)) === '');
}

export const EDITING = [
  {
    title: 'typing changes the graph and the findings at once, and nothing on disk',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      const before = onDisk(test, LEAK);
      await openFile(test, LEAK);
      await caretBehind(test, 'name: Ask for the card');
      await page.keyboard.type(' number');
      await node(test, 'Ask for the card number').first().waitFor();
      equal(await markOf(test), 'unsaved', 'the mark of the tab');
      await caretBehind(test, 'var: Task.cardNumber');
      for (let letter = 0; letter < 'cardNumber'.length; letter++) await page.keyboard.press('Backspace');
      await page.keyboard.press('Escape');
      await page.keyboard.type('other');
      await until(
        'the leaks of the card number are gone',
        async () => (await row(test, 'Card number from').count()) === 0,
      );
      equal(onDisk(test, LEAK), before, 'the file');
    },
  },
  {
    title: 'a text that is broken keeps the graph, says where, and recovers',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      await openFile(test, LEAK);
      await caretBehind(test, 'name: Ask for the card');
      await page.keyboard.press('Enter');
      await page.keyboard.type('"broken: [');
      await until(
        'the editor underlines it',
        async () => (await page.locator('.squiggly-error, .squiggly-warning').count()) > 0,
      );
      await node(test, 'Ask for the code').first().waitFor();
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+z');
      await until('the findings are back', async () => (await row(test, 'Card number from').count()) > 0);
    },
  },
  {
    title: 'completion offers what fits, and inserts it',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      await openFile(test, LEAK);
      await caretBehind(test, 'name: Ask for the card');
      await caretBehind(test, 'var: Task.cardNumber');
      for (let letter = 0; letter < 'Number'.length; letter++) await page.keyboard.press('Backspace');
      await page.keyboard.press('Control+Space');
      const item = page.locator('.suggest-widget .monaco-list-row', { hasText: 'Task.cardNumber' }).first();
      await item.waitFor();
      await test.picture('designer-completion');
      await item.click();
      await page.locator('.monaco-editor .view-line', { hasText: 'var: Task.cardNumber' }).first().waitFor();
    },
  },
  {
    title: 'renaming changes every place, and undoing takes it back',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      await openFile(test, LEAK);
      await caretBehind(test, 'var: Task.cvv');
      await page.keyboard.press('F2');
      const field = page.locator('.rename-box input');
      await field.waitFor();
      await field.fill('Task.code');
      await page.keyboard.press('Enter');
      await page.locator('.monaco-editor .view-line', { hasText: 'var: Task.code' }).first().waitFor();
      await page.keyboard.press('Control+z');
      await page.locator('.monaco-editor .view-line', { hasText: 'var: Task.cvv' }).first().waitFor();
    },
  },
  {
    title: 'a quick fix of the editor takes a leak away',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      await row(test, 'is spoken by "Repeat the card"').click();
      await page.getByRole('button', { name: /^Next n/ }).click();
      await page.locator('.monaco-editor .kd-step-2.kd-current').waitFor();
      await page
        .locator('.monaco-editor .view-line', { hasText: 'ToAudio' })
        .first()
        .click({ position: { x: 4, y: 4 } });
      await page.locator('.monaco-editor .kd-step-name').last().click();
      await page.keyboard.press('Control+.');
      const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'last four' }).first();
      await fix.waitFor();
      await test.picture('designer-fix');
      await fix.click();
      await until('the finding is gone', async () => (await row(test, 'is spoken by "Repeat the card"').count()) === 0);
    },
  },
  {
    title: 'a fix of the list changes the text, and saving writes the file',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      const before = onDisk(test, LEAK);
      await row(test, 'is spoken by "Repeat the card"').click();
      await page
        .locator('.kt-path')
        .getByRole('button', { name: /last four/ })
        .first()
        .click();
      await until('the finding is gone', async () => (await row(test, 'is spoken by "Repeat the card"').count()) === 0);
      equal(onDisk(test, LEAK), before, 'the file before it is saved');
      await openFile(test, LEAK);
      await save(test);
      const after = onDisk(test, LEAK);
      ok(after !== before && after.includes('Right('), 'the file has the fix');
      equal(after.split('\n').length, before.split('\n').length, 'the lines of the file');
    },
  },
  {
    title: 'a finding can be accepted with a reason, which stands in the file',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      await row(test, 'is stored as participant data').first().click();
      await page.getByRole('button', { name: /Accept with reason/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill('only a test card');
      await dialog.getByRole('button', { name: 'Accept' }).click();
      await until('the comment is in the text', async () => (await markOf(test)) === 'unsaved');
      await save(test);
      ok(onDisk(test, LEAK).includes('only a test card'), 'the reason is in the file');
    },
  },
  {
    title: 'a file that another program has changed is not overwritten',
    async run(test) {
      await openAnew(test);
      const { page, folder } = test;
      await openFile(test, LEAK);
      await caretBehind(test, 'name: Ask for the card');
      await page.keyboard.type(' mine');
      await until('the change is noticed', async () => (await markOf(test)) === 'unsaved');
      const theirs = `${onDisk(test, LEAK)}# theirs\n`;
      writeFileSync(join(folder, 'examples', LEAK), theirs);
      await until('the tab says so', async () => (await markOf(test)) === 'changed on disk');
      await page.keyboard.press('Control+s');
      await page.getByRole('dialog').waitFor();
      equal(onDisk(test, LEAK), theirs, 'the file');
      await page.getByRole('button', { name: 'Take the file from disk' }).click();
      await until('the text is theirs', async () => (await markOf(test)) === '');
      await until('the graph is theirs', async () => (await node(test, 'Ask for the card mine').count()) === 0);
    },
  },
  {
    title: 'what another program changes is shown by itself where nothing is unsaved',
    async run(test) {
      await openAnew(test);
      const { folder } = test;
      await openFile(test, LEAK);
      const text = onDisk(test, LEAK);
      writeFileSync(join(folder, 'examples', LEAK), text.replace('name: Ask for the code', 'name: Ask for the secret'));
      await node(test, 'Ask for the secret').first().waitFor();
      writeFileSync(join(folder, 'examples', LEAK), text);
      await node(test, 'Ask for the code').first().waitFor();
    },
  },
  {
    title: 'a flow that is new on disk joins, and one that is gone leaves',
    async run(test) {
      await openAnew(test);
      const { page, folder } = test;
      const file = join(folder, 'examples/new.yaml');
      writeFileSync(file, onDisk(test, LEAK).replace('name: Pay By Card', 'name: New Flow'));
      await row(test, 'is spoken by "Repeat the card"').nth(1).waitFor();
      await page.getByRole('button', { name: 'Files: 7 files' }).waitFor();
      rmSync(file);
      await until(
        'its findings are gone',
        async () => (await row(test, 'is spoken by "Repeat the card"').count()) === 1,
      );
      await page.getByRole('button', { name: 'Files: 6 files' }).waitFor();
    },
  },
  {
    title: 'a file that is dropped on the page is read like any, and only shown',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      const text = onDisk(test, LEAK).replace('name: Pay By Card', 'name: Dropped Flow');
      const files = await page.evaluateHandle((content) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([content], 'dropped.yaml'));
        return transfer;
      }, text);
      await page.dispatchEvent('.kd-app', 'drop', { dataTransfer: files });
      await page.locator('.kd-tab.kd-on', { hasText: 'dropped.yaml' }).waitFor();
      equal(await markOf(test), 'read only', 'the mark of the tab');
      await row(test, 'is spoken by "Repeat the card"').nth(1).waitFor();
    },
  },
  {
    title: 'leaving with unsaved changes asks first',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      await openFile(test, LEAK);
      await caretBehind(test, 'name: Ask for the card');
      await page.keyboard.type(' x');
      await until('the change is noticed', async () => (await markOf(test)) === 'unsaved');
      const asked = new Promise((resolve) => page.once('dialog', (dialog) => resolve(dialog)));
      const left = page.reload({ waitUntil: 'commit' }).catch(() => {});
      const dialog = await asked;
      equal(dialog.type(), 'beforeunload', 'the question');
      await dialog.accept();
      await left;
    },
  },
  {
    title: 'reloading brings back the files, the lit path and the sizes',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      await openFile(test, 'payment-line/payment-line.yaml');
      await row(test, 'Card verification value').first().click();
      await page.locator('.kt-steps').waitFor();
      const line = page.getByRole('separator', { name: 'Width of the text' });
      await line.focus();
      for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowRight');
      const state = async () => ({
        tabs: await page.locator('.kd-tab').allInnerTexts(),
        width: await line.getAttribute('aria-valuenow'),
        lit: await page.locator('.kt-path h2').innerText(),
      });
      const before = await state();
      await page.reload();
      await open({ ...test, address: new URL('/', test.address).href });
      await page.locator('.kt-path h2').waitFor();
      equal(await state(), before, 'the page');
    },
  },
];
