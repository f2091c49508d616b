// The extension in one browser: a build that talks to stubs, and every case once.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { buildForTests } from '../../../scripts/browser/build-for-tests.mjs';
import { CASES } from '../../../test/hosts/browser/cases.mjs';
import { startGenesys } from '../../../test/hosts/browser/stubs/genesys.mjs';
import { startGithub } from '../../../test/hosts/browser/stubs/github.mjs';
import { ROOT, SCREENSHOTS } from '../paths.mjs';
import { sleep, within } from '../processes.mjs';

/** Milliseconds for one case. */
const PATIENCE = 60_000;

/** `launch(extension, downloads)` starts the browser and resolves to its driver. */
export async function runInBrowser({ browser, launch, results, cases = CASES }) {
  const folder = mkdtempSync(join(tmpdir(), 'keytrace-browser-'));
  const stubs = { github: await startGithub({ states: {} }), genesys: await startGenesys() };
  const extension = join(folder, 'extension');
  const downloads = join(folder, 'downloads');
  mkdirSync(downloads);
  mkdirSync(SCREENSHOTS, { recursive: true });
  await buildForTests(browser, extension, stubs);
  const driver = await launch(extension, downloads);
  try {
    for (const { title, run } of cases.filter(({ only = driver.name }) => only === driver.name)) {
      const pages = [];
      const test = { ...tools({ driver, downloads, pages, extension }), stubs };
      results.add({ title, ...(await play(() => run(test))) });
      const isFailed = results.tests.at(-1).state === 'failed';
      if (isFailed)
        await pages
          .at(-1)
          ?.picture(join(SCREENSHOTS, `failed-${driver.name}-${results.tests.length}.png`))
          .catch(() => {});
      for (const page of pages)
        await within(
          5_000,
          page.close().catch(() => {}),
        );
    }
    results.close(0);
  } finally {
    await within(20_000, driver.close());
    await stubs.github.stop();
    await stubs.genesys.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a case may use. */
function tools({ driver, downloads, pages, extension }) {
  const keep = async (opening) => {
    const page = await opening;
    pages.push(page);
    return page;
  };
  return {
    browser: driver.name,
    cli: join(ROOT, 'dist/cli.cjs'),
    extension,
    errors: driver.errors,
    /** A file of the extension, or the address of a site, in a tab in front. */
    open: (address) => keep(driver.open(address)),
    /** The side panel, or the sidebar, of the window. */
    panel: () => keep(driver.panel()),
    offline: driver.offline,
    /** Megabytes of everything that the browser has started. */
    memory: driver.memory,
    /** The content of a file that the page gives to the user. */
    downloaded: (name) => downloaded(downloads, name),
    picture: (page, name) => page.picture(join(SCREENSHOTS, `${driver.name}-${name}.png`)),
  };
}

async function downloaded(folder, name) {
  const file = join(folder, name);
  for (const end = Date.now() + 20_000; ; await sleep(100)) {
    // While it is written, Firefox keeps an empty file of the name, and the content beside it.
    const isComplete = existsSync(file) && !readdirSync(folder).some((one) => /\.(?:part|crdownload)$/.test(one));
    if (isComplete) {
      const content = readFileSync(file);
      rmSync(file);
      return content;
    }
    if (Date.now() > end) throw new Error(`${name} is not downloaded; there are: ${readdirSync(folder).join(', ')}`);
  }
}

async function play(run) {
  const begin = performance.now();
  const played = run().then(
    () => ({ state: 'passed' }),
    (error) => ({ state: 'failed', error: stripVTControlCharacters(String(error.stack ?? error)).slice(0, 2000) }),
  );
  const outcome = (await within(PATIENCE, played)) ?? { state: 'failed', error: 'It takes too long.' };
  return { ...outcome, seconds: (performance.now() - begin) / 1000 };
}
