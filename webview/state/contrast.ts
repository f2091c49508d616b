import type { ThemeKind } from '../messages.js';
import { ADJUSTABLE, type Adjustable, OURS, PAIRS, type Token } from './contrast-pairs.js';

/** Red, green and blue from 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** The colours as the page shows them; `foreground` is the host's. */
export type Palette = ReadonlyMap<Token | 'foreground', Colour>;

/**
 * What has to be replaced for everything to be readable on the grounds that the host really has: a text of the host by its
 * foreground, one of ours by the nearer of its values that passes, and as the last resort by black or white.
 */
export function repairs(palette: Palette, kind: ThemeKind): ReadonlyMap<Adjustable, Colour> {
  const changed = new Map<Adjustable, Colour>();
  const now = (token: Token): Colour => changed.get(token as Adjustable) ?? palette.get(token) ?? MIDDLE;
  for (const token of ADJUSTABLE) {
    const pair = PAIRS.find((one) => one.token === token);
    if (pair === undefined) continue;
    const grounds = pair.on.map(now);
    const worst = (colour: Colour) => Math.min(...grounds.map((ground) => contrast(colour, ground)));
    const own = now(token);
    if (worst(own) >= pair.floor) continue;
    const choices = candidates(token, palette, kind);
    const passing = choices.filter((colour) => worst(colour) >= pair.floor);
    const nearest = [...passing].sort((a, b) => distance(a, own) - distance(b, own))[0];
    // Where nothing passes, the grounds are too far from each other; the best is still better than what was there.
    const best = [...choices, BLACK, WHITE].sort((a, b) => worst(b) - worst(a))[0]!;
    changed.set(token, nearest ?? best);
  }
  return changed;
}

const BLACK: Colour = [0, 0, 0];
const WHITE: Colour = [255, 255, 255];
const MIDDLE: Colour = [128, 128, 128];

/** Of the host's texts its foreground; of ours the values of the other themes, those of the same ground first. */
function candidates(token: Adjustable, palette: Palette, kind: ThemeKind): readonly Colour[] {
  const foreground = palette.get('foreground');
  const values = (OURS.get(token) ?? []).map(hex);
  if (values.length === 0) return foreground ? [foreground] : [];
  const isLight = kind === 'light' || kind === 'hc-light';
  return isLight ? values : [...values].reverse();
}

export function hex(text: string): Colour {
  const value = Number.parseInt(text.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** `rgb(1 2 3)`, `rgb(1, 2, 3)` and `color(srgb 0.1 0.2 0.3)`, as browsers answer; others are not known. */
export function parseColour(text: string): Colour | undefined {
  const numbers = text.match(/-?\d*\.?\d+/g)?.map(Number) ?? [];
  const [red, green, blue] = numbers;
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  const scale = text.startsWith('color(') ? 255 : 1;
  return [red * scale, green * scale, blue * scale];
}

export function cssColour([red, green, blue]: Colour): string {
  return `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)})`;
}

/** WCAG 2: from 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function distance(a: Colour, b: Colour): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
