import { CookedText } from '../../text/cooked-text.js';
import type { HclAttribute, HclBlock, HclBody, HclFile, HclLabel } from './ast.js';
import { NO_BODY } from './ast.js';
import { HclCursor } from './cursor.js';
import { readExpression } from './expression.js';

/** Reads a file in HashiCorp's configuration language. Never throws; a broken line costs itself, the rest is read on. */
export function readHcl(text: string): HclFile {
  const cursor = new HclCursor(new CookedText(text, 0));
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  while (!cursor.isAtEnd) {
    const { attributes: more, blocks: others } = readBody(cursor);
    for (const attribute of more) attributes.push(attribute);
    for (const block of others) blocks.push(block);
    if (cursor.isAtEnd) break;
    cursor.problem(cursor.at, cursor.at + 1, 'This bracket closes nothing');
    cursor.at++;
  }
  return { body: { attributes, blocks }, problems: cursor.problems };
}

/** Attributes and blocks up to the closing brace, which is left, or to the end. */
function readBody(cursor: HclCursor): HclBody {
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  for (cursor.skip(true); !cursor.isAtEnd && cursor.code !== 0x7d; cursor.skip(true)) {
    const part = readPart(cursor);
    if (!part) continue;
    if ('value' in part) attributes.push(part);
    else blocks.push(part);
    endPart(cursor);
  }
  return { attributes, blocks };
}

function readPart(cursor: HclCursor): HclAttribute | HclBlock | undefined {
  const start = cursor.at;
  const name = cursor.is('"') ? readLabelText(cursor) : cursor.name();
  if (name === '') {
    cursor.problem(start, start + 1, 'A name should stand here');
    skipLine(cursor);
    return undefined;
  }
  const nameSpan = cursor.span(start);
  cursor.skip(false);
  if (cursor.code === 0x3d && cursor.text.charCodeAt(cursor.at + 1) !== 0x3d) {
    cursor.at++;
    cursor.skip(false);
    const value = readExpression(cursor);
    return { name, nameSpan, value, span: cursor.span(start) };
  }
  return readBlock(cursor, name, start);
}

function readBlock(cursor: HclCursor, type: string, start: number): HclBlock | undefined {
  const labels: HclLabel[] = [];
  for (cursor.skip(false); cursor.is('"') || cursor.isName(); cursor.skip(false)) {
    const at = cursor.at;
    const isQuoted = cursor.is('"');
    const text = isQuoted ? readLabelText(cursor) : cursor.name();
    labels.push({ text, span: isQuoted ? cursor.span(at + 1, at + 1 + text.length) : cursor.span(at) });
  }
  if (!cursor.is('{')) {
    cursor.problem(cursor.at, Math.min(cursor.at + 1, cursor.text.length), 'A "=" or a "{" should stand here');
    skipLine(cursor);
    return undefined;
  }
  const open = cursor.at;
  const body = cursor.deeper(
    open,
    () => {
      cursor.at++;
      const read = readBody(cursor);
      if (!cursor.take('}')) cursor.problem(open, open + 1, 'This block is not closed');
      return read;
    },
    () => NO_BODY,
  );
  return { type, labels, body, span: cursor.span(start) };
}

/** Labels hold no interpolation. */
function readLabelText(cursor: HclCursor): string {
  const start = cursor.at + 1;
  let end = start;
  for (; end < cursor.text.length; end++) {
    const code = cursor.text.charCodeAt(end);
    if (code === 0x22 || code === 0x0a) break;
    if (code === 0x5c) end++;
  }
  end = Math.min(end, cursor.text.length);
  cursor.at = cursor.text.charCodeAt(end) === 0x22 ? end + 1 : end;
  return cursor.text.slice(start, end);
}

/** A part ends with its line, or in front of the brace of a block on one line. */
function endPart(cursor: HclCursor): void {
  cursor.skip(false);
  if (cursor.isAtEnd || cursor.code === 0x0a || cursor.code === 0x7d) return;
  cursor.problem(cursor.at, cursor.at + 1, 'Nothing more should stand on this line');
  skipLine(cursor);
}

/** Over a line that could not be read, with the brackets that it opens. */
function skipLine(cursor: HclCursor): void {
  for (const before = cursor.at; !cursor.isAtEnd && cursor.code !== 0x0a; ) {
    const { code } = cursor;
    if (code === 0x7d && cursor.at > before) return;
    if (code === 0x28 || code === 0x5b || code === 0x7b || code === 0x22) cursor.skipBracket(cursor.at);
    else cursor.at++;
    if (code === 0x7d) return;
  }
}
