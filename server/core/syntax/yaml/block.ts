import { NodeKind } from '../tape.js';
import { readBlockScalar } from './block-scalar.js';
import {
  AMPERSAND,
  AT,
  afterBreak,
  BACKTICK,
  BANG,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  DOUBLE_QUOTE,
  GREATER,
  HASH,
  hasBreak,
  isBlankAt,
  isLineEndAt,
  isWhite,
  lineEnd,
  nextLine,
  OPEN_BRACE,
  OPEN_BRACKET,
  PERCENT,
  PIPE,
  QUESTION,
  SINGLE_QUOTE,
  STAR,
  skipWhite,
  TAB,
  trimmedEnd,
} from './characters.js';
import { readFlow } from './flow.js';
import { placeholderEnd } from './placeholders.js';
import { readAlias, readProperties } from './properties.js';
import { FrameKind, MAX_IMPLICIT_KEY, type Reading, Wait } from './reading.js';
import { plainStop, quotedEnd } from './scalars.js';

/** Where a node stands; only on a free place a block list or a block map may start. */
export const Place = {
  Free: 0,
  /** Behind the colon of a key on the same line. */
  KeyLine: 1,
  /** Behind a tab. */
  TabLine: 2,
  /** Behind `---`. */
  MarkerLine: 3,
  /** Where the innermost map expects an entry: the node is a key. */
  Key: 4,
} as const;
export type Place = (typeof Place)[keyof typeof Place];

/** Reads the node the innermost frame waits for; as every reader here it returns the start of the next line to read. */
export function readNode(reading: Reading, from: number, fromPlace: Place): number {
  const { text } = reading;
  let at = from;
  let place = fromPlace;
  for (;;) {
    const code = text.charCodeAt(at);
    const isIndicator = (code === DASH || code === QUESTION || code === COLON) && isBlankAt(text, at + 1);
    if (!isIndicator) return readContent(reading, at, place);
    refuseBlock(reading, at, place);
    if (!openAt(reading, at, code)) return nextLine(text, at);
    const next = skipWhite(text, at + 1);
    if (isRestEmpty(text, next)) return nextLine(text, next);
    place = code === COLON ? Place.KeyLine : placeBehind(text, at + 1, next);
    at = next;
  }
}

function openAt(reading: Reading, at: number, indicator: number): boolean {
  const kind = indicator === DASH ? FrameKind.Seq : FrameKind.Map;
  if (!reading.open(kind, at, at - reading.lineStart)) return false;
  reading.bindOuter(reading.frameNode[reading.top]!);
  if (indicator === COLON) reading.tape.empty(at);
  reading.await(indicator === QUESTION ? Wait.Key : Wait.Value, at + 1);
  return true;
}

/** Reads an entry of the innermost map, which starts at `at`. */
export function readEntry(reading: Reading, at: number): number {
  const { text } = reading;
  const code = text.charCodeAt(at);
  if ((code !== QUESTION && code !== COLON) || !isBlankAt(text, at + 1)) {
    if (reading.frameWait[reading.top] !== Wait.Entry) reading.fill();
    return readContent(reading, at, Place.Key);
  }
  if (code === QUESTION) {
    reading.fill();
    reading.await(Wait.Key, at + 1);
    return readBehind(reading, at + 1, Place.Free);
  }
  const wait = reading.frameWait[reading.top];
  const isExplicit = wait === Wait.Key || wait === Wait.Colon;
  if (wait === Wait.Value) reading.fill();
  if (wait !== Wait.Colon) reading.putEmpty(isExplicit ? reading.frameMark[reading.top]! : at);
  reading.await(Wait.Value, at + 1);
  return readBehind(reading, at + 1, isExplicit ? Place.Free : Place.KeyLine);
}

/** Reads an entry of the innermost list, whose dash stands at `at`. */
export function readListEntry(reading: Reading, at: number): number {
  if (reading.frameWait[reading.top] !== Wait.Entry) reading.fill();
  reading.await(Wait.Value, at + 1);
  return readBehind(reading, at + 1, Place.Free);
}

/** Reads what follows an indicator on its line, if anything does. */
export function readBehind(reading: Reading, from: number, place: Place): number {
  const { text } = reading;
  const at = skipWhite(text, from);
  if (isRestEmpty(text, at)) return nextLine(text, at);
  return readNode(reading, at, place === Place.Free ? placeBehind(text, from, at) : place);
}

function placeBehind(text: string, from: number, to: number): Place {
  for (let i = from; i < to; i++) if (text.charCodeAt(i) === TAB) return Place.TabLine;
  return Place.Free;
}

/** True when the rest of a line, whose white space is skipped, holds no more than a comment. */
function isRestEmpty(text: string, at: number): boolean {
  return isLineEndAt(text, at) || (text.charCodeAt(at) === HASH && (at === 0 || isWhite(text.charCodeAt(at - 1))));
}

