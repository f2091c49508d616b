// Folders of the disk, where the browser lets pages write them.
import { equal, LEAK, ok, openAnew, ROW, settle } from './support.mjs';

const FILE = 'pay-by-card.yaml';

/** Opens a folder that the page itself has made: the browser's own window to choose one cannot be clicked by a test. */
async function openFolder(test) {
  const page = await openAnew(test);
  await page.evaluate(makeFolder, FILE, LEAK);
  await page.click('.kd-welcome button', 'Open a folder');
  await page.find('.kt-steps');
  await settle(page);
  return page;
}

async function makeFolder(name, text) {
  const root = await navigator.storage.getDirectory();
  window.folder = await root.getDirectoryHandle('flows', { create: true });
  window.write = async (content) => {
    const file = await window.folder.getFileHandle(name, { create: true });
    const stream = await file.createWritable();
    await stream.write(content);
    await stream.close();
  };
  window.read = async () => (await (await window.folder.getFileHandle(name)).getFile()).text();
  await window.write(text);
  window.showDirectoryPicker = async () => window.folder;
}

const onDisk = (page) => page.evaluate(() => window.read());

async function applyFix(page) {
  await page.click('.kt-path button', 'needs review');
  await page.find('.kd-tab.kd-on', 'unsaved');
}

export const FOLDERS = [
  {
    title: 'a fix is saved into the file on disk, and the folder is open again after a reload',
    async run(test) {
      const page = await openFolder(test);
      await applyFix(page);
      equal(await onDisk(page), LEAK, 'the file before it is saved');
      await page.press('Control+s');
      await page.wait('nothing is unsaved', () => document.querySelector('.kd-unsaved') === null);
      ok((await onDisk(page)) !== LEAK, 'the file is saved');
      await page.reload();
      await page.find('.kd-tab.kd-on', FILE);
      await page.find(ROW);
    },
  },
  {
    title: 'a file that others have changed is not overwritten, and both texts are still there',
    async run(test) {
      const page = await openFolder(test);
      await applyFix(page);
      const theirs = `${LEAK}# theirs\n`;
      await page.evaluate((text) => window.write(text), theirs);
      await page.press('Control+s');
      await page.find('dialog h2', 'has changed on disk');
      equal(await onDisk(page), theirs, 'the file');
      await page.click('dialog button', 'Cancel');
      await page.find('.kd-tab.kd-on', 'changed on disk');
      await page.press('Control+s');
      await page.click('dialog button', 'Replace it with mine');
      await page.wait('nothing is unsaved', () => document.querySelector('.kd-unsaved') === null);
      ok(!(await onDisk(page)).includes('# theirs'), 'the text of the page is saved');
    },
  },
  {
    title: 'a browser that may not write says so, and nothing is lost',
    async run(test) {
      const page = await openFolder(test);
      await applyFix(page);
      await page.evaluate(() => {
        FileSystemHandle.prototype.requestPermission = async () => 'denied';
        return true;
      });
      await page.press('Control+s');
      await page.find('dialog', 'was not allowed to write');
      await page.press('Escape');
      await page.find('.kd-tab.kd-on', 'unsaved');
      equal(await onDisk(page), LEAK, 'the file');
    },
  },
].map((one) => ({ ...one, only: 'chromium' }));
