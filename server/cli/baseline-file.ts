import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compareWith, readBaseline } from '../core/config/baseline.js';
import type { Finding } from '../core/model/finding.js';
import { LineIndex } from '../core/text/line-index.js';
import { counted } from '../reports/summary-line.js';
import { displayPath } from './discover.js';
import { reasonOf } from './io-error.js';
import { readText } from './read-text.js';

export interface BaselineRun {
  readonly findings: readonly Finding[];
  /** Why it could not be read, or not all of it: the run did not do what it was asked for. */
  readonly problems: readonly string[];
  /** What a reader may want to know. */
  readonly remarks: readonly string[];
}

/** Findings that stand in a baseline do not count. Paths in it are relative to its own folder. */
export function applyBaseline(findings: readonly Finding[], name: string, cwd: string): BaselineRun {
  const file = path.resolve(cwd, name);
  const shown = displayPath(file, cwd);
  const text = readBaselineText(file);
  if ('problem' in text) return { findings, problems: [`${shown}: ${text.problem}`], remarks: [] };
  const { known, problems } = readBaseline(text.text);
  const folder = path.dirname(file);
  const here = known.map((one) => ({ ...one, path: displayPath(path.resolve(folder, one.path), cwd) }));
  const { findings: compared, gone } = compareWith(findings, here, `known in ${shown}`);
  const lines = new LineIndex(text.text);
  const told = problems.map(({ span, message }) => {
    const { line, column } = lines.positionAt(span.start);
    return `${shown}:${line + 1}:${column + 1}: ${message}`;
  });
  const remarks = gone > 0 ? [`${shown}: ${counted(gone, 'finding')} of it ${gone === 1 ? 'is' : 'are'} gone`] : [];
  return { findings: compared, problems: told, remarks };
}

function readBaselineText(file: string): { readonly text: string } | { readonly problem: string } {
  try {
    const read = readText(readFileSync(file));
    return 'text' in read ? { text: read.text } : { problem: read.failure };
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}
