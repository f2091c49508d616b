import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { programPath } from './paths.mjs';

/** Webviews of VS Code are other sites to the browser, and need the storage that it refuses to those. */
const PREFERENCES = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };

/** The system's browser with a throw-away profile; `close` removes it again. */
export async function launchChromium({ viewport = { width: 1280, height: 800 } } = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'keytrace-chromium-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(PREFERENCES));
  const options = { executablePath: programPath('chromium'), headless: true, args: ['--no-sandbox'], viewport };
  // The limit is for a machine that is busy with other things.
  const context = await chromium.launchPersistentContext(profile, { ...options, timeout: 120_000 });
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return { page: context.pages()[0] ?? (await context.newPage()), close };
}
