import { NodeKind } from '../tape.js';
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
  isBreak,
  isDocumentMarkerAt,
  isFlowIndicator,
  isLineEndAt,
  isWhite,
  lineEnd,
  OPEN_BRACE,
  OPEN_BRACKET,
  PERCENT,
  PIPE,
  QUESTION,
  SINGLE_QUOTE,
  STAR,
  skipSpaces,
  skipWhite,
  trimmedEnd,
} from './characters.js';
import { placeholderEnd } from './placeholders.js';
import { readAlias, readProperties } from './properties.js';
import { MAX_FLOW_DEPTH, MAX_IMPLICIT_KEY, type Reading } from './reading.js';
import { continuedAt, flowPlainStop, quotedEnd } from './scalars.js';

/**
 * Reads the `[...]` or `{...}` at `open`; the offset behind it, or -1 when it is not closed where its lines are
 * indented enough. Then only its first line was read, with one problem, and `reading.flowStop` is the next line.
 */
export function readFlow(reading: Reading, open: number): number {
  const { text, tape } = reading;
  const minimum = reading.indent + 1;
  const mark = tape.mark();
  const { inner } = reading;
  const end = readCollection(reading, open, minimum);
  if (end >= 0) return end;

  const firstEnd = lineEnd(text, open);
  reading.reread += reading.flowStop - open;
  if (firstEnd < reading.flowStop && reading.mayReread) {
    tape.rollBack(mark);
    reading.inner = inner;
    reading.flowLimit = firstEnd;
    readCollection(reading, open, minimum);
    reading.flowLimit = text.length;
    reading.flowStop = afterBreak(text, firstEnd);
  }
  tape.problems.length = Math.min(tape.problems.length, mark.problems);
  reading.inner = undefined;
  reading.problem(
    open,
    open + 1,
    text.charCodeAt(open) === OPEN_BRACE ? 'This { is not closed.' : 'This [ is not closed.',
  );
  return -1;
}

function readCollection(reading: Reading, open: number, minimum: number): number {
  const { text, tape } = reading;
  if (reading.flowDepth >= MAX_FLOW_DEPTH) return skipCollection(reading, open, minimum);
  const isMap = text.charCodeAt(open) === OPEN_BRACE;
  const node = tape.open(isMap ? NodeKind.Map : NodeKind.Seq, open);
  reading.bindInner(node);
  reading.flowDepth++;
  const end = readEntries(reading, open, isMap, minimum);
  reading.flowDepth--;
  tape.closeFlow(node, end < 0 ? Math.max(open + 1, tape.lastEnd) : end);
  return end;
}

function readEntries(reading: Reading, open: number, isMap: boolean, minimum: number): number {
  const { text } = reading;
  let wantsComma = false;
  let at = open + 1;
  while (at >= 0) {
    at = nextToken(reading, at, minimum);
    if (at < 0) break;
    const code = text.charCodeAt(at);
    if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if ((code === CLOSE_BRACE) !== isMap) {
        reading.problem(at, at + 1, isMap ? 'A { is closed with }, not with ].' : 'A [ is closed with ], not with }.');
      }
      return at + 1;
    }
    if (code === COMMA) {
      if (!wantsComma) reading.problem(at, at + 1, 'There is nothing in front of this comma.');
      wantsComma = false;
      at++;
      continue;
    }
    if (wantsComma) reading.problem(at, at + 1, 'A comma is missing in front of this entry.');
    at = isMap ? readPair(reading, at, minimum) : readItem(reading, at, minimum);
    wantsComma = true;
  }
  return -1;
}

/** `?`, `:` or `-` that stands for itself. */
function isIndicatorAt(text: string, at: number, indicator: number): boolean {
  if (text.charCodeAt(at) !== indicator) return false;
  return isBlankAt(text, at + 1) || isFlowIndicator(text.charCodeAt(at + 1));
}

