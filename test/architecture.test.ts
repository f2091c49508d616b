import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { allActions } from '../server/core/catalog/actions.js';
import { LABELS } from '../server/core/catalog/labels.js';
import { rules } from '../server/core/rules/index.generated.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SKIPPED = new Set(['node_modules', 'dist', '.git', '.cache', 'coverage']);
const TEXT = /\.(?:ts|tsx|mjs|js|json|md|ya?ml|txt|html|css)$|^\.[a-z]+$|^LICENSE$|^run$/;

/** A layer may import what stands to its left. Files of core that lie in no folder belong to the workspace. */
const LAYERS = [
  'text',
  'model',
  'catalog',
  'syntax',
  'formats',
  'graph',
  'taint',
  'rules',
  'config',
  'ide',
  'workspace',
];

/** Everything outside core, with what it may import besides itself. */
const DOORS = new Map([
  ['cli', ['core', 'reports']],
  ['lsp', ['core', 'reports']],
  ['reports', ['core']],
]);

/** Packages by folder, the first that fits counts; `x` includes `x/y`. The core and the reports import none. */
const PACKAGES: readonly (readonly [folder: string, packages: readonly string[]])[] = [
  ['server/core/', []],
  ['server/reports/', []],
  ['server/cli/', ['node:', 'picocolors', 'tinyglobby']],
  ['server/lsp/', ['vscode-languageserver', 'vscode-languageserver-textdocument']],
  ['server/node', ['node:', 'vscode-languageserver']],
  ['server/worker.ts', ['vscode-languageserver']],
];

/** What makes markup, or code, of a text. */
const MARKUP =
  /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\s*\(|\bnew Function\b/;

interface Source {
  /** Below the root, with `/`. */
  readonly path: string;
  readonly text: string;
}

interface Import {
  readonly from: string;
  /** Path below the root for own files, else the package as written. */
  readonly to: string;
}

const tree = filesBelow('');
const sources = tree.filter(({ path: file }) => /^server\/.*\.ts$/.test(file));
const imports = sources.flatMap(importsOf);

/** The graph: it draws what the core says, and knows nothing of how the core finds it. */
const drawing = tree.filter(({ path: file }) => /^webview\/.*\.tsx?$/.test(file));

/** What the graph may know of the server: types of plain data. */
const DRAWN = ['server/core/ide/graph-view/graph-view.ts', 'server/core/model/', 'server/lsp/protocol'];

function filesBelow(folder: string): Source[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const below = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesBelow(below);
      // In a second working tree `.git` is a file.
      if (!entry.isFile() || !TEXT.test(entry.name) || SKIPPED.has(entry.name)) return [];
      return [{ path: below, text: readFileSync(path.join(ROOT, below), 'utf8') }];
    });
}

