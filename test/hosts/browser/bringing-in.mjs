// How flows come in, and what is done with what is no flow.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  chooseFrom,
  drop,
  equal,
  LEAK,
  NODE,
  ok,
  openAnew,
  openExamples,
  paste,
  ROW,
  report,
  settle,
} from './support.mjs';

const SAMPLES = fileURLToPath(new URL('../../formats/samples/', import.meta.url));
const CORPUS = fileURLToPath(new URL('../../../../shared/corpus/', import.meta.url));

const FLOW = readFileSync(join(SAMPLES, 'pay-by-card.json'), 'utf8');

/** What Architect writes when a flow is exported: its configuration, percent-encoded, in base64. */
const EXPORT = Buffer.from(encodeURIComponent(FLOW)).toString('base64');

/** Formats, and what the page calls a text of each. */
const PASTED = [
  [LEAK, 'pasted-1.yaml'],
  [FLOW, 'pasted-2.json'],
  [EXPORT, 'pasted-3.i3'],
  // What CXone Studio puts on the clipboard.
  [readFileSync(join(SAMPLES, 'copied-actions.txt'), 'utf8'), 'pasted-4.json'],
];

/** A megabyte above what a page takes. */
const GIANT = 21 * 1024 * 1024;

export const BRINGING_IN = [
  {
    title: 'a flow is pasted in every format, read, and there again after a reload',
    async run(test) {
      const page = await openAnew(test);
      for (const [text, name] of PASTED) {
        await paste(page, text);
        await page.find('.kd-tab.kd-on', name);
      }
      const { files } = JSON.parse(await report(test, page, 'JSON', 'keytrace-report.json'));
      const read = files.map(({ path, flows }) => `${path} ${flows.length}`);
      equal(read, PASTED.map(([, name]) => `${name} 1`).sort(), 'files and their flows');
      await page.reload();
      await page.find('.kd-files', `${PASTED.length} files`);
    },
  },
  {
    title: 'the dialog takes a flow, too, and the keyboard is enough for it',
    async run(test) {
      const page = await openAnew(test);
      await page.click('.kd-welcome button', 'Paste a flow');
      await page.find('dialog textarea');
      await page.evaluate(() => document.querySelector('dialog textarea').focus());
      await page.type('inboundCall:');
      await page.press('Tab');
      await page.press('Enter');
      await page.find('.kd-tab.kd-on', 'pasted-1.yaml');
    },
  },
  {
    title: 'what is no text, too large or of no known kind is named with the reason',
    async run(test) {
      const page = await openAnew(test);
      await drop(page, [
        { name: 'picture.yaml', text: [137, 80, 78, 71, 0, 0, 0, 13] },
        { name: 'notes.docx', text: 'x' },
        { name: 'utf16.yaml', text: [0xff, 0xfe, 0x61, 0] },
        { name: 'pay.yaml', text: LEAK },
      ]);
      await page.find(ROW);
      await page.evaluate((bytes) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(bytes).fill(32)], 'giant.yaml'));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true }));
        return true;
      }, GIANT);
      await page.click('.kd-status button', 'Not analysed: 4 files');
      const text = await page.text('dialog');
      for (const part of [
        'picture.yaml: the file is no text',
        'notes.docx: Keytrace reads',
        'UTF-16',
        'giant.yaml: the file is too large',
      ])
        ok(text.includes(part), `the list says “${part}”: ${text}`);
    },
  },
  {
    title: 'a thousand files are read, and the page goes on working',
    async run(test) {
      const page = await openAnew(test);
      const made = await page.evaluate((flow) => {
        const transfer = new DataTransfer();
        for (let at = 0; at < 1_000; at++)
          transfer.items.add(new File([flow.replaceAll('Pay', `Pay ${at} `)], `pay-${at}.yaml`));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true }));
        return transfer.items.length;
      }, 'inboundCall:\n  name: Pay\n  startUpRef: ./menus/menu[m]\n');
      equal(made, 1_000, 'files that are dropped');
      await page.find('.kd-files', '1000 files');
      await page.click('button[aria-label="Theme"]');
      await page.find('[role="menuitemradio"]', 'Dark');
    },
  },
  {
    title: 'a folder is closed again, and an unsaved file in it is not',
    async run(test) {
      const page = await openExamples(test);
      await page.click('.kt-path button', 'safe');
      await page.find('.kd-tab', 'unsaved');
      await chooseFrom(page, 'Open', 'Close “examples”');
      await page.find('dialog h2', 'has unsaved changes');
      await page.press('Escape');
      await page.find(NODE);
    },
  },
  {
    title: 'what is opened after everything was closed is drawn as the first, with its fixes',
    async run(test) {
      const page = await openExamples(test);
      await chooseFrom(page, 'Open', 'Close “examples”');
      await page.click('.kd-welcome button', 'Open the example flows');
      await page.find('.kt-path button', 'safe');
      ok(
        await page.evaluate(() => document.querySelector('.kt-bar[aria-label="Filters"]') === null),
        'the graph has no filters here',
      );
    },
  },
  {
    title: 'the corpus is opened, and what that takes is said',
    async run(test) {
      if (!existsSync(CORPUS)) return console.log('      The corpus is not there; nothing is measured.');
      const files = readdirSync(CORPUS, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(?:ya?ml|json|tftpl|xml|i3[^.]*)$/i.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name));
      const page = await openAnew(test);
      let at = 0;
      await page.evaluate(() => {
        window.transfer = new DataTransfer();
        return true;
      });
      for (const file of files) {
        await page.evaluate(
          (name, text) => window.transfer.items.add(new File([text], name)) !== null,
          `${at++}-${file.split('/').at(-1)}`,
          readFileSync(file, 'utf8'),
        );
      }
      await page.evaluate(() => {
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: window.transfer, bubbles: true }));
        return true;
      });
      await page.find('.kd-files', 'files');
      await page.find(ROW);
      await settle(page);
      const megabytes = await test.memory();
      console.log(
        `      ${files.length} files of the corpus: ${await page.text('.kd-status')}; the browser holds ${megabytes} MB`,
      );
      ok(megabytes < 2_500, `${megabytes} MB`);
    },
  },
];