/** An entry of a list: a node, or a single pair `key: value`, which is a map of its own. */
function readItem(reading: Reading, from: number, minimum: number): number {
  const { text, tape } = reading;
  if (isIndicatorAt(text, from, QUESTION) || isIndicatorAt(text, from, COLON)) {
    const map = tape.open(NodeKind.Map, from);
    const end = readPair(reading, from, minimum);
    tape.start[map] = tape.start[map + 1]!;
    tape.closeFlow(map, tape.lastEnd);
    return end;
  }
  const node = tape.count;
  const nodeEnd = readNode(reading, from, minimum);
  if (nodeEnd < 0) return -1;
  const isJson = isJsonLike(tape.kind[node]!, nodeEnd, text);
  const colon = nextToken(reading, nodeEnd, minimum);
  if (colon < 0 || text.charCodeAt(colon) !== COLON) return colon;
  if (!isJson && !isIndicatorAt(text, colon, COLON)) return colon;
  if (hasBreak(text, from, colon)) reading.problem(from, from + 1, 'A key has to stand on one line with its colon.');
  if (colon - from > MAX_IMPLICIT_KEY) reading.problem(from, from + 1, 'This key is longer than 1,024 characters.');
  tape.wrap(node);
  const end = readValue(reading, colon + 1, minimum);
  tape.closeFlow(node, tape.lastEnd);
  return end;
}

/** Behind a quoted key or a collection the colon needs no space. */
function isJsonLike(kind: number, end: number, text: string): boolean {
  if (kind === NodeKind.Single || kind === NodeKind.Double) return true;
  const last = text.charCodeAt(end - 1);
  return (kind === NodeKind.Map || kind === NodeKind.Seq) && (last === CLOSE_BRACE || last === CLOSE_BRACKET);
}

/** An entry of a map; always leaves a key and a value behind. */
function readPair(reading: Reading, from: number, minimum: number): number {
  const { text, tape } = reading;
  let at = from;
  if (isIndicatorAt(text, at, QUESTION)) {
    at = nextToken(reading, at + 1, minimum);
    if (at < 0) {
      tape.empty(from + 1);
      tape.empty(from + 1);
      return -1;
    }
  }
  const node = tape.count;
  const keyEnd = readNode(reading, at, minimum);
  const isJson = keyEnd >= 0 && isJsonLike(tape.kind[node]!, keyEnd, text);
  const colon = keyEnd < 0 ? -1 : nextToken(reading, keyEnd, minimum);
  if (colon >= 0 && text.charCodeAt(colon) === COLON && (isJson || isIndicatorAt(text, colon, COLON))) {
    return readValue(reading, colon + 1, minimum);
  }
  tape.empty(tape.lastEnd);
  return colon;
}

function readValue(reading: Reading, from: number, minimum: number): number {
  const { text, tape } = reading;
  const at = nextToken(reading, from, minimum);
  if (at >= 0) {
    const code = text.charCodeAt(at);
    if (code !== COMMA && code !== CLOSE_BRACE && code !== CLOSE_BRACKET) return readNode(reading, at, minimum);
  }
  tape.empty(from);
  return at;
}

/** Reads one node, an empty one when nothing stands there; the offset behind it, -1 when the text ends inside. */
function readNode(reading: Reading, from: number, minimum: number): number {
  const { text, tape } = reading;
  let at = from;
  let code = text.charCodeAt(at);
  if (isIndicatorAt(text, at, DASH) || isIndicatorAt(text, at, QUESTION)) {
    reading.problem(at, at + 1, 'Inside brackets an entry starts without - or ?.');
    at = nextToken(reading, at + 1, minimum);
    if (at < 0) return emptyNode(reading, from + 1, -1);
    code = text.charCodeAt(at);
  }
  while (code === AMPERSAND || code === BANG) {
    const end = readProperties(reading, at, true);
    at = nextToken(reading, end, minimum);
    if (at < 0) return emptyNode(reading, end, -1);
    code = text.charCodeAt(at);
    if (code === AMPERSAND || code === BANG) reading.postpone();
  }
  const first = tape.count;
  const end = readContent(reading, at, code, minimum);
  if (reading.outer !== undefined || reading.inner !== undefined) reading.bind(first);
  return end;
}

function emptyNode(reading: Reading, at: number, result: number): number {
  reading.bind(reading.tape.empty(at));
  return result;
}

function readContent(reading: Reading, at: number, code: number, minimum: number): number {
  const { text, tape } = reading;
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return readQuoted(reading, at, minimum);
  if (code === STAR) return readAlias(reading, at);
  if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || isIndicatorAt(text, at, COLON)) {
    tape.empty(at);
    return at;
  }
  if ((code === OPEN_BRACE || code === OPEN_BRACKET) && placeholderEnd(text, at) === at) {
    return readCollection(reading, at, minimum);
  }
  return readPlain(reading, at, minimum);
}