function importsOf({ path: from, text }: Source): Import[] {
  const found = code(text).matchAll(/(?<!')(?:\bfrom|\bimport|\bimport\()\s*'([^']+)'/g);
  return [...found].map(([, to]) => ({ from, to: to!.startsWith('.') ? resolve(from, to!) : to! }));
}

function resolve(from: string, to: string): string {
  return path.posix.join(path.posix.dirname(from), to).replace(/\.js$/, '.ts');
}

/** Without comments and without the text of template strings; other strings stay. */
function code(text: string): string {
  return text.replace(
    /('(?:\\.|[^'\\\n])*')|\/\/.*|\/\*[\s\S]*?\*\/|`(?:\\.|[^`\\])*`/g,
    (_, string?: string) => string ?? '``',
  );
}

function layerOf(file: string): number {
  const [, folder = ''] = /^server\/core\/([a-z-]+)\//.exec(file) ?? [];
  return LAYERS.indexOf(folder === '' ? 'workspace' : folder);
}

function doorOf(file: string): string {
  return /^server\/([a-z]+)\//.exec(file)?.[1] ?? '';
}

const show = ({ from, to }: Import) => `${from} -> ${to}`;
const pathsOf = (files: readonly Source[]) => files.map(({ path: file }) => file);

describe('layers', () => {
  test('every folder of core is a layer', () => {
    expect(pathsOf(sources.filter(({ path: file }) => file.startsWith('server/core/') && layerOf(file) < 0))).toEqual(
      [],
    );
  });

  test('a layer of core imports only what stands to its left', () => {
    const inside = imports.filter(({ from, to }) => from.startsWith('server/core/') && to.startsWith('server/core/'));
    expect(inside.filter(({ from, to }) => layerOf(to) > layerOf(from)).map(show)).toEqual([]);
  });

  test('core knows nothing outside of it', () => {
    const leaving = imports.filter(({ from, to }) => from.startsWith('server/core/') && to.includes('/'));
    expect(leaving.filter(({ to }) => !to.startsWith('server/core/')).map(show)).toEqual([]);
  });

  test('the doors to core do not know each other', () => {
    const wrong = imports.filter(({ from, to }) => {
      const allowed = DOORS.get(doorOf(from));
      return allowed && to.startsWith('server/') && doorOf(to) !== doorOf(from) && !allowed.includes(doorOf(to));
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test('a package is imported only where it belongs', () => {
    const packages = imports.filter(({ to }) => !to.startsWith('server/') && to !== 'package.json');
    const isAllowed = ({ from, to }: Import) => {
      const [, allowed] = PACKAGES.find(([folder]) => from.startsWith(folder)) ?? ['', []];
      return allowed.some((name) => to === name || to.startsWith(name.endsWith(':') ? name : `${name}/`));
    };
    expect(packages.filter((one) => !isAllowed(one)).map(show)).toEqual([]);
  });
});

describe('the graph', () => {
  const known = drawing.flatMap(importsOf);

  test('knows the types of what it draws, and no code of the server', () => {
    const server = known.filter(({ to }) => to.startsWith('server/'));
    expect(server.filter(({ to }) => !DRAWN.some((part) => to.startsWith(part))).map(show)).toEqual([]);
    const loading = drawing.filter(({ text }) => /^import (?!type\b)[^;]*'[./]+server\//m.test(text));
    expect(pathsOf(loading)).toEqual([]);
  });

  test('is drawn with React, and needs nothing else', () => {
    const packages = known.filter(({ to }) => !/^(?:server|webview)\//.test(to)).map(({ to }) => to);
    expect([...new Set(packages)].sort()).toEqual(['@xyflow/react', 'react', 'react-dom', 'react-dom/client']);
  });

  test('thinks without React: state, layout and export are plain functions', () => {
    const plain = drawing.filter(({ path: file }) => /^webview\/(?:state|layout|export)\//.test(file));
    const packages = plain.flatMap(importsOf).filter(({ to }) => !/^(?:server|webview)\//.test(to));
    expect(packages.map(show)).toEqual([]);
  });

  test('is the only part with React but for the pages around it', () => {
    const others = tree.filter(({ path: file }) => /^(?:server|client)\/.*\.tsx?$/.test(file));
    const pages = /^client\/(?:designer|browser)\//;
    const wrong = others.filter(({ path: file }) => !pages.test(file)).flatMap(importsOf);
    expect(wrong.filter(({ to }) => /^(?:react|@xyflow)/.test(to)).map(show)).toEqual([]);
  });

  test('writes no markup from text', () => {
    expect(pathsOf(drawing.filter(({ text }) => MARKUP.test(code(text))))).toEqual([]);
  });
});

describe('the browser extension', () => {
  const extension = tree.filter(({ path: file }) => /^client\/browser\/.*\.tsx?$/.test(file));

  test('asks the browser in one place', () => {
    const asking = extension.filter(({ text }) =>
      /(?<![\w.'])(?:chrome|browser)\.\w|globalThis\.(?:chrome|browser)\b/.test(code(text)),
    );
    expect(pathsOf(asking)).toEqual(['client/browser/api.ts']);
  });

  test('has doors that know neither pages nor React', () => {
    const doors = extension.filter(({ path: file }) => file.startsWith('client/browser/doors/')).flatMap(importsOf);
    expect(doors.filter(({ to }) => !/^(?:client\/browser|server\/core)\//.test(to)).map(show)).toEqual([]);
    const wrong = doors.filter(({ to }) => /^client\/browser\/(?:panel|designer|options)/.test(to));
    expect(wrong.map(show)).toEqual([]);
  });

  test('writes no markup from text', () => {
    expect(pathsOf(extension.filter(({ text }) => MARKUP.test(code(text))))).toEqual([]);
  });
});

describe('files', () => {
  test('no source has more than 400 lines', () => {
    const written = tree.filter(({ path: file }) => /\.(?:ts|tsx|mjs)$/.test(file) && !file.includes('.generated.'));
    const long = written.filter(({ text }) => text.split('\n').length - 1 > 400);
    expect(long.map(({ path: file, text }) => `${file}: ${text.split('\n').length - 1}`)).toEqual([]);
  });

  test('only rules have a default export', () => {
    const others = sources.filter(({ path: file }) => !file.startsWith('server/core/rules/'));
    expect(pathsOf(others.filter(({ text }) => /^export default /m.test(text)))).toEqual([]);
  });

  test('no file does nothing but pass on what others export', () => {
    const statement = /^(?:import|export)\b[^;]*\bfrom '[^']*'[^;]*;/gm;
    const isBarrel = ({ text }: Source) => code(text).replace(statement, '').trim() === '';
    expect(pathsOf(sources.filter(isBarrel))).toEqual([]);
  });

  test('every rule has a folder of cases', () => {
    const folders = new Set(pathsOf(tree).flatMap((file) => /^test\/rules\/([^/]+)\//.exec(file)?.[1] ?? []));
    expect(rules.map(({ id }) => id).filter((id) => !folders.has(id))).toEqual([]);
  });

  test('no file holds a path of one machine', () => {
    const machine = new RegExp(
      ['(?<![\\w.*-])/(?:work|root|tmp|home/\\w+|Users/\\w+)/\\w', '\\b[A-Z]:\\\\\\\\?(?:Users|work)'].join('|'),
    );
    expect(hits(machine)).toEqual([]);
  });

  test('the lock file is complete for every platform, or npm ci refuses it', () => {
    const lock: { packages: Record<string, { optionalDependencies?: Record<string, string> }> } = JSON.parse(
      readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'),
    );
    const locked = new Set(Object.keys(lock.packages).map((where) => where.replace(/^.*node_modules\//, '')));
    const wanted = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies),
    );
    expect(wanted.filter((name) => !locked.has(name))).toEqual([]);
  });

  test('no file names a package registry', () => {
    const registry = /\bregistry\.(?!ts\b|js\b)[\w-]+\.\w+|"resolved": "http|\bnpm\.pkg\.|\/artifactory\//;
    expect(hits(registry)).toEqual([]);
  });
});

describe('code', () => {
  test('nothing under server runs text as code', () => {
    const running = /\beval\s*\(|\bnew Function\b|\bFunction\s*\(|\brequire\s*\(/;
    expect(pathsOf(sources.filter(({ text }) => running.test(code(text))))).toEqual([]);
  });

  test('rules hold no vendor action keys', () => {
    // 'loop' is a key, but also our own word for how an action continues; LINK is a label, End a good name for an end.
    const all = (['architect', 'cxone', 'node'] as const).flatMap((platform) => [...allActions(platform)]);
    const ours = new Set<string>([...all.map(({ control }) => control), ...LABELS, 'End']);
    const words = all.flatMap(({ key, jsonType }) => [key, jsonType]).filter((word) => word !== '');
    const keys = new Set(words.filter((word) => !ours.has(word)));
    const wrong = sources
      .filter(({ path: file }) => file.startsWith('server/core/rules/') && !file.includes('.generated.'))
      .flatMap(({ path: file, text }) => stringsOf(text).map((string) => ({ file, string })))
      .filter(({ string }) => keys.has(string));
    expect(wrong.map(({ file, string }) => `${file}: '${string}'`)).toEqual([]);
  });
});

function stringsOf(text: string): string[] {
  return [...code(text).matchAll(/'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"/g)].map(
    (found) => found[1] ?? found[2] ?? '',
  );
}

/** Lines of any text file of the project that fit, but for this test, which has to spell what it looks for. */
function hits(pattern: RegExp): string[] {
  return tree
    .filter(({ path: file }) => file !== 'test/architecture.test.ts')
    .flatMap(({ path: file, text }) =>
      text
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 100)}`] : [])),
    );
}
