import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ThemeKind } from '../../../webview/messages.js';
import {
  type Colour,
  contrast,
  cssColour,
  hex,
  type Palette,
  parseColour,
  repairs,
} from '../../../webview/state/contrast.js';
import { ADJUSTABLE, GROUNDS, OURS, PAIRS, type Token } from '../../../webview/state/contrast-pairs.js';

const TOKENS = readFileSync(new URL('../../../webview/style/tokens.css', import.meta.url), 'utf8');

/** What a theme of VS Code says; names are short for the colours that tokens.css maps. */
interface Theme {
  readonly name: string;
  readonly kind: ThemeKind;
  readonly editor: string;
  readonly widget: string;
  readonly sideBar: string;
  readonly text: string;
  readonly description: string;
  readonly foreground: string;
  readonly focus: string;
  readonly hover: string;
  readonly selection: string;
}

const theme = (name: string, kind: ThemeKind, colours: string): Theme => {
  const [editor, widget, sideBar, text, description, foreground, focus, hover, selection] = colours.split(' ');
  const all = { editor, widget, sideBar, text, description, foreground, focus, hover, selection };
  // Nine colours each, in the order of the interface.
  return { name, kind, ...(all as Omit<Theme, 'name' | 'kind'>) };
};

const THEMES = [
  theme('Dark+', 'dark', '#1e1e1e #252526 #252526 #d4d4d4 #9d9d9d #cccccc #007fd4 #2a2d2e #37373d'),
  theme('Light+', 'light', '#ffffff #f3f3f3 #f3f3f3 #000000 #717171 #616161 #0090f1 #e8e8e8 #e4e6f1'),
  theme('Dark Modern', 'dark', '#1f1f1f #202020 #181818 #cccccc #9d9d9d #cccccc #0078d4 #2a2d2e #37373d'),
  theme('Light Modern', 'light', '#ffffff #f8f8f8 #f8f8f8 #3b3b3b #3b3b3b #3b3b3b #005fb8 #f2f2f2 #e4e6f1'),
  theme('Monokai', 'dark', '#272822 #1e1f1c #1e1f1c #f8f8f2 #c8c8c2 #cccccc #99947c #3e3d32 #414339'),
  theme('Solarized Dark', 'dark', '#002b36 #00212b #00212b #839496 #586e75 #93a1a1 #2aa198 #003a45 #004052'),
  theme('Solarized Light', 'light', '#fdf6e3 #eee8d5 #eee8d5 #657b83 #93a1a1 #475b62 #b49471 #eee0bc #d1cbb8'),
  theme('Quiet Light', 'light', '#f5f5f5 #f5f5f5 #f2f2f2 #333333 #705697 #616161 #9769dc #e0e0e0 #d3dbcd'),
  theme('Abyss', 'dark', '#000c18 #262641 #060621 #6688cc #8899bb #cccccc #596f99 #061940 #152037'),
  theme('Kimbie Dark', 'dark', '#221a0f #131510 #362712 #d3af86 #a57a4c #d3af86 #a57a4c #4f3618 #645342'),
  theme('Red', 'dark', '#390000 #300000 #330000 #f8f8f8 #cc9999 #f8f8f8 #ff6666 #800000 #770000'),
  theme('Tomorrow Night Blue', 'dark', '#002451 #001c40 #001c40 #ffffff #bbdaff #ffffff #bbdaff #304b71 #405a7d'),
  theme('Dracula', 'dark', '#282a36 #21222c #21222c #f8f8f2 #6272a4 #f8f8f2 #6272a4 #343746 #383a4a'),
  theme('GitHub Light', 'light', '#ffffff #ffffff #f6f8fa #1f2328 #59636e #1f2328 #0969da #eef0f2 #e8eaed'),
];

