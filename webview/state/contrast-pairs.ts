/** A colour of tokens.css, without its prefix. */
export type Token = Adjustable | Ground;

/** Colours that are replaced when they cannot be read, those on which others stand before them. */
export const ADJUSTABLE = [
  'text',
  'text-2',
  'text-dim',
  'trace',
  'trace-ink',
  'trace-on',
  'error',
  'error-on',
  'warn',
  'warn-on',
  'info',
  'info-on',
  'stop',
  'stop-on',
  'code-key',
  'code-str',
  'code-fn',
  'line',
  'line-dim',
  'icon',
  'focus',
] as const;

export type Adjustable = (typeof ADJUSTABLE)[number];

/** Colours on which others stand; they are left as they are. */
export const GROUNDS = [
  'canvas',
  'surface',
  'frame',
  'panel',
  'trace-soft',
  'active',
  'hover',
  'error-soft',
  'warn-soft',
  'info-soft',
  'stop-soft',
  'icon-bg',
] as const;

export type Ground = (typeof GROUNDS)[number];

interface Pair {
  readonly token: Adjustable;
  /** WCAG 2: 4.5 for text, 3 for lines and shapes. */
  readonly floor: number;
  readonly on: readonly Token[];
}

const BASE = ['canvas', 'surface', 'frame', 'panel'] as const;

/** Every pair that has to be told apart. */
export const PAIRS: readonly Pair[] = [
  { token: 'text', floor: 4.5, on: BASE },
  { token: 'text-2', floor: 4.5, on: [...BASE, 'trace-soft', 'active', 'hover', 'error-soft', 'stop-soft'] },
  { token: 'text-dim', floor: 4.5, on: BASE },
  { token: 'trace', floor: 3, on: [...BASE, 'trace-soft'] },
  { token: 'trace-ink', floor: 4.5, on: [...BASE, 'trace-soft', 'active'] },
  { token: 'trace-on', floor: 4.5, on: ['trace'] },
  { token: 'error', floor: 4.5, on: [...BASE, 'error-soft'] },
  { token: 'error-on', floor: 4.5, on: ['error'] },
  { token: 'warn', floor: 4.5, on: [...BASE, 'warn-soft'] },
  { token: 'warn-on', floor: 4.5, on: ['warn'] },
  { token: 'info', floor: 4.5, on: [...BASE, 'info-soft'] },
  { token: 'info-on', floor: 4.5, on: ['info'] },
  { token: 'stop', floor: 4.5, on: [...BASE, 'stop-soft'] },
  { token: 'stop-on', floor: 4.5, on: ['stop'] },
  { token: 'code-key', floor: 4.5, on: ['surface', 'panel', 'trace-soft'] },
  { token: 'code-str', floor: 4.5, on: ['surface', 'panel', 'trace-soft'] },
  { token: 'code-fn', floor: 4.5, on: ['surface', 'panel', 'trace-soft'] },
  { token: 'line', floor: 3, on: BASE },
  { token: 'line-dim', floor: 3, on: ['canvas', 'frame'] },
  { token: 'icon', floor: 3, on: [...BASE, 'icon-bg'] },
  { token: 'focus', floor: 3, on: BASE },
];

/** Our own values: light, high contrast light, high contrast, dark. The texts of the host have none. */
export const OURS: ReadonlyMap<Adjustable, readonly string[]> = new Map([
  ['text-dim', ['#676a76', '#3d3d3d', '#d0d0d0', '#9093a0']],
  ['trace', ['#5540d4', '#3a1fb8', '#ffe14d', '#a596ff']],
  ['trace-ink', ['#4a36c2', '#3a1fb8', '#ffe14d', '#b9adff']],
  ['trace-on', ['#ffffff', '#ffffff', '#000000', '#15122b']],
  ['error', ['#c4281f', '#a1120a', '#ff8f87', '#ff7a70']],
  ['error-on', ['#ffffff', '#ffffff', '#000000', '#2a0705']],
  ['warn', ['#9a5b00', '#6e4000', '#ffc069', '#eeb04c']],
  ['warn-on', ['#ffffff', '#ffffff', '#000000', '#2a1a00']],
  ['info', ['#1c62c4', '#0f4a85', '#8cc8ff', '#74b4ff']],
  ['info-on', ['#ffffff', '#ffffff', '#000000', '#04182f']],
  ['stop', ['#1b7548', '#0b5a31', '#7af0b4', '#5ccb94']],
  ['stop-on', ['#ffffff', '#ffffff', '#000000', '#03210f']],
  ['code-key', ['#1b5fb0', '#0f4a85', '#8cc8ff', '#86b8f5']],
  ['code-str', ['#6e6a2a', '#292929', '#ffffff', '#c9c38a']],
  ['code-fn', ['#8a3f86', '#292929', '#ffffff', '#dba0d6']],
  ['line', ['#747783', '#000000', '#ffffff', '#858894']],
  ['line-dim', ['#8b8e99', '#595959', '#9a9a9a', '#696c77']],
  ['icon', ['#4d505c', '#000000', '#ffffff', '#b9bcc8']],
  ['focus', ['#0a63c4', '#b5200d', '#f38518', '#4aa3ff']],
]);
