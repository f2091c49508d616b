import type { HclEntry, HclExpression } from './ast.js';
import type { HclCursor } from './cursor.js';
import { readHeredoc, readQuoted } from './template.js';

/** By strength, weakest first. */
const OPERATORS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Operations and properties one behind the other that are kept apart; a longer chain is taken for one open value. */
const CHAIN_LIMIT = 200;

/** The expression at the cursor, up to the end of its line where line ends count. Never fails. */
export function readExpression(cursor: HclCursor, overLines = false): HclExpression {
  const start = cursor.at;
  const condition = readOperation(cursor, 0, overLines);
  if (!lookAhead(cursor, '?', overLines)) return condition;
  return cursor.deeper<HclExpression>(
    cursor.at,
    () => readConditional(cursor, condition, start, overLines),
    () => ({ kind: 'open', span: cursor.span(start) }),
  );
}

function readConditional(
  cursor: HclCursor,
  condition: HclExpression,
  start: number,
  overLines: boolean,
): HclExpression {
  cursor.skip(true);
  const yes = readExpression(cursor, overLines);
  if (!lookAhead(cursor, ':', true)) return { kind: 'open', span: cursor.span(start) };
  cursor.skip(true);
  const no = readExpression(cursor, overLines);
  return { kind: 'conditional', parts: [condition, yes, no], span: cursor.span(start) };
}

/** Inside `${}`, line ends do not count. */
export function readInside(cursor: HclCursor): HclExpression {
  return readExpression(cursor, true);
}

/** Takes a token behind blanks; without it the cursor stays where it was. */
function lookAhead(cursor: HclCursor, token: string, overLines: boolean): boolean {
  const before = cursor.at;
  cursor.skip(overLines);
  if (cursor.take(token)) return true;
  cursor.at = before;
  return false;
}

function readOperation(cursor: HclCursor, level: number, overLines: boolean): HclExpression {
  const operators = OPERATORS[level];
  if (!operators) return readUnary(cursor);
  const start = cursor.at;
  let left = readOperation(cursor, level + 1, overLines);
  for (let length = 1; ; length++) {
    if (length % CHAIN_LIMIT === 0) left = { kind: 'open', span: cursor.span(start) };
    const operator = operators.find((sign) => lookAhead(cursor, sign, overLines));
    if (operator === undefined) return left;
    cursor.skip(true);
    const right = readOperation(cursor, level + 1, overLines);
    left = { kind: 'operation', operator, operands: [left, right], span: cursor.span(start) };
  }
}

function readUnary(cursor: HclCursor): HclExpression {
  const start = cursor.at;
  let signs = '';
  while (cursor.code === 0x21 || cursor.code === 0x2d) {
    signs += cursor.text[cursor.at++];
    cursor.skip(false);
  }
  let value = readAccess(cursor);
  if (signs.length > CHAIN_LIMIT) return { kind: 'open', span: cursor.span(start) };
  for (const operator of [...signs].reverse()) {
    value = { kind: 'operation', operator, operands: [value], span: cursor.span(start) };
  }
  return value;
}

/** A term and the properties and indexes behind it. */
function readAccess(cursor: HclCursor): HclExpression {
  const start = cursor.at;
  let object = readTerm(cursor);
  for (let length = 1; ; length++) {
    if (length % CHAIN_LIMIT === 0) object = { kind: 'open', span: cursor.span(start) };
    const next = readStep(cursor, object, start);
    if (!next) return object;
    object = next;
  }
}

function readStep(cursor: HclCursor, object: HclExpression, start: number): HclExpression | undefined {
  if (cursor.code === 0x2e && cursor.text.charCodeAt(cursor.at + 1) !== 0x2e) {
    cursor.at++;
    if (cursor.take('*')) return { kind: 'open', span: cursor.span(start) };
    const from = cursor.at;
    const name = cursor.name() || readDigits(cursor);
    return { kind: 'access', object, key: literal(cursor, name, from), span: cursor.span(start) };
  }
  if (cursor.code !== 0x5b) return undefined;
  const open = cursor.at;
  if (cursor.text.startsWith('[*]', open)) {
    cursor.at += 3;
    return { kind: 'open', span: cursor.span(start) };
  }
  return cursor.deeper<HclExpression>(
    open,
    () => {
      cursor.at++;
      cursor.skip(true);
      const key = readExpression(cursor, true);
      close(cursor, open, ']');
      return { kind: 'access', object, key, span: cursor.span(start) };
    },
    () => ({ kind: 'open', span: cursor.span(start) }),
  );
}

function readDigits(cursor: HclCursor): string {
  const start = cursor.at;
  while (cursor.code >= 0x30 && cursor.code <= 0x39) cursor.at++;
  return cursor.text.slice(start, cursor.at);
}

function literal(cursor: HclCursor, text: string, start: number): HclExpression {
  const parts = [{ kind: 'text' as const, source: cursor.cooked(text, start, undefined) }];
  return { kind: 'template', parts, span: cursor.span(start, start + text.length) };
}

