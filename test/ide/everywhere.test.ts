import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { codeActions } from '../../server/core/ide/code-actions.js';
import type { IdeContext } from '../../server/core/ide/context.js';
import { diagnostics } from '../../server/core/ide/diagnostics.js';
import { hover } from '../../server/core/ide/hover.js';
import { inlayHints } from '../../server/core/ide/inlay-hints.js';
import { semanticTokens } from '../../server/core/ide/semantic-tokens.js';
import { applyEdits } from '../../server/core/text/span.js';
import { contextOf } from '../support/ide-cases.js';

const SAMPLES = join(dirname(fileURLToPath(import.meta.url)), '../formats/samples');
const samples = readdirSync(SAMPLES).map((uri) => ({ uri, text: readFileSync(join(SAMPLES, uri), 'utf8') }));

describe.each(samples)('$uri', ({ uri, text }) => {
  test('every place has an answer that stands around it', () => {
    const context = contextOf([{ uri, text }], uri)!;
    for (let offset = 0; offset <= text.length; offset += 3) {
      const found = hover(context, offset);
      if (!found) continue;
      expect(found.markdown.trim()).not.toBe('');
      expect(found.span.start <= offset && offset <= found.span.end).toBe(true);
    }
  });

  test('wherever the text ends, answers stay inside of it', () => {
    for (let end = 0; end <= text.length; end += 211) {
      const context = contextOf([{ uri, text: text.slice(0, end) }], uri);
      if (context) checkAnswers(context);
    }
  });

  test('what an action writes can be read again', () => {
    const context = contextOf([{ uri, text }], uri)!;
    for (const action of codeActions(context, { start: 0, end: text.length })) {
      if (!('edits' in action)) continue;
      const after = contextOf([{ uri, text: applyEdits(text, action.edits.get(uri) ?? []) }], uri);
      expect(after?.file.problems).toHaveLength(context.file.problems.length);
    }
  });
});

function checkAnswers(context: IdeContext): void {
  const { text } = context.file;
  const all = { start: 0, end: text.length };
  let last = 0;
  for (const { span } of semanticTokens(context)) {
    expect(span.start).toBeGreaterThanOrEqual(last);
    expect(text.slice(span.start, span.end)).toMatch(/^[^\r\n]+$/);
    last = span.end;
  }
  for (const { offset } of inlayHints(context, all)) expect(offset).toBeLessThanOrEqual(text.length);
  for (const { span, related } of diagnostics(context)) {
    for (const place of [span, ...related.map((step) => step.span)]) {
      expect(place.start >= 0 && place.start <= place.end && place.end <= text.length).toBe(true);
    }
  }
  codeActions(context, all);
}
