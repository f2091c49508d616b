import type { Tape } from '../tape.js';
import { Place, readBehind } from './block.js';
import {
  afterBreak,
  BYTE_ORDER_MARK,
  DOT,
  HASH,
  isDocumentMarkerAt,
  isLineEndAt,
  lineEnd,
  OPEN_BRACE,
  PERCENT,
  skipWhite,
} from './characters.js';
import { reportDuplicateKeys } from './duplicate-keys.js';
import { readLines } from './lines.js';
import { readDirective } from './properties.js';
import { Reading } from './reading.js';

/**
 * Reads YAML 1.2 with Archy's `{{name}}` and Terraform's `${...}` in plain scalars, in one pass and without ever
 * failing: what cannot be read costs its line and one problem. The tape holds the first document of the text.
 */
export function readYaml(text: string): Tape {
  const reading = new Reading(text);
  readPrologue(reading);
  if (reading.position < text.length) readLines(reading);
  readEpilogue(reading);
  while (reading.top > 0) reading.close();
  reading.fill();
  reportDuplicateKeys(reading.tape);
  return reading.tape.finish();
}

/** Skips comments and directives up to the first line of the document. */
function readPrologue(reading: Reading): void {
  const { text } = reading;
  let directive = -1;
  while (reading.position < text.length) {
    if (text.charCodeAt(reading.position) === BYTE_ORDER_MARK) reading.position++;
    const from = reading.position;
    const end = lineEnd(text, from);
    const at = skipWhite(text, from);
    if (text.charCodeAt(from) === PERCENT && text.charCodeAt(from + 1) !== OPEN_BRACE) {
      readDirective(reading, from, end);
      directive = from;
    } else if (!isLineEndAt(text, at) && text.charCodeAt(at) !== HASH) break;
    reading.position = afterBreak(text, end);
  }
  const at = reading.position;
  reading.lineStart = at;
  reading.frameMark[0] = at;
  const isStart = isDocumentMarkerAt(text, at) && text.charCodeAt(at) !== DOT;
  if (directive >= 0 && !isStart) {
    reading.problem(directive, lineEnd(text, directive), 'Behind a % line the document has to start with ---.');
  }
  if (!isStart) return;
  reading.frameMark[0] = at + 3;
  reading.position = readBehind(reading, at + 3, Place.MarkerLine);
}

/** Reports what stands behind the end of the first document. */
function readEpilogue(reading: Reading): void {
  const { text } = reading;
  let at = reading.position;
  if (at >= text.length) return;
  if (text.charCodeAt(at) === DOT) {
    at = skipWhite(text, at + 3);
    while (at < text.length) {
      const isDirective = text.charCodeAt(at) === PERCENT;
      if (isDirective) readDirective(reading, at, lineEnd(text, at));
      else if (!isLineEndAt(text, at) && text.charCodeAt(at) !== HASH) break;
      const next = afterBreak(text, lineEnd(text, at));
      const content = skipWhite(text, next);
      at = text.charCodeAt(content) === PERCENT ? next : content;
    }
  }
  if (at < text.length)
    reading.problem(at, lineEnd(text, at), 'Only the first document of a file is read; here a second one starts.');
}