function readContent(reading: Reading, from: number, place: Place): number {
  const code = reading.text.charCodeAt(from);
  if (code === AMPERSAND || code === BANG) return readWithProperties(reading, from, place);
  return readBare(reading, from, from, place);
}

function readWithProperties(reading: Reading, from: number, place: Place): number {
  const { text } = reading;
  const at = readProperties(reading, from, false);
  if (isRestEmpty(text, at)) {
    if (place !== Place.Key) reading.postpone();
    else {
      reading.problem(from, at, 'Behind this anchor or tag a key is missing.');
      reading.inner = undefined;
    }
    return nextLine(text, at);
  }
  const code = text.charCodeAt(at);
  if (!isBlankAt(text, at + 1) || (code !== DASH && code !== QUESTION && code !== COLON)) {
    return readBare(reading, at, from, place);
  }
  if (code === COLON) {
    if (place !== Place.Key) {
      refuseBlock(reading, at, place);
      if (!reading.open(FrameKind.Map, from, from - reading.lineStart)) return nextLine(text, at);
      reading.bindOuter(reading.frameNode[reading.top]!);
    }
    reading.bindInner(reading.tape.empty(at));
    reading.await(Wait.Value, at + 1);
    return readBehind(reading, at + 1, Place.KeyLine);
  }
  reading.problem(from, at, 'An anchor or a tag of a list or map stands on the line above it.');
  reading.postpone();
  if (place === Place.Key) return nextLine(text, at);
  return readNode(reading, at, place);
}

/** Reads a scalar, an alias or a flow collection; `from` is where its properties start. */
function readBare(reading: Reading, at: number, from: number, place: Place): number {
  switch (reading.text.charCodeAt(at)) {
    case DOUBLE_QUOTE:
    case SINGLE_QUOTE:
    case STAR:
    case OPEN_BRACKET:
      return readLeaf(reading, at, from, place);
    case OPEN_BRACE:
      if (placeholderEnd(reading.text, at) === at) return readLeaf(reading, at, from, place);
      return readPlain(reading, at, from, place);
    case PIPE:
    case GREATER:
      return readBlock(reading, at, place);
    case PERCENT:
      if (placeholderEnd(reading.text, at) === at) refuseStart(reading, at);
      return readPlain(reading, at, from, place);
    case COMMA:
    case AT:
    case BACKTICK:
    case CLOSE_BRACE:
    case CLOSE_BRACKET:
      refuseStart(reading, at);
      return readPlain(reading, at, from, place);
    default:
      return readPlain(reading, at, from, place);
  }
}

function refuseStart(reading: Reading, at: number): void {
  reading.problem(at, at + 1, 'A text cannot start with this character; put it in quotes.');
}

function readBlock(reading: Reading, at: number, place: Place): number {
  if (place === Place.Key) {
    reading.problem(at, at + 1, 'A key has to stand on one line with its colon.');
    reading.putEmpty(at);
    reading.await(Wait.Value, at);
  }
  reading.accept();
  const node = reading.tape.count;
  const next = readBlockScalar(reading, at, reading.indent);
  reading.bind(node);
  return next;
}

function readPlain(reading: Reading, at: number, from: number, place: Place): number {
  const { text, tape } = reading;
  let stop = plainStop(text, at);
  const isKey = stop < text.length && text.charCodeAt(stop) === COLON;
  if (isKey && place !== Place.KeyLine) {
    if (place !== Place.Key && !openMap(reading, from, place)) return nextLine(text, at);
    return readKey(reading, tape.scalar(NodeKind.Plain, at, trimmedEnd(text, at, stop)), from, stop);
  }
  if (isKey) {
    reading.problem(stop, stop + 1, 'A second colon on this line; a text with ": " in it needs quotes.');
    stop = lineEnd(text, stop);
  }
  const node = tape.scalar(NodeKind.Plain, at, trimmedEnd(text, at, stop));
  if (place === Place.Key) return readBareKey(reading, node);
  reading.accept();
  if (reading.inner !== undefined || reading.outer !== undefined) reading.bind(node);
  if (stop >= text.length || text.charCodeAt(stop) === HASH) return nextLine(text, stop);
  reading.openPlain = isKey ? -1 : node;
  return afterBreak(text, stop);
}

function openMap(reading: Reading, from: number, place: Place): boolean {
  refuseBlock(reading, from, place);
  if (!reading.open(FrameKind.Map, from, from - reading.lineStart)) return false;
  if (reading.outer !== undefined) reading.bindOuter(reading.frameNode[reading.top]!);
  return true;
}

/** Goes on behind the key `node`, whose colon stands at `colon`. */
function readKey(reading: Reading, node: number, from: number, colon: number): number {
  if (reading.inner !== undefined) reading.bindInner(node);
  if (colon - from > MAX_IMPLICIT_KEY) reading.problem(from, from + 1, 'This key is longer than 1,024 characters.');
  reading.await(Wait.Value, colon + 1);
  return readBehind(reading, colon + 1, Place.KeyLine);
}

