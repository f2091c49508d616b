import { shownText } from '../state/shown-text.js';

/** Colours of the light theme as they are written into what is exported; tokens.css has their names. */
export const COLOURS = {
  ground: '#ffffff',
  canvas: '#f7f7f9',
  surface: '#ffffff',
  frame: '#fbfbfc',
  text: '#1b1c22',
  quiet: '#575a66',
  line: '#747783',
  hairline: '#e2e3e9',
  icon: '#4d505c',
  iconGround: '#f0f0f4',
  trace: '#5540d4',
  traceInk: '#4a36c2',
  traceSoft: '#f1eefe',
  traceHalo: '#e4e1f9',
  onTrace: '#ffffff',
  error: '#c4281f',
  warning: '#9a5b00',
  information: '#1c62c4',
  hint: '#1c62c4',
  stop: '#1b7548',
  stopSoft: '#e8f6ee',
} as const;

/** Other fonts are up to 12 % wider than the one that the sizes were made for. */
export const WIDER = 1.12;

export const FONT = 'system-ui,-apple-system,&quot;Segoe UI&quot;,Ubuntu,sans-serif';
export const MONO = 'ui-monospace,&quot;SF Mono&quot;,Menlo,Consolas,monospace';

/** What XML 1.0 has no room for, however it is written: controls that `shownText` left, lone surrogates, non-characters. */
const NO_XML =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const SPECIAL = /[&<>"']/g;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** Text of a flow as content or attribute of XML: cut, with marks for what is not seen, and nothing that is markup. */
export function escaped(text: string): string {
  return shownText(text)
    .replace(NO_XML, '\ufffd')
    .replace(SPECIAL, (character) => ENTITIES.get(character)!);
}

/** Cut so that it is not wider than `width` px in the usual fonts. */
export function fitted(text: string, width: number, size: number, weight = 400): string {
  const shown = shownText(text);
  if (widthOf(shown, size, weight) <= width) return shown;
  let room = width - widthOf('\u2026', size, weight);
  let end = 0;
  for (const character of shown) {
    room -= widthOf(character, size, weight);
    if (room < 0) break;
    end += character.length;
  }
  return `${shown.slice(0, end).trimEnd()}\u2026`;
}

const NARROW = /[ijl.,:;'|!()[\]{}tfrI ]/;
const WIDE = /[mwMW@%\u2026]/;

/** As wide as the widest of the usual system fonts draws it; wide scripts count in full. */
export function widthOf(text: string, size: number, weight = 400): number {
  let em = 0;
  for (const character of text) {
    if (character > '\u02ff') em += 1;
    else if (NARROW.test(character)) em += 0.32;
    else if (WIDE.test(character)) em += 0.88;
    else em += character >= 'A' && character <= 'Z' ? 0.68 : 0.56;
  }
  return em * size * 1.1 * (weight > 500 ? 1.1 : 1);
}

/** Attributes of an element: numbers with at most one decimal, texts as they are. */
export function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? rounded(value) : value}"`)
    .join('');
}

export function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export function element(name: string, values: Parameters<typeof attributes>[0], content?: string): string {
  return content === undefined
    ? `<${name}${attributes(values)}/>`
    : `<${name}${attributes(values)}>${content}</${name}>`;
}

export interface TextLook {
  readonly size: number;
  readonly colour?: string;
  readonly weight?: number;
  readonly anchor?: 'middle' | 'end';
  /** Cut to this width. */
  readonly width?: number;
  readonly isStruck?: boolean;
  readonly isMono?: boolean;
}

/** One line of text; text of a flow turns nobody else's direction of writing. */
export function textAt(x: number, y: number, text: string, look: TextLook): string {
  const { size, colour = COLOURS.text, weight, anchor, width, isStruck, isMono } = look;
  const shown = width === undefined ? text : fitted(text, width, size, weight);
  const values = {
    x,
    y,
    'font-size': size,
    fill: colour,
    'font-weight': weight,
    'text-anchor': anchor,
    'text-decoration': isStruck ? 'line-through' : undefined,
    'font-family': isMono ? MONO : undefined,
    'unicode-bidi': 'isolate',
  };
  return element('text', values, escaped(shown));
}
