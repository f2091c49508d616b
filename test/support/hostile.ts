import { expect } from 'vitest';
import type { Analysis } from '../../server/core/analysis.js';
import { analyse } from '../../server/core/workspace.js';

/** Limits on hostile tests only catch what hangs; they are many times what is needed. */
export const MINUTE = 60_000;

/** Analyses hostile files and checks what holds for every answer, whatever is in them. */
export function answerTo(...texts: readonly string[]): Analysis {
  const analysis = analyse(texts.map((text, index) => ({ uri: `${index}.yaml`, text })));
  expect(analysis.files).toHaveLength(texts.length);
  expect(analysis.findings.filter(({ rule }) => rule === 'internal-error').map(({ message }) => message)).toEqual([]);
  const lengths = new Map(analysis.files.map(({ uri, text }) => [uri, text.length]));
  const places = analysis.findings.flatMap((finding) => [finding, ...finding.trace]);
  const isOutside = ({ uri, span }: (typeof places)[number]) =>
    span.start < 0 || span.end < span.start || span.end > lengths.get(uri)!;
  expect(places.filter(isOutside)).toEqual([]);
  return analysis;
}

/** An action that only looks at a value. */
export function decision(condition: string): string {
  return `- decision: { name: D, condition: { exp: '${condition}' } }`;
}
