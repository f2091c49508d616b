import type { Finding, Place } from '../model/finding.js';
import type { FormatId } from '../model/flow.js';
import type { ResourceFormatId } from '../model/resource.js';
import type { Span } from '../text/span.js';

/** The word that such a comment begins with. */
export const IGNORE_WORD = 'keytrace-ignore';

/** Formats whose comments begin with `#`. */
const WITH_COMMENTS: ReadonlySet<FormatId | ResourceFormatId> = new Set([
  'architect-yaml',
  'archy-options',
  'terraform',
]);

/** Somebody accepts findings, in a comment or in a file beside the flows. */
export interface Ignore {
  /** The comment, or the entry of the file. */
  readonly place: Place;
  readonly kind: 'inline' | 'sidecar';
  readonly rule: string;
  /** Why; '' when nobody has said it. */
  readonly reason: string;
  /** The last day on which it holds: 2026-12-31. */
  readonly until?: string;
  /** What about it cannot be understood; it then accepts nothing. */
  readonly problem?: string;
  covers(finding: Finding): boolean;
}

/**
 * Comments `# keytrace-ignore <rule> [until 2026-12-31] -- <reason>` above a line, or behind its text. They hold for
 * everything that is indented below that line. Only formats with comments have them.
 */
export function readInlineIgnores(uri: string, text: string, format: FormatId | ResourceFormatId): readonly Ignore[] {
  if (!WITH_COMMENTS.has(format) || !text.includes(IGNORE_WORD)) return [];
  const found: Ignore[] = [];
  for (let at = text.indexOf(IGNORE_WORD); at >= 0; at = text.indexOf(IGNORE_WORD, at + 1)) {
    const line = { start: text.lastIndexOf('\n', at) + 1, end: lineEnd(text, at) };
    const comment = /^(.*?)#[ \t]*$/.exec(text.slice(line.start, at));
    if (!comment || /[\w-]/.test(text[at + IGNORE_WORD.length] ?? ' ')) continue;
    const words = text.slice(at + IGNORE_WORD.length, line.end).trimEnd();
    const covered = comment[1]!.trim() === '' ? nextEntry(text, line.end + 1) : line;
    const place = { uri, span: { start: at, end: at + IGNORE_WORD.length + words.length } };
    const covers = ({ uri: file, span }: Finding) =>
      file === uri && covered !== undefined && covered.start <= span.start && span.start < covered.end;
    found.push({ place, kind: 'inline', covers, ...readWords(words) });
  }
  return found;
}

function readWords(words: string): Pick<Ignore, 'rule' | 'reason' | 'until' | 'problem'> {
  const said = /^[ \t:]*([a-z][a-z0-9-]*)(?:[ \t]+until[ \t]+(\S+))?(?:[ \t]+--(?:[ \t]+(\S.*))?)?$/.exec(words);
  const [, rule = '', until, reason = ''] = said ?? [];
  const parts = { rule, reason, ...(until === undefined ? {} : { until }) };
  if (!said) return { ...parts, problem: 'It should name a rule and say why behind two dashes' };
  return { ...parts, ...problemOf(parts) };
}

/** What every way of accepting has to hold. */
export function problemOf({ reason, until }: Pick<Ignore, 'reason' | 'until'>): { readonly problem?: string } {
  if (until !== undefined && !isDay(until)) return { problem: `"${until}" is no day; it is written like 2026-12-31` };
  return reason.trim() === '' ? { problem: 'It does not say why' } : {};
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** 2026-12-31 */
export function isDay(text: string): boolean {
  const [, month, day] = /^\d{4}-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return Number(day) >= 1 && Number(day) <= (DAYS[Number(month) - 1] ?? 0);
}

/** The next line that is neither empty nor a comment, with the lines that are indented deeper. */
function nextEntry(text: string, from: number): Span | undefined {
  let start = from;
  while (start < text.length && /^[ \t]*(?:#.*)?\r?$/.test(text.slice(start, lineEnd(text, start))))
    start = lineEnd(text, start) + 1;
  if (start >= text.length) return undefined;
  const indent = indentAt(text, start);
  let end = lineEnd(text, start);
  while (end + 1 < text.length) {
    const next = end + 1;
    const isBlank = text.slice(next, lineEnd(text, next)).trim() === '';
    if (!isBlank && indentAt(text, next) <= indent) break;
    end = lineEnd(text, next);
  }
  return { start, end };
}

function indentAt(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - start;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