function readQuoted(reading: Reading, at: number, minimum: number): number {
  const { text, tape, flowLimit } = reading;
  const end = quotedEnd(reading, at, minimum);
  const isClosed = end >= 0 && end <= flowLimit;
  if (!isClosed) reading.flowStop = afterBreak(text, lineEnd(text, at));
  const kind = text.charCodeAt(at) === DOUBLE_QUOTE ? NodeKind.Double : NodeKind.Single;
  tape.scalar(kind, at, isClosed ? end : trimmedEnd(text, at, Math.min(flowLimit, lineEnd(text, at))));
  return isClosed ? end : -1;
}

function readPlain(reading: Reading, from: number, minimum: number): number {
  const { text, tape, flowLimit } = reading;
  const code = text.charCodeAt(from);
  if (code === PIPE || code === GREATER || code === AT || code === BACKTICK || isBarePercent(text, from)) {
    reading.problem(from, from + 1, 'A text cannot start with this character; put it in quotes.');
  }
  let stop = Math.max(from + 1, flowPlainStop(text, from, flowLimit));
  let end = trimmedEnd(text, from, stop);
  while (stop < flowLimit && isBreak(text.charCodeAt(stop))) {
    const line = nextPlainLine(text, stop, minimum);
    if (line < 0 || line >= flowLimit) break;
    const lineStop = flowPlainStop(text, line, flowLimit);
    if (lineStop === line) break;
    stop = lineStop;
    end = trimmedEnd(text, line, stop);
    tape.hasFoldedPlain = true;
  }
  tape.scalar(NodeKind.Plain, from, end);
  return end;
}

function isBarePercent(text: string, at: number): boolean {
  return text.charCodeAt(at) === PERCENT && placeholderEnd(text, at) === at;
}

/** Start of the text of the next line of a plain scalar, behind blank lines; -1 when the scalar ends. */
function nextPlainLine(text: string, lineBreak: number, minimum: number): number {
  let at = lineBreak;
  while (at < text.length) {
    const start = continuedAt(text, afterBreak(text, at), minimum);
    if (start < 0) return -1;
    at = skipWhite(text, start);
    if (!isLineEndAt(text, at)) return text.charCodeAt(at) === HASH ? -1 : at;
  }
  return -1;
}

/** The next character that is no white space, break or comment; -1 when the collection is not closed. */
function nextToken(reading: Reading, from: number, minimum: number): number {
  const { text, flowLimit } = reading;
  let at = from;
  for (;;) {
    at = skipWhite(text, at);
    if (at >= flowLimit) return giveUp(reading, flowLimit);
    const code = text.charCodeAt(at);
    if (code === HASH) {
      if (!isWhite(text.charCodeAt(at - 1)) && !isBreak(text.charCodeAt(at - 1))) {
        reading.problem(at, at + 1, 'A comment needs a space in front of #.');
      }
      at = lineEnd(text, at);
    } else if (isBreak(code)) {
      const lineStart = afterBreak(text, at);
      at = skipWhite(text, lineStart);
      const indent = skipSpaces(text, lineStart) - lineStart;
      if (isLineEndAt(text, at) || text.charCodeAt(at) === HASH) continue;
      const isOutside = indent < minimum || isDocumentMarkerAt(text, lineStart);
      if (isOutside && !isLateClose(reading, at, indent, minimum)) return giveUp(reading, lineStart);
    } else return at;
  }
}

// key: [
//   one,
// ]      the closing bracket of the outermost collection may stand in the column of the key
function isLateClose(reading: Reading, at: number, indent: number, minimum: number): boolean {
  const code = reading.text.charCodeAt(at);
  return indent === minimum - 1 && reading.flowDepth === 1 && (code === CLOSE_BRACKET || code === CLOSE_BRACE);
}

function giveUp(reading: Reading, at: number): -1 {
  reading.flowStop = at;
  return -1;
}

/** Leaves out a collection that is nested too deep; brackets inside quotes count, which can only skip more. */
function skipCollection(reading: Reading, open: number, minimum: number): number {
  const { text, tape } = reading;
  reading.tooDeep(open);
  let depth = 0;
  for (let at = open; at >= 0; at = nextToken(reading, at + 1, minimum)) {
    const code = text.charCodeAt(at);
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    if (code !== CLOSE_BRACE && code !== CLOSE_BRACKET) continue;
    if (--depth > 0) continue;
    tape.closeFlow(tape.open(NodeKind.Seq, open), at + 1);
    return at + 1;
  }
  tape.empty(open);
  return -1;
}
