import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const EXTENSION = path.join(ROOT, 'client/browser');

const sources = readdirSync(EXTENSION, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => ({
    file: file.replaceAll(path.sep, '/'),
    text: code(readFileSync(path.join(EXTENSION, file), 'utf8')),
  }));

/** Without comments; texts stay. */
function code(text: string): string {
  return text.replace(
    /('(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|(?<=^|\s)\/\/.*|\/\*[\s\S]*?\*\//g,
    (_, string?: string) => string ?? '',
  );
}

const using = (pattern: RegExp) =>
  sources
    .filter(({ text }) => pattern.test(text))
    .map(({ file }) => file)
    .sort();

const importing = (name: string) => using(new RegExp(`from '[^']*/${name}\\.js'`));

interface Manifest {
  readonly permissions: readonly string[];
  readonly optional_permissions?: readonly string[];
  readonly optional_host_permissions: readonly string[];
  readonly content_security_policy: { readonly extension_pages: string };
}

async function manifests(): Promise<Readonly<Record<string, Manifest>>> {
  // A script of the build, which is not type-checked.
  const script: { BROWSERS: string[]; manifestFor(browser: string): Manifest } = await import(
    `${ROOT}scripts/browser/manifest.mjs`
  );
  return Object.fromEntries(script.BROWSERS.map((browser) => [browser, script.manifestFor(browser)]));
}

describe('the network', () => {
  test('is reached in one place, which follows nothing and sends no cookie', () => {
    // The page fetches the examples of its own package, by addresses that begin with the package's.
    const OWN = /\bfetch\s*\(`\$\{root\}/;
    const asking = using(/\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|\bsendBeacon\b|\bfetch\s*\((?!`\$\{root\})/);
    expect([asking, using(OWN)]).toEqual([['doors/http.ts'], ['designer-page.tsx']]);
    const [http] = sources.filter(({ file }) => file === 'doors/http.ts');
    expect(http!.text).toMatch(/redirect: 'manual'/);
    expect(http!.text).toMatch(/credentials: 'omit'/);
    expect(http!.text).toMatch(/referrerPolicy: 'no-referrer'/);
  });

  test('is asked by the doors, and by the sign-in', () => {
    expect(importing('http').filter((file) => !file.startsWith('doors/'))).toEqual([]);
    expect(using(/\bmethod: '(?!GET)[A-Z]+'/)).toEqual(['doors/genesys/sign-in.ts']);
  });
});

describe('a token', () => {
  test('is sent in one header, by the client of its service', () => {
    expect(using(/\bauthorization:/i)).toEqual(['doors/genesys/reading-client.ts', 'doors/github/client.ts']);
  });

  test('crosses no line between pages, and stands in no log', () => {
    expect(sources.find(({ file }) => file === 'messages.ts')!.text).not.toMatch(/token/i);
    expect(sources.find(({ file }) => file === 'doors/door.ts')!.text).not.toMatch(/token\s*[?:]/i);
    expect(using(/\bconsole\s*\./)).toEqual([]);
  });

  test('is in the store of the session: what lasts is not touched where there are tokens', () => {
    const holders = using(/SESSION_KEY|githubToken|GITHUB_TOKEN/);
    expect(holders).toContain('sign-in.ts');
    const lasting = using(/idb-keyval|indexedDB|localStorage|document\.cookie/);
    expect(holders.filter((file) => lasting.includes(file))).toEqual([]);
  });
});

describe('a web page', () => {
  test('has no way in: nothing listens to it, and nothing runs in it', async () => {
    expect(using(/onMessageExternal|onConnectExternal|\bonMessage\b.*sender|addEventListener\(\s*'message'/)).toEqual(
      [],
    );
    expect(using(/\bscripting\b\.|executeScript|insertCSS|tabs\.sendMessage/)).toEqual([]);
    for (const manifest of Object.values(await manifests())) {
      expect(Object.keys(manifest)).not.toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^(?:externally_connectable|content_scripts|web_accessible_resources)$/),
        ]),
      );
    }
  });

  test('is no part of ours: scripts come from the package, and no text becomes one', async () => {
    expect(
      using(
        /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|\beval\s*\(|new Function\b|importScripts/,
      ),
    ).toEqual([]);
    for (const { content_security_policy: policy } of Object.values(await manifests())) {
      expect(policy.extension_pages).toMatch(/default-src 'none'; script-src 'self';/);
      expect(policy.extension_pages).not.toMatch(/unsafe-eval|wasm-|script-src[^;]*https?:|http:/);
    }
  });
});

describe('permissions', () => {
  test('from the start are these, and none for a host', async () => {
    const { chrome, firefox } = await manifests();
    expect(chrome!.permissions).toEqual(['activeTab', 'sidePanel', 'storage']);
    expect(chrome!.optional_permissions).toEqual(['identity']);
    expect(firefox!.permissions).toEqual(['activeTab', 'identity', 'storage']);
    expect([chrome, firefox].filter((manifest) => manifest && 'host_permissions' in manifest)).toEqual([]);
  });

  test('that may be given later name hosts, one by one', async () => {
    const hosts = Object.values(await manifests()).flatMap((manifest) => manifest.optional_host_permissions);
    expect(hosts.filter((host) => !/^https:\/\/[a-z][a-z0-9.-]+\/\*$/.test(host))).toEqual([]);
    expect(new Set(hosts).size).toBe(3 + 18 * 3);
  });

  test('are asked of the browser in one file', () => {
    expect(using(/\b(?:chrome|browser)\.\w+/)).toEqual(['api.ts']);
  });
});
