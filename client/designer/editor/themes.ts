import * as monaco from 'monaco-editor/editor/editor.api';
import type { ThemeKind } from '../../../webview/messages.js';

type Base = 'vs' | 'vs-dark' | 'hc-black' | 'hc-light';

const BASES: Readonly<Record<ThemeKind, Base>> = {
  light: 'vs',
  dark: 'vs-dark',
  hc: 'hc-black',
  'hc-light': 'hc-light',
};

/** Colours of the editor and the tokens of the look that they are. */
const COLOURS: Readonly<Record<string, string>> = {
  'editor.background': '--kt-panel',
  'editor.foreground': '--kt-text',
  'editorGutter.background': '--kt-panel',
  'editorLineNumber.foreground': '--kt-text-dim',
  'editorLineNumber.activeForeground': '--kt-text',
  'editorCodeLens.foreground': '--kt-text-dim',
  'editorInlayHint.foreground': '--kt-text-dim',
  'editorInlayHint.background': '--kt-panel',
  'editorWidget.background': '--kt-surface',
  'editorWidget.foreground': '--kt-text',
  'editorWidget.border': '--kt-hairline',
  'editorHoverWidget.background': '--kt-surface',
  'editorSuggestWidget.background': '--kt-surface',
  'editorSuggestWidget.selectedBackground': '--kt-active',
  'editorSuggestWidget.selectedForeground': '--kt-text',
  'editorSuggestWidget.highlightForeground': '--kt-trace-ink',
  'editorSuggestWidget.focusHighlightForeground': '--kt-trace-ink',
  'editorError.foreground': '--kt-error',
  'editorWarning.foreground': '--kt-warn',
  'editorInfo.foreground': '--kt-info',
  'editorHint.foreground': '--kt-text-dim',
  'editorLink.activeForeground': '--kt-trace-ink',
  'textLink.foreground': '--kt-trace-ink',
  'textLink.activeForeground': '--kt-trace-ink',
  'list.hoverBackground': '--kt-hover',
  'quickInputList.focusBackground': '--kt-active',
  'quickInputList.focusForeground': '--kt-text',
  'quickInput.background': '--kt-surface',
  'menu.background': '--kt-surface',
  'menu.foreground': '--kt-text',
  'menu.selectionBackground': '--kt-active',
  'menu.selectionForeground': '--kt-text',
  focusBorder: '--kt-focus',
};

/** With high contrast what is selected is turned over, with and without the focus. */
const TURNED_OVER: Readonly<Record<string, string>> = {
  'editor.selectionBackground': '--kt-text',
  'editor.inactiveSelectionBackground': '--kt-text',
  'editor.selectionForeground': '--kt-surface',
};

/** Tokens of the two languages and of the server, likewise. */
const TOKENS: readonly (readonly [token: string, colour: string, style?: string])[] = [
  ['type', '--kt-code-key'],
  ['string', '--kt-code-str'],
  // The editor's own themes name this one too, and the longer name counts.
  ['string.yaml', '--kt-code-str'],
  ['number', '--kt-code-str'],
  ['keyword', '--kt-code-fn'],
  ['comment', '--kt-text-dim'],
  ['variable', '--kt-text'],
  ['function', '--kt-code-fn'],
  ['operator', '--kt-text-2'],
  ['property', '--kt-code-key'],
  ['parameter', '--kt-text'],
  ['method', '--kt-code-key'],
  ['event', '--kt-code-key'],
  ['class', '--kt-code-key'],
  ['namespace', '--kt-text'],
  ['interface', '--kt-text'],
];

/** Modifiers come behind the token's type in one word, in the order in which the server has announced them. */
const MODIFIERS = ['declaration', 'readonly', 'secure', 'sensitive', 'unresolved'];

/** Makes the editor look as the page does; the page's own colours must be in place. */
export function applyTheme(kind: ThemeKind): void {
  const style = getComputedStyle(document.documentElement);
  const colourOf = (token: string) => toHex(style.getPropertyValue(token));
  const wanted = kind === 'hc' || kind === 'hc-light' ? { ...COLOURS, ...TURNED_OVER } : COLOURS;
  const colors = Object.fromEntries(
    Object.entries(wanted).flatMap(([name, token]) => {
      const colour = colourOf(token);
      return colour === undefined ? [] : [[name, colour]];
    }),
  );
  const rules = TOKENS.flatMap(([token, colour]) => [
    { token, ...foregroundOf(colourOf(colour)) },
    ...markedRules(token, colourOf('--kt-trace-ink')),
  ]);
  const name = `keytrace-${kind}`;
  monaco.editor.defineTheme(name, { base: BASES[kind], inherit: true, rules, colors });
  monaco.editor.setTheme(name);
}

/** Rules for every set of modifiers that says that a name is secure, sensitive or nowhere to be found. */
function markedRules(token: string, ink: string | undefined): monaco.editor.ITokenThemeRule[] {
  return setsOf(MODIFIERS).flatMap((set) => {
    const full = [token, ...set].join('.');
    if (set.includes('secure')) return [{ token: full, ...foregroundOf(ink), fontStyle: 'bold' }];
    if (set.includes('sensitive')) return [{ token: full, ...foregroundOf(ink) }];
    return set.includes('unresolved') ? [{ token: full, fontStyle: 'italic' }] : [];
  });
}

function setsOf(words: readonly string[]): string[][] {
  const [first, ...rest] = words;
  if (first === undefined) return [[]];
  const without = setsOf(rest);
  return [...without, ...without.map((set) => [first, ...set])];
}

function foregroundOf(colour: string | undefined): { foreground?: string } {
  return colour === undefined ? {} : { foreground: colour.slice(1) };
}

/** The editor knows colours in hexadecimal only; others are left to its own theme. */
function toHex(value: string): string | undefined {
  const text = value.trim();
  if (/^#[\da-f]{6}$/i.test(text)) return text;
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(text);
  return short
    ? `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`
    : undefined;
}
