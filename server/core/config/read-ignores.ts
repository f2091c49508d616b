import type { SourceFile } from '../formats/format.js';
import type { Finding } from '../model/finding.js';
import type { MapShape, ValueOf } from '../model/shape.js';
import { type Ignore, problemOf } from '../rules/suppressions.js';
import type { Span } from '../text/span.js';
import { IGNORES_FILE } from './candidates.js';
import { type ConfigProblem, readShape } from './read-shape.js';

const text = (noun: string, description: string) => ({ type: 'text', noun, description }) as const;

const ENTRY = {
  type: 'map',
  noun: 'setting',
  description: 'One finding, or all findings of a rule in one element, and why they may stay.',
  required: ['rule', 'reason'],
  entries: {
    rule: text('a rule', 'The rule whose findings are accepted.'),
    reason: text('a reason', 'Why.'),
    until: text('a day', 'The last day on which it holds: 2026-12-31.'),
    fingerprint: text('a fingerprint', 'Exactly one finding, as `keytrace check --format json` names it.'),
    path: text('a path', 'The file, relative to this one.'),
    flow: text('a name', 'The name of the flow.'),
    container: text('a name', 'The name of the task, menu or state.'),
    action: text('a name', 'The name of the action.'),
  },
} as const satisfies MapShape;

export const IGNORES_SHAPE = {
  type: 'map',
  noun: 'setting',
  description: 'Accepted findings of Keytrace',
  entries: {
    $schema: text('an address', 'Where this schema is.'),
    ignores: { type: 'list', noun: 'entries', of: ENTRY },
  },
} as const satisfies MapShape;

const ELEMENTS = ['flow', 'container', 'action'] as const;

export function isIgnoresFile(uri: string): boolean {
  return uri === IGNORES_FILE || uri.endsWith(`/${IGNORES_FILE}`);
}

/** Never throws; what cannot be understood accepts nothing and says so. */
export function readIgnores({ uri, text: source }: SourceFile): readonly Ignore[] {
  const { value, problems, spanOf } = readShape(source, IGNORES_SHAPE);
  const ignores = (value.ignores ?? []).map((entry) => ignoreOf(entry, uri, spanOf(entry) ?? NOWHERE));
  return [...ignores, ...problems.map((problem) => mistakeOf(problem, uri))];
}

function mistakeOf({ span, message }: ConfigProblem, uri: string): Ignore {
  return { place: { uri, span }, kind: 'sidecar', rule: '', reason: '', problem: message, covers: () => false };
}

const NOWHERE: Span = { start: 0, end: 0 };

function ignoreOf(entry: ValueOf<typeof ENTRY>, uri: string, span: Span): Ignore {
  const { rule = '', reason = '', until, fingerprint, path } = entry;
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  const names = ELEMENTS.filter((key) => entry[key] !== undefined);
  const isAimed = fingerprint !== undefined || path !== undefined || names.length > 0;
  const covers = (finding: Finding) =>
    finding.uri.startsWith(folder) &&
    finding.uri !== uri &&
    (fingerprint === undefined || fingerprint === finding.fingerprint) &&
    (path === undefined || decoded(folder + path) === decoded(finding.uri)) &&
    names.every((key) => entry[key] === finding[key]);
  return {
    place: { uri, span },
    kind: 'sidecar',
    rule,
    reason,
    ...(until === undefined ? {} : { until }),
    ...(isAimed
      ? problemOf({ reason, ...(until === undefined ? {} : { until }) })
      : { problem: 'It does not say which finding it is about' }),
    covers,
  };
}

/** Editors write the same path with and without per cent signs. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
