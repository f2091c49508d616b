/** `%7B`, the percent-encoded `{`, in base64. */
const START = /^\s*JTd[Ci]/;

/** Whether a text starts like an export of a flow: base64 of percent-encoded JSON. */
export function isI3(text: string): boolean {
  return START.test(text.slice(0, 200));
}

/** One line of base64, in it percent-encoded UTF-8, in it the JSON configuration. */
export function decodeI3(text: string): { readonly text: string } | { readonly problem: string } {
  const encoded = decodeBase64(text);
  if (encoded === undefined)
    return { problem: 'This file is no Architect export: it holds characters that base64 does not have.' };
  try {
    return { text: decodeURIComponent(encoded) };
  } catch {
    return { problem: 'This Architect export is damaged or cut off: its percent-encoded text does not end well.' };
  }
}

const CHUNK = 8192;

/** Base64 to the characters 0..255; whitespace and missing padding do not matter. Undefined when it is no base64. */
function decodeBase64(text: string): string | undefined {
  const codes = new Uint16Array(CHUNK);
  let out = '';
  let count = 0;
  let bits = 0;
  let width = 0;
  let isPadded = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code === 0xfeff) continue;
    if (code === 0x3d) {
      isPadded = true;
      continue;
    }
    const value = digitOf(code);
    if (value < 0 || isPadded) return undefined;
    bits = ((bits << 6) | value) & 0xfff;
    width += 6;
    if (width < 8) continue;
    width -= 8;
    codes[count++] = (bits >> width) & 0xff;
    if (count < CHUNK) continue;
    out += String.fromCharCode(...codes);
    count = 0;
  }
  return out + String.fromCharCode(...codes.subarray(0, count));
}

function digitOf(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code - 0x41;
  if (code >= 0x61 && code <= 0x7a) return code - 0x61 + 26;
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 52;
  if (code === 0x2b || code === 0x2d) return 62; // '-' and '_' in the URL alphabet
  return code === 0x2f || code === 0x5f ? 63 : -1;
}
