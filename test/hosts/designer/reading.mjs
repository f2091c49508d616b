// Seeing what leaks, and where it goes.
import { readFileSync } from 'node:fs';
import {
  caretBehind,
  caretLine,
  checkedByCli,
  checkedByPage,
  equal,
  LEAK,
  node,
  ok,
  open,
  openAnew,
  openFile,
  row,
  until,
} from './support.mjs';

function rows(page) {
  return page.locator('.kt-lists .kt-row').count();
}

export const READING = [
  {
    title: 'the examples show their findings, and the worst path is lit on the graph and in the text',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      await until('the findings are listed', async () => (await rows(page)) === checkedByCli(test).length);
      await page.locator('.kt-node.is-step').first().waitFor();
      await page.locator('.kt-node.is-sink').first().waitFor();
      await page.locator('.monaco-editor .kd-step-1').waitFor();
      ok((await page.locator('.kt-steps').innerText()).includes('Ask for the card'), 'the steps are listed');
      await test.picture('designer-light');
    },
  },
  {
    title: 'the findings are those of the command line, byte for byte',
    async run(test) {
      await open(test);
      const asText = (findings) => JSON.stringify(findings);
      const expected = asText(checkedByCli(test).map(ofCli));
      await until(
        'the whole folder has been read',
        async () => asText((await checkedByPage(test)).map(ofPage)) === expected,
      );
      ok(expected.length > 1000, 'there are findings to compare');
    },
  },
  {
    title: 'a finding in the list lights its path, and the text shows its source',
    async run(test) {
      await openAnew(test);
      await row(test, 'is spoken by "Repeat the card"').click();
      await test.page.locator('.kd-tab.kd-on', { hasText: 'pay-by-card.yaml' }).waitFor();
      await node(test, 'Repeat the card').and(test.page.locator('.is-sink')).waitFor();
      ok((await test.page.locator('.kt-path h2').innerText()).includes('Card number'), 'the finding is named');
    },
  },
  {
    title: 'walking goes from step to step, in the graph and in the text',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      await row(test, 'is spoken by "Repeat the card"').click();
      await page.locator('.kt-steps [aria-current="step"]', { hasText: 'Ask for the card' }).waitFor();
      const first = await until('the caret is at the source', () => caretLine(test));
      await page.getByRole('button', { name: /^Next n/ }).click();
      await page.locator('.kt-steps [aria-current="step"]', { hasText: 'Repeat the card' }).waitFor();
      await until('the caret is at the sink', async () => (await caretLine(test)) > first);
      await page.locator('.monaco-editor .kd-step-2.kd-current').waitFor();
    },
  },
  {
    title: 'the caret in the text marks its action on the graph',
    async run(test) {
      await openAnew(test);
      await openFile(test, LEAK);
      await caretBehind(test, 'name: Ask for the code');
      await node(test, 'Ask for the code').and(test.page.locator('.is-cursor')).waitFor();
    },
  },
  {
    title: 'an action on the graph leads to its text, and the keyboard back again',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      await openFile(test, 'payment-line/agent-queue.yaml');
      await caretBehind(test, 'inqueueCall');
      await node(test, 'Hold music').click();
      await page.keyboard.press('e');
      await until('the text has the focus', () =>
        page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null),
      );
      ok((await caretLine(test)) > 30, 'the caret is at the action');
      await page.keyboard.press('Alt+Enter');
      await until('the graph has the focus', () =>
        page.evaluate(() => document.activeElement?.closest('[data-kd-graph]') !== null),
      );
    },
  },
  {
    title: 'the search finds an action in any file and shows it',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      const field = page.getByRole('combobox', { name: 'Find an action, variable or text' });
      await field.fill('Hold music');
      await page
        .getByRole('option', { name: /Hold music/ })
        .first()
        .waitFor();
      await field.press('Enter');
      await page.locator('.kd-tab.kd-on', { hasText: 'agent-queue.yaml' }).waitFor();
    },
  },
  {
    title: 'the pointer on a variable says what is known about it',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      await openFile(test, LEAK);
      await caretBehind(test, 'name: Ask for the card');
      const line = page.locator('.monaco-editor .view-line', { hasText: 'var: Task.cardNumber' }).first();
      const hover = page.locator('.monaco-hover', { hasText: 'Task.cardNumber' }).first();
      // Lenses move the lines when they come, and what was under the pointer is not there any more.
      await until('the hover is there', async () => {
        const box = await line.boundingBox();
        const text = await line.locator('span', { hasText: 'Task.cardNumber' }).last().boundingBox();
        await page.mouse.move(text.x + 20, box.y + box.height / 2);
        await page.mouse.move(text.x + 30, box.y + box.height / 2);
        return hover.waitFor({ timeout: 3000 }).then(
          () => true,
          () => false,
        );
      });
      await test.picture('designer-hover');
    },
  },
  {
    title: 'a line above a source lights the path that it counts',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      await openFile(test, LEAK);
      await page.locator('.codelens-decoration a', { hasText: '1 leak from here' }).first().click();
      await page.locator('.kt-path h2', { hasText: 'Security code' }).waitFor();
    },
  },
  {
    title: 'a use leads to the declaration, and all uses are listed',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      await openFile(test, LEAK);
      await caretBehind(test, 'var: Task.cvv');
      const use = await until('the caret is at the use', () => caretLine(test));
      await page.keyboard.press('F12');
      await until('the caret is at the declaration', async () => (await caretLine(test)) < use);
      await page.keyboard.press('Shift+F12');
      await page.locator('.reference-zone-widget .monaco-list-row').first().waitFor();
      await page.keyboard.press('Escape');
    },
  },
  {
    title: 'the graph is exported as a picture and as a sheet',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      for (const [name, start] of [
        ['SVG', '<svg'],
        ['Mermaid', 'flowchart'],
        ['PNG', '\u0089PNG'],
      ]) {
        await page.getByRole('button', { name: 'Export graph or report' }).click();
        await page.getByRole('menuitem', { name: 'Graph…' }).click();
        const menu = page.getByRole('region', { name: 'Export' });
        const saved = page.waitForEvent('download');
        await menu
          .getByRole('button', { name: new RegExp(name) })
          .first()
          .click();
        const file = readFileSync(await (await saved).path(), 'latin1');
        ok(file.includes(start) && file.length > 200, `${name} is written: ${file.slice(0, 60)}`);
      }
    },
  },
  {
    title: 'reports are those of the command line, and the one for reviewers needs nothing else',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      const saved = async (item) => {
        await page.getByRole('button', { name: 'Export graph or report' }).click();
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('menuitem', { name: item }).click(),
        ]);
        return readFileSync(await file.path(), 'utf8');
      };
      const { findings } = JSON.parse(await saved('JSON'));
      // The command line runs one folder further up.
      const inExamples = (found) => JSON.parse(JSON.stringify(found).replaceAll('"path":"examples/', '"path":"'));
      equal(findings, inExamples(checkedByCli(test)), 'the findings');
      const [run] = JSON.parse(await saved('SARIF')).runs;
      equal(
        run.results.map(({ ruleId }) => ruleId),
        findings.map(({ rule }) => rule),
        'the results',
      );
      const html = await saved('HTML report');
      ok(html.startsWith('<!doctype html>') && !html.includes('<script'), `it is a page: ${html.slice(0, 60)}`);
      equal([...html.matchAll(/<article /g)].length, findings.length, 'findings on the page');
    },
  },
  {
    title: 'the page of a rule opens from a finding',
    async run(test) {
      await openAnew(test);
      const { page } = test;
      await row(test, 'is spoken by "Repeat the card"').click();
      await page.getByRole('button', { name: 'Why a leak?' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      ok((await dialog.innerText()).includes('secure-value-in-speech'), 'the rule is named');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    },
  },
];

function ofCli({ rule, severity, confidence, message, flow, container, action, fingerprint, trace, ...place }) {
  const steps = trace.map((step) => ({ ...placeOfCli(step), message: step.message }));
  return { rule, severity, confidence, message, flow, container, action, fingerprint, ...placeOfCli(place), steps };
}

function placeOfCli({ path, line, column, endLine, endColumn }) {
  return { path, line, column, endLine, endColumn };
}

function ofPage({ rule, severity, confidence, message, flow, container, action, fingerprint, trace, ...place }) {
  const steps = trace.map((step) => ({ ...placeOfPage(step), message: step.message }));
  return { rule, severity, confidence, message, flow, container, action, fingerprint, ...placeOfPage(place), steps };
}

/** The protocol counts from 0, people from 1. */
function placeOfPage({ uri, range: { start, end } }) {
  return {
    path: decodeURIComponent(uri.replace(/^keytrace:\//, '')),
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