function readTerm(cursor: HclCursor): HclExpression {
  const start = cursor.at;
  const { code } = cursor;
  if (code === 0x22) return readQuoted(cursor, readInside);
  if (code === 0x28) return readParentheses(cursor);
  if (code === 0x5b) return readList(cursor);
  if (code === 0x7b) return readObject(cursor);
  if (code === 0x3c) return readHeredoc(cursor, readInside) ?? unread(cursor);
  if (code >= 0x30 && code <= 0x39) {
    NUMBER.lastIndex = start;
    const digits = NUMBER.exec(cursor.text)![0]; // the digit in front of it fits
    cursor.at += digits.length;
    return { kind: 'number', value: Number(digits), span: cursor.span(start) };
  }
  return cursor.isName() ? readName(cursor) : unread(cursor);
}

function readName(cursor: HclCursor): HclExpression {
  const start = cursor.at;
  let name = cursor.name();
  while (cursor.is('::')) {
    cursor.at += 2;
    name += `::${cursor.name()}`;
  }
  if (cursor.code === 0x28) return readCall(cursor, name, start);
  const span = cursor.span(start);
  if (name === 'true' || name === 'false') return { kind: 'bool', value: name === 'true', span };
  return name === 'null' ? { kind: 'null', span } : { kind: 'name', name, span };
}

/** What no rule of the language fits. Takes nothing, so that the caller decides where reading goes on. */
function unread(cursor: HclCursor): HclExpression {
  cursor.problem(cursor.at, Math.min(cursor.at + 1, cursor.text.length), 'A value should stand here');
  return { kind: 'open', span: cursor.span(cursor.at) };
}

function readParentheses(cursor: HclCursor): HclExpression {
  const start = cursor.at;
  return cursor.deeper<HclExpression>(
    start,
    () => {
      cursor.at++;
      cursor.skip(true);
      const value = readExpression(cursor, true);
      close(cursor, start, ')');
      return value;
    },
    () => ({ kind: 'open', span: cursor.span(start) }),
  );
}

function readCall(cursor: HclCursor, name: string, start: number): HclExpression {
  const open = cursor.at;
  return cursor.deeper<HclExpression>(
    open,
    () => {
      cursor.at++;
      const args: HclExpression[] = [];
      let spreads = false;
      for (cursor.skip(true); !cursor.isAtEnd && cursor.code !== 0x29; cursor.skip(true)) {
        const before = cursor.at;
        args.push(readExpression(cursor, true));
        cursor.skip(true);
        if (cursor.take('...')) spreads = true;
        cursor.skip(true);
        if (!cursor.take(',') && cursor.code !== 0x29) break;
        if (cursor.at === before) break;
      }
      close(cursor, open, ')');
      return { kind: 'call', name, args, spreads, span: cursor.span(start) };
    },
    () => ({ kind: 'open', span: cursor.span(start) }),
  );
}

function readList(cursor: HclCursor): HclExpression {
  const start = cursor.at;
  return cursor.deeper<HclExpression>(
    start,
    () => {
      cursor.at++;
      cursor.skip(true);
      if (isFor(cursor)) return skipFor(cursor, start);
      const items: HclExpression[] = [];
      for (; !cursor.isAtEnd && cursor.code !== 0x5d; cursor.skip(true)) {
        const before = cursor.at;
        items.push(readExpression(cursor, true));
        cursor.skip(true);
        if (!cursor.take(',') && cursor.code !== 0x5d) break;
        if (cursor.at === before) break;
      }
      close(cursor, start, ']');
      return { kind: 'list', items, span: cursor.span(start) };
    },
    () => ({ kind: 'open', span: cursor.span(start) }),
  );
}

function readObject(cursor: HclCursor): HclExpression {
  const start = cursor.at;
  return cursor.deeper<HclExpression>(
    start,
    () => {
      cursor.at++;
      cursor.skip(true);
      if (isFor(cursor)) return skipFor(cursor, start);
      const entries: HclEntry[] = [];
      for (; !cursor.isAtEnd && cursor.code !== 0x7d; cursor.skip(true)) {
        const entry = readEntry(cursor);
        if (!entry) break;
        entries.push(entry);
        cursor.skip(false);
        cursor.take(',');
      }
      close(cursor, start, '}');
      return { kind: 'object', entries, span: cursor.span(start) };
    },
    () => ({ kind: 'open', span: cursor.span(start) }),
  );
}

function readEntry(cursor: HclCursor): HclEntry | undefined {
  const start = cursor.at;
  const key = readExpression(cursor);
  if (cursor.at === start) return undefined;
  cursor.skip(false);
  if (!cursor.take('=') && !cursor.take(':')) {
    cursor.problem(cursor.at, Math.min(cursor.at + 1, cursor.text.length), 'A "=" and a value should stand here');
    return undefined;
  }
  cursor.skip(true);
  return { key, value: readExpression(cursor) };
}

function isFor(cursor: HclCursor): boolean {
  return /^for\s/.test(cursor.text.slice(cursor.at, cursor.at + 4));
}

function skipFor(cursor: HclCursor, start: number): HclExpression {
  cursor.skipBracket(start);
  return { kind: 'open', span: cursor.span(start) };
}

/** The bracket that ends what `open` began; what stands in front of it and could not be read is left out. */
function close(cursor: HclCursor, open: number, bracket: string): void {
  cursor.skip(true);
  if (cursor.take(bracket)) return;
  const [start, end] = cursor.isAtEnd ? [open, open + 1] : [cursor.at, cursor.at + 1];
  cursor.problem(start, end, cursor.isAtEnd ? 'This bracket is not closed' : `A "${bracket}" should stand here`);
  cursor.skipBracket(open);
}
