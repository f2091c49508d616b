// A browser page as the window of VS Code, whose extension host runs a test bundle.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { launchChromium } from './chromium.mjs';
import { SCREENSHOTS } from './paths.mjs';
import { within } from './processes.mjs';

/** Opens a window and waits until its extension host has run the tests; resolves to the exit code, if there was one. */
export async function runInWindow({ url, results, limit }) {
  const { page, close } = await launchChromium();
  const lines = [];
  try {
    // The two functions that the workbench looks for: lines of the extension host's console, and its exit code.
    await page.exposeFunction('codeAutomationLog', (_type, args) => {
      const text = format(...args);
      for (const line of text.split('\n')) if (!results.take(line)) lines.push(line);
    });
    const ended = new Promise((resolve) => {
      page.exposeFunction('codeAutomationExit', (code) => resolve(code));
    });
    page.on('pageerror', ({ message }) => lines.push(`[page] ${message}`));
    await page.goto(url, { timeout: 60_000 });
    const code = await within(limit, ended);
    results.close(code);
    if (results.count('failed') > 0) {
      mkdirSync(SCREENSHOTS, { recursive: true });
      const picture = join(SCREENSHOTS, `failed-${results.host.replaceAll(/\W+/g, '-')}.png`);
      await page.screenshot({ path: picture }).catch(() => {});
      console.log(`    The window at the end: ${picture}. What the host has printed:`);
      for (const line of lines.slice(-40)) console.log(`      ${line.slice(0, 400)}`);
    }
    return code;
  } finally {
    await within(20_000, close());
  }
}
