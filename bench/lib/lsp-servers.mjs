import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { NODE, ROWS_AS_TEXT, SMALL } from '../../scripts/node-bundle.mjs';
import { writeSchema } from './lsp-schema.mjs';

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '..', '..');
const output = join(root, '.cache', 'bench');
const RIVAL = join(root, 'node_modules', 'yaml-language-server');

/** The least that a server of the same library does: it says hello. */
const EMPTY = `
  import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
  const connection = createConnection(ProposedFeatures.all);
  connection.onInitialize(() => ({ capabilities: {} }));
  connection.listen();
`;

const AS_SHIPPED = { ...NODE, ...SMALL, bundle: true, logLevel: 'warning', absWorkingDir: root };

/** Our server, bundled from the sources as they are now; `isReadable`: with the names of its files in comments. */
export async function keytrace({ isReadable = false } = {}) {
  const outfile = join(output, isReadable ? 'server-readable.cjs' : 'server.cjs');
  const whitespace = { minifyWhitespace: !isReadable };
  const program = { entryPoints: ['server/node.ts'], outfile, plugins: [ROWS_AS_TEXT] };
  await build({ ...AS_SHIPPED, ...whitespace, ...program });
  return { name: 'keytrace', command: [outfile, '--stdio'], debounceMs: 0 };
}

/** yaml-language-server as it is published, with a schema of our own tables and without its downloads. */
export function yamlServer() {
  const { SettingsState } = require(join(RIVAL, 'out', 'server', 'src', 'yamlSettings.js'));
  const yaml = {
    schemas: { [writeSchema()]: ['*.yaml'] },
    schemaStore: { enable: false },
    kubernetesCRDStore: { enable: false },
    validate: true,
    hover: true,
    completion: true,
  };
  return {
    name: 'yaml-language-server',
    command: [join(RIVAL, 'bin', 'yaml-language-server'), '--stdio'],
    settings: { yaml, '[yaml]': {}, editor: {}, http: {} },
    debounceMs: new SettingsState().validationDelayMs,
  };
}

export async function emptyServer() {
  const outfile = join(output, 'empty-server.cjs');
  const stdin = { contents: EMPTY, resolveDir: root };
  await build({ ...AS_SHIPPED, stdin, outfile });
  return { name: 'empty', command: [outfile, '--stdio'] };
}
