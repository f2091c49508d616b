import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderText } from '../../server/cli/output/text.js';
import { TOKEN_MODIFIERS } from '../../server/core/ide/semantic-tokens.js';
import { analyse } from '../../server/core/workspace.js';
import { COMMANDS } from '../../server/lsp/protocol.js';
import { reportFiles } from '../../server/reports/report.js';
import { rules } from '../../server/reports/rule-info.js';
import { report } from '../cli/support.js';
import { filesBelow, manifest, ROOT, sources, textOf } from './manifest.js';

const { contributes } = manifest;
const MAX_BYTES = 3 * 1024 * 1024;

describe('commands', () => {
  const contributed = contributes.commands.map(({ command }) => command).sort();
  const written = sources
    .filter(({ file }) => file.startsWith('client/vscode/commands/'))
    .flatMap(({ text }) => [...text.matchAll(/^ {2}id: '([^']+)',$/gm)].map(([, id]) => id!))
    .sort();

  test('what the manifest offers is written, and the other way round', () => {
    expect(written).toEqual(contributed);
  });

  test('each is in a file of its own, and in the list', () => {
    const files = filesBelow('client/vscode/commands').filter((file) => /\bid: 'keytrace\./.test(textOf(file)));
    expect(files).toHaveLength(contributed.length);
    expect(textOf('client/vscode/commands/all.ts').match(/^ {2}\w+,$/gm)).toHaveLength(contributed.length);
  });

  test('none has the name of a command that the language client takes for the server', () => {
    expect(contributed.filter((id) => Object.values<string>(COMMANDS).includes(id))).toEqual([]);
  });

  test('all stand under one name', () => {
    expect(contributes.commands.filter(({ category }) => category !== 'Keytrace')).toEqual([]);
  });

  test('menus hold only commands that exist, and none is offered where it can do nothing', () => {
    const items = Object.entries(contributes.menus).flatMap(([menu, list]) => list.map((item) => ({ menu, ...item })));
    expect(items.filter(({ command }) => !contributed.includes(command ?? ''))).toEqual([]);
    expect(items.filter(({ when }) => !when)).toEqual([]);
  });

  test('what needs arguments is not in the palette', () => {
    const hidden = contributes.menus
      .commandPalette!.filter(({ when }) => when === 'false')
      .map(({ command }) => command);
    expect(hidden).toEqual(['keytrace.goToPlace', 'keytrace.showPath', 'keytrace.showPaths', 'keytrace.showPlaces']);
  });
});

describe('manifest', () => {
  test('every sentence stands in package.nls.json, and nothing else does', () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!);
    expect([...new Set(used)].sort()).toEqual(Object.keys(JSON.parse(textOf('package.nls.json'))).sort());
  });

  test('every file that it names exists', () => {
    const named = [...JSON.stringify(manifest).matchAll(/"((?:\.\/)?(?:media|syntaxes|l10n)[^"]*)"/g)];
    expect(named.length).toBeGreaterThan(8);
    expect(named.map(([, file]) => file!).filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  test('it wakes up for files that may be flows only', () => {
    expect(manifest.activationEvents).toEqual([
      'onLanguage:yaml',
      'onLanguage:json',
      'onLanguage:jsonc',
      'onLanguage:terraform',
      'onLanguage:xml',
      'workspaceContains:**/*.tftpl',
      'workspaceContains:**/*.i3*',
      'onTaskType:keytrace',
      'onWebviewPanel:keytrace.graph',
    ]);
  });

  test('it takes no language away from anybody', () => {
    const ours = expect.not.objectContaining({ extensions: expect.anything() });
    expect(contributes.languages).toEqual([ours, ours]);
  });

  test('every setting is explained and has a scope and a default', () => {
    const wrong = Object.entries(contributes.configuration.properties).filter(
      ([name, { markdownDescription, scope, default: value }]) =>
        !name.startsWith('keytrace.') || !markdownDescription || !scope || value === undefined,
    );
    expect(wrong).toEqual([]);
  });

  test('a folder that is not trusted cannot hide findings or name addresses', () => {
    const { untrustedWorkspaces } = manifest.capabilities as {
      untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] };
    };
    expect(untrustedWorkspaces.supported).toBe('limited');
    expect(untrustedWorkspaces.restrictedConfigurations).toEqual(
      expect.arrayContaining(['keytrace.rules', 'keytrace.ignore', 'keytrace.docsUrl']),
    );
  });

  test('the modifiers of tokens are those of the server', () => {
    const declared = (contributes.semanticTokenModifiers as { id: string }[]).map(({ id }) => id);
    // The others are the editor's own.
    expect(TOKEN_MODIFIERS.filter((one) => one !== 'declaration' && one !== 'readonly')).toEqual(declared);
  });

  test('links of the walkthrough run commands that exist', () => {
    const known = contributes.commands.map(({ command }) => command);
    const linked = [...textOf('package.nls.json').matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id!);
    const events = [...JSON.stringify(contributes.walkthroughs).matchAll(/onCommand:([\w.]+)/g)].map(([, id]) => id!);
    expect([...linked, ...events].filter((id) => !known.includes(id))).toEqual([]);
  });
});

test('the problem matcher reads what the command line prints', () => {
  const file = 'examples/payment-line/pay-by-card.yaml';
  const text = textOf(file);
  const analysis = analyse([{ uri: file, text }]);
  const read = { path: file, isNamed: true, bytes: text.length, failure: '', repair: '' };
  const value = report([], analysis.findings, { files: reportFiles([read], analysis), rules });
  const lines = renderText(value, { color: false, columns: 100, hasSummary: false }).split('\n');
  const [place, message] = contributes.problemMatchers[0]!.pattern.map(({ regexp }) => new RegExp(regexp));
  const matched = lines.flatMap((line, index) => {
    const found = place!.exec(line);
    return found ? [[found.slice(1).join(' '), message!.exec(lines[index + 1] ?? '')?.[1]]] : [];
  });
  expect(matched).toHaveLength(analysis.findings.length);
  expect(matched).toContainEqual([
    `${file} 79 17 warning secure-value-in-speech`,
    'Card number from Task.cardNumber is spoken by "Repeat the card"',
  ]);
});

describe('package', () => {
  let files: string[];
  beforeAll(() => {
    const words = ['node_modules/@vscode/vsce/vsce', 'ls', '--no-dependencies'];
    const { stdout, stderr, status } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    files = stdout.trim().split('\n').sort();
  }, 60_000);

  test('it holds what the extension needs, and nothing else', () => {
    const expected = [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/NOTICES.txt',
      'dist/cli.cjs',
      'dist/extension-web.js',
      'dist/extension.cjs',
      'dist/server.cjs',
      'dist/webview.css',
      'dist/webview.js',
      'dist/worker.js',
      'docs/keytrace-ignores.schema.json',
      'docs/keytrace.schema.json',
      ...filesBelow('l10n'),
      ...filesBelow('media'),
      'package.json',
      'package.nls.json',
      ...filesBelow('syntaxes'),
    ];
    expect(files).toEqual(expected.sort());
  });

  test('it is smaller than 3 MB', () => {
    const packed = files.map((file) => deflateRawSync(bytesOf(file)).length + 200);
    expect(packed.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(MAX_BYTES);
  });

  test('the icon is a picture of 128 pixels or more', () => {
    const icon = bytesOf(String(manifest.icon));
    expect(icon.subarray(1, 4).toString()).toBe('PNG');
    expect(icon.readUInt32BE(16)).toBeGreaterThanOrEqual(128);
    expect(icon.readUInt32BE(20)).toBe(icon.readUInt32BE(16));
  });

  test('the web part needs nothing of Node', () => {
    const text = textOf('dist/extension-web.js');
    const needed = new Set([...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name));
    expect([...needed]).toEqual(['vscode']);
  });
});

function bytesOf(file: string): Buffer {
  return readFileSync(path.join(ROOT, file));
}
