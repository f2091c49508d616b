// The manifests of the browser extension, both from one table.
import { readFileSync } from 'node:fs';
import { ROOT } from '../bundles.mjs';

const read = (file) => JSON.parse(readFileSync(`${ROOT}${file}`, 'utf8'));

const { version, description } = read('package.json');

const GITHUB = ['https://github.com/*', 'https://api.github.com/*', 'https://raw.githubusercontent.com/*'];
const GENESYS = read('client/browser/doors/genesys/regions.json').regions.flatMap(({ domain }) =>
  ['api', 'login', 'apps'].map((service) => `https://${service}.${domain}/*`),
);

/** Hosts that somebody may allow, each when it is first needed; none is allowed from the start. */
export const HOSTS = [...GITHUB, ...GENESYS];

/**
 * What a page of the extension may do, and its background. Nothing comes from elsewhere and nothing is made of text;
 * the editor writes styles while it scrolls, so they are the one thing that may be inline. Without a permission for a
 * host, connections there fail all the same.
 */
function policy(hosts) {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src 'self' ${hosts.map((host) => host.replace(/\*$/, '')).join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const icons = Object.fromEntries([16, 32, 48, 128].map((size) => [size, `icons/icon-${size}.png`]));

const COMMON = {
  manifest_version: 3,
  name: 'Keytrace',
  version,
  description,
  icons,
  action: { default_title: 'Keytrace', default_icon: icons },
  options_ui: { page: 'options.html', open_in_tab: true },
  optional_host_permissions: HOSTS,
  content_security_policy: { extension_pages: policy(HOSTS) },
};

/** What a browser wants otherwise than the other. */
const OWN = {
  chrome: {
    // The side panel opens by a call since 116, and the page uses URL.canParse.
    minimum_chrome_version: '120',
    background: { service_worker: 'background.js' },
    side_panel: { default_path: 'panel.html' },
    permissions: ['activeTab', 'sidePanel', 'storage'],
    optional_permissions: ['identity'],
  },
  firefox: {
    background: { scripts: ['background.js'] },
    sidebar_action: {
      default_panel: 'panel.html',
      default_title: 'Keytrace',
      default_icon: icons,
      open_at_install: false,
    },
    // Firefox does not know `identity` as optional, and asks nobody about it.
    permissions: ['activeTab', 'identity', 'storage'],
    browser_specific_settings: {
      gecko: {
        id: 'keytrace@keytrace.dev',
        // The first that shows what an extension collects, which is nothing here.
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
  },
};

export const BROWSERS = Object.keys(OWN);

export function manifestFor(browser) {
  return { ...COMMON, ...OWN[browser] };
}

/** For a build that talks to stubs on this machine, which is allowed from the start since a test cannot be asked. */
export function manifestForTests(browser, origins) {
  const hosts = origins.map((origin) => `${new URL(origin).protocol}//${new URL(origin).hostname}/*`);
  return {
    ...manifestFor(browser),
    host_permissions: [...new Set(hosts)],
    content_security_policy: { extension_pages: policy([...HOSTS, ...origins.map((origin) => `${origin}/`)]) },
  };
}