/** The value of a token in one of the blocks of tokens.css, with what the host says in it. */
function palette(host: Theme): Palette {
  const block = blockOf(host.kind);
  const mapped = new Map<string, string>([
    ['editor-background', host.editor],
    ['editorWidget-background', host.widget],
    ['sideBar-background', host.sideBar],
    ['editor-foreground', host.text],
    ['descriptionForeground', host.description],
    ['focusBorder', host.focus],
    ['list-hoverBackground', host.hover],
    ['list-inactiveSelectionBackground', host.selection],
  ]);
  const found = new Map<Token | 'foreground', Colour>([['foreground', hex(host.foreground)]]);
  for (const token of [...ADJUSTABLE, ...GROUNDS]) {
    if (token === 'frame') continue;
    const value = new RegExp(`--kt-${token}:\\s*([^;]+);`).exec(block)?.[1] ?? '';
    const name = /var\(--vscode-([\w-]+)/.exec(value)?.[1];
    found.set(token, hex((name && mapped.get(name)) || /#[0-9a-f]{6}/.exec(value)![0]));
  }
  const share = host.kind === 'light' ? 0.55 : 0.45;
  const mix = (a: Colour, b: Colour): Colour =>
    [0, 1, 2].map((at) => a[at]! * share + b[at]! * (1 - share)) as unknown as Colour;
  found.set('frame', mix(found.get('surface')!, found.get('canvas')!));
  return found;
}

function blockOf(kind: ThemeKind): string {
  const start = TOKENS.search(new RegExp(`\\.kt-${kind}\\b[^{]*\\{`));
  return TOKENS.slice(start, TOKENS.indexOf('}', start));
}

function misses(colours: Palette): string[] {
  return PAIRS.flatMap(({ token, floor, on }) =>
    on.flatMap((ground) => {
      const ratio = contrast(colours.get(token)!, colours.get(ground)!);
      return ratio < floor ? [`${token} on ${ground}: ${ratio.toFixed(2)} of ${floor}`] : [];
    }),
  );
}

describe('everything can be read', () => {
  test.each(THEMES.map((host) => [host.name, host] as const))('in %s', (_, host) => {
    const colours = palette(host);
    expect(misses(new Map([...colours, ...repairs(colours, host.kind)]))).toEqual([]);
  });

  test('and what can be read already is left alone', () => {
    const ours = THEMES.find(({ name }) => name === 'Light Modern')!;
    expect([...repairs(palette(ours), 'light').keys()]).toEqual([]);
  });

  test('a text of the host becomes its foreground, one of ours another of its own', () => {
    const solarized = THEMES.find(({ name }) => name === 'Solarized Light')!;
    const changed = repairs(palette(solarized), 'light');
    expect(changed.get('text')).toEqual(hex(solarized.foreground));
    const red = THEMES.find(({ name }) => name === 'Red')!;
    const own = repairs(palette(red), 'dark');
    for (const [token, colour] of own) {
      if (OURS.has(token)) expect(OURS.get(token)!.map(hex)).toContainEqual(colour);
    }
  });
});

test('the values of ours are those of tokens.css', () => {
  const kinds = ['light', 'hc-light', 'hc', 'dark'] as const;
  for (const [token, values] of OURS) {
    const written = kinds.map((kind) => {
      const value = new RegExp(`--kt-${token}:\\s*([^;]+);`).exec(blockOf(kind))?.[1] ?? '';
      return /#[0-9a-f]{6}/.exec(value)?.[0];
    });
    expect([token, ...values]).toEqual([token, ...written]);
  }
});

test('colours are read as browsers write them', () => {
  expect(parseColour('rgb(1, 2, 3)')).toEqual([1, 2, 3]);
  expect(parseColour('rgba(1, 2, 3, 0.5)')).toEqual([1, 2, 3]);
  expect(parseColour('color(srgb 1 0.5 0)')).toEqual([255, 127.5, 0]);
  expect(parseColour('transparent')).toBeUndefined();
  expect(cssColour([1.4, 2.5, 3])).toBe('rgb(1 3 3)');
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
});
