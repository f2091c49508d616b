import type { Suppression } from '../model/finding.js';
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

interface Ignored {
  readonly rule: string;
  readonly reason: string;
  /** The line it is about with everything that is indented below it. */
  readonly span: Span;
}

/**
 * Findings that somebody accepts: `# keytrace-ignore <rule> -- <reason>` above a line, or behind its text. Without a
 * reason it is an ordinary comment. Only formats with comments have them.
 */
export function readSuppressions(
  text: string,
  format: FormatId | ResourceFormatId,
): (rule: string, offset: number) => Suppression | undefined {
  if (!WITH_COMMENTS.has(format) || !text.includes(IGNORE_WORD)) return () => undefined;
  const ignored = findIgnored(text);
  return (rule, offset) => {
    const found = ignored.find((one) => one.rule === rule && one.span.start <= offset && offset < one.span.end);
    return found && { kind: 'inline', reason: found.reason };
  };
}

function findIgnored(text: string): Ignored[] {
  const found: Ignored[] = [];
  for (let at = text.indexOf(IGNORE_WORD); at >= 0; at = text.indexOf(IGNORE_WORD, at + 1)) {
    const line = { start: text.lastIndexOf('\n', at) + 1, end: lineEnd(text, at) };
    const before = text.slice(line.start, at);
    const comment = /^(.*?)#[ \t]*$/.exec(before);
    const said = /^[ \t]+([a-z][a-z0-9-]*)[ \t]+--[ \t]+(\S.*?)[ \t\r]*$/.exec(
      text.slice(at + IGNORE_WORD.length, line.end),
    );
    if (!comment || !said) continue;
    const isAlone = comment[1]!.trim() === '';
    const span = isAlone ? nextEntry(text, line.end + 1) : line;
    if (span) found.push({ rule: said[1]!, reason: said[2]!, span });
  }
  return found;
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
