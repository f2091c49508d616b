import { shownSentence, shownText } from './visible.js';

/** What begins something in markdown, also in GitHub's dialect: emphasis, code, links, HTML, entities, addresses, icons. */
const ACTIVE = /[\\`*_[\]<~@]|&(?=#?\w)|:(?=\/\/)|\$(?=\()/g;
/** What makes a heading, a quote, a list item or a rule of a line that begins with it. */
const AT_START = /^[#>+=|-]/;
const NUMBER = /^(\d{1,9})([.)])/;
/** A web address without a protocol. */
const WEB_ADDRESS = /\b(www)\./gi;

const DOCS = /^docs\/(?:rules\/)?[a-z0-9-]+\.md(?:#[a-z0-9-]+)?$/;

/** A name or other short text out of a flow: markdown that shows exactly these characters, on one line. */
export function escapeMarkdown(text: string): string {
  return escaped(shownText(text));
}

/** A sentence of ours that quotes names of the flow. */
export function escapeSentence(text: string): string {
  return escaped(shownSentence(text));
}

/** A name as inline code, in a fence that nothing inside can close. */
export function code(text: string): string {
  const shown = shownText(text);
  if (shown.trim() === '') return '(no name)';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$|^ .* $/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A display name in quotes. */
export function quoted(name: string): string {
  return `"${escapeMarkdown(name)}"`;
}

/** A link to a page of our documentation; just the words when the path is none. */
export function docsLink(words: string, path: string): string {
  return DOCS.test(path) ? `[${escapeSentence(words)}](${path})` : escapeSentence(words);
}

/** 'a, b and 3 more': names that may be many. */
export function listSome(parts: readonly string[], most = 4): string {
  if (parts.length <= most) return joined(parts);
  return joined([...parts.slice(0, most - 1), `${parts.length - most + 1} more`]);
}

function joined(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

function escaped(text: string): string {
  return text
    .trim()
    .replace(ACTIVE, '\\$&')
    .replace(WEB_ADDRESS, '$1\\.')
    .replace(AT_START, '\\$&')
    .replace(NUMBER, '$1\\$2');
}