/** A line of a map without a colon: a key that is still being typed, so deeper lines become its value. */
function readBareKey(reading: Reading, node: number): number {
  const { tape } = reading;
  const start = tape.start[node]!;
  reading.inner = undefined;
  reading.problem(start, Math.max(start, tape.end[node]!), 'This line is neither "key: value" nor a list entry.');
  reading.await(Wait.Value, tape.end[node]!);
  return nextLine(tape.text, tape.end[node]!);
}

/** Reads a quoted scalar, an alias or a flow collection, which may turn out to be a key. */
function readLeaf(reading: Reading, at: number, from: number, place: Place): number {
  const { text, tape, inner, outer } = reading;
  const node = tape.count;
  reading.outer = undefined;
  const code = text.charCodeAt(at);
  const end =
    code === STAR ? readAlias(reading, at) : isQuote(code) ? readQuoted(reading, at, place) : readFlow(reading, at);
  reading.bindInner(node);
  reading.outer = outer;
  if (end < 0) return endCut(reading, node, place);

  const colon = skipWhite(text, end);
  if (place !== Place.KeyLine && text.charCodeAt(colon) === COLON && isBlankAt(text, colon + 1)) {
    if (hasBreak(text, at, colon)) reading.problem(at, at + 1, 'A key has to stand on one line with its colon.');
    if (place !== Place.Key && !wrapKey(reading, node, from, place)) return nextLine(text, at);
    return readKey(reading, node, from, colon);
  }
  if (place === Place.Key) return readBareKey(reading, node);
  reading.accept();
  if (outer !== undefined && code === STAR) reading.problem(at, end, 'An alias cannot have an anchor or a tag.');
  else if (outer !== undefined && inner !== undefined) reading.refuseSecond(inner, outer);
  reading.bindOuter(node);
  return endLine(reading, end);
}

function wrapKey(reading: Reading, node: number, from: number, place: Place): boolean {
  refuseBlock(reading, from, place);
  if (reading.isFull) {
    reading.accept();
    return reading.tooDeep(from);
  }
  reading.accept();
  reading.tape.wrap(node);
  reading.push(FrameKind.Map, node, from - reading.lineStart);
  reading.bindOuter(node);
  return true;
}

function isQuote(code: number): boolean {
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
}

/** Goes on behind a value or key that was cut because its quote or bracket is not closed. */
function endCut(reading: Reading, node: number, place: Place): number {
  const { tape } = reading;
  if (place === Place.Key) reading.await(Wait.Value, tape.end[node]!);
  else {
    reading.accept();
    reading.bindOuter(node);
    reading.cutValue = node;
  }
  return reading.flowStop;
}

function readQuoted(reading: Reading, at: number, place: Place): number {
  const { text, tape } = reading;
  const kind = text.charCodeAt(at) === DOUBLE_QUOTE ? NodeKind.Double : NodeKind.Single;
  const problems = tape.problems.length;
  const end = quotedEnd(reading, at, reading.indent + 1);
  // A text over several lines with more text behind it is a forgotten quote and the opening one of a later text.
  if (end >= 0 && (!hasBreak(text, at, end) || isRestEmpty(text, skipWhite(text, end)))) {
    tape.scalar(kind, at, end);
    return end;
  }
  const firstEnd = lineEnd(text, at);
  tape.problems.length = Math.min(problems, tape.problems.length);
  if (end >= 0) reading.reread += end - at;
  const colon = place === Place.KeyLine ? firstEnd : plainStop(text, at + 1);
  const isKey = colon < firstEnd && text.charCodeAt(colon) === COLON;
  const cutEnd = trimmedEnd(text, at, isKey ? colon : firstEnd);
  tape.scalar(kind, at, cutEnd);
  reading.problem(at, cutEnd, 'This quote is not closed.');
  reading.flowStop = afterBreak(text, firstEnd);
  return isKey ? cutEnd : -1;
}

function refuseBlock(reading: Reading, at: number, place: Place): void {
  if (place === Place.Free || place === Place.Key) return;
  if (place === Place.TabLine) reading.problem(at, at + 1, 'A tab cannot indent a list or a map; use spaces.');
  else if (place === Place.MarkerLine) reading.problem(at, at + 1, 'A list or a map starts on the line below ---.');
  else reading.problem(at, at + 1, 'A list or a map cannot start on the line of its key.');
}

/** Behind a finished node nothing but a comment may follow on the line. */
export function endLine(reading: Reading, from: number): number {
  const { text } = reading;
  const at = skipWhite(text, from);
  if (!isLineEndAt(text, at)) {
    if (text.charCodeAt(at) !== HASH) {
      reading.problem(
        at,
        trimmedEnd(text, at, lineEnd(text, at)),
        'Nothing can follow on this line; the value ends before it.',
      );
    } else if (at === from) reading.problem(at, at + 1, 'A comment needs a space in front of #.');
  }
  return nextLine(text, at);
}
