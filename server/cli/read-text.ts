/** Larger than any flow; an accident (a dump, a recording) must not take the memory. */
export const MAX_BYTES = 100 * 1024 * 1024;

export type ReadText =
  /** `problem` says what had to be repaired; '' when nothing. */
  { readonly text: string; readonly problem: string } | { readonly failure: string };

const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder('utf-8');

/**
 * Bytes to text. UTF-8 with or without byte order mark; the mark is not part of the text, as in editors. Invalid bytes
 * become replacement characters and the file is analysed all the same: an umlaut in another encoding inside a prompt
 * must not hide a leak in the next line. UTF-16 is refused with the way out.
 */
export function readText(bytes: Uint8Array): ReadText {
  if (bytes.length > MAX_BYTES) return { failure: tooLarge(bytes.length) };
  if (isUtf16(bytes)) return { failure: 'the file is UTF-16; save it as UTF-8' };
  try {
    return { text: strict.decode(bytes), problem: '' };
  } catch {
    const text = lenient.decode(bytes);
    const line = text.slice(0, text.indexOf('\ufffd')).split(/\r\n|\r|\n/).length;
    return { text, problem: `line ${line} is not valid UTF-8; analysed with replacement characters` };
  }
}

export function tooLarge(bytes: number): string {
  const megabytes = Math.ceil(bytes / (1024 * 1024));
  return `the file is too large (${megabytes} MB, at most ${MAX_BYTES / (1024 * 1024)} MB)`;
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
