import { NodeKind } from '../tape.js';
import { AMPERSAND, BANG, isBlankAt, isFlowIndicator, PERCENT, skipWhite, trimmedEnd } from './characters.js';
import type { Properties, Reading } from './reading.js';

/** Reads `&anchor` and `!tag` in front of a node; the offset of what follows them on the line. */
export function readProperties(reading: Reading, from: number, isFlow: boolean): number {
  const { text } = reading;
  const found: Properties = { anchor: '', hasTag: false, start: from };
  let hasAnchor = false;
  let at = from;
  for (;;) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    if (code !== AMPERSAND && code !== BANG) break;
    const end = code === AMPERSAND ? anchorEnd(text, at + 1) : tagEnd(text, at);
    if (code === AMPERSAND ? hasAnchor : found.hasTag) {
      reading.problem(at, end, 'A value can have one anchor and one tag.');
    }
    if (code === BANG) {
      found.hasTag = true;
      checkTag(reading, at, end);
    } else {
      hasAnchor = true;
      found.anchor = text.slice(at + 1, end);
      if (end === at + 1) reading.problem(at, end, 'An anchor needs a name behind &.');
    }
    if (!isBlankAt(text, end) && !(isFlow && isFlowIndicator(text.charCodeAt(end)) && !'[{'.includes(text[end]!))) {
      reading.problem(at, end, 'Behind an anchor or a tag a space has to follow.');
    }
    at = skipWhite(text, end);
  }
  reading.inner = found;
  return at;
}

/** Reads `*name`; the offset behind it. */
export function readAlias(reading: Reading, at: number): number {
  const { text, tape } = reading;
  const end = anchorEnd(text, at + 1);
  const name = text.slice(at + 1, end);
  if (reading.inner !== undefined || reading.outer !== undefined) {
    reading.problem(at, end, 'An alias cannot have an anchor or a tag.');
    reading.inner = reading.outer = undefined;
  }
  const node = tape.scalar(NodeKind.Alias, at, end);
  const target = tape.anchors.find(name);
  if (name === '') reading.problem(at, end, 'An alias needs a name behind *.');
  else if (target === undefined) reading.problem(at, end, 'No anchor of this name stands above the alias.');
  else tape.anchors.addAlias(node, target);
  return end;
}

function anchorEnd(text: string, from: number): number {
  let at = from;
  while (!isBlankAt(text, at) && !isFlowIndicator(text.charCodeAt(at))) at++;
  return at;
}

const TAG_CHARACTERS = /[0-9A-Za-z\-#;/?:@&=+$_.!~*'()]/;

function tagEnd(text: string, from: number): number {
  let at = from + 1;
  if (text[at] === '<') {
    while (!isBlankAt(text, at) && text[at] !== '>') at++;
    return text[at] === '>' ? at + 1 : at;
  }
  while (at < text.length) {
    if (TAG_CHARACTERS.test(text[at]!)) at++;
    else if (text.charCodeAt(at) === PERCENT && /^[0-9A-Fa-f]{2}$/.test(text.slice(at + 1, at + 3))) at += 3;
    else break;
  }
  return at;
}

function checkTag(reading: Reading, at: number, end: number): void {
  const tag = reading.text.slice(at, end);
  if (tag === '!') return;
  if (tag[1] === '<') {
    if (!tag.endsWith('>') || tag === '!<!>' || tag === '!<!!>')
      reading.problem(at, end, 'A tag !<...> needs a name and its closing >.');
    return;
  }
  const handle = tag.slice(0, tag.lastIndexOf('!') + 1);
  if (handle.length === tag.length) reading.problem(at, end, 'A tag needs a name behind !.');
  else if (!reading.tagHandles.has(handle)) reading.problem(at, end, 'No %TAG line declares the handle of this tag.');
  else if (!isDecodable(tag)) reading.problem(at, end, 'The percent escapes of this tag are not text.');
}

function isDecodable(tag: string): boolean {
  try {
    decodeURIComponent(tag);
    return true;
  } catch {
    return false;
  }
}

/** Checks a `%` line in front of a document. */
export function readDirective(reading: Reading, at: number, lineEnd: number): void {
  const line = reading.text.slice(at, lineEnd).replace(/[ \t]#.*$/s, '');
  const end = trimmedEnd(reading.text, at, at + line.length);
  const [name, ...parts] = reading.text.slice(at, end).split(/[ \t]+/);
  if (name === '%TAG') {
    if (parts.length !== 2) reading.problem(at, end, 'Behind %TAG a handle and a prefix have to stand.');
    if (parts.length >= 2) reading.tagHandles.add(parts[0]!);
  } else if (name === '%YAML' && (parts.length !== 1 || !/^\d+\.\d+$/.test(parts[0]!))) {
    reading.problem(at, end, 'Behind %YAML a version as 1.2 has to stand.');
  }
}
