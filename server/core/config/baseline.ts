import type { Finding } from '../model/finding.js';
import type { MapShape } from '../model/shape.js';
import { type ConfigProblem, readShape } from './read-shape.js';

const text = (noun: string) => ({ type: 'text', noun }) as const;

const BASELINE_SHAPE = {
  type: 'map',
  noun: 'setting',
  entries: {
    keytraceBaseline: { type: 'number', minimum: 1, maximum: 1 },
    findings: {
      type: 'list',
      noun: 'findings',
      of: {
        type: 'map',
        noun: 'setting',
        required: ['path', 'fingerprint'],
        entries: {
          path: text('a path'),
          fingerprint: text('a fingerprint'),
          rule: text('a rule'),
          flow: text('a name'),
          container: text('a name'),
          action: text('a name'),
        },
      },
    },
  },
  required: ['keytraceBaseline'],
} as const satisfies MapShape;

/** A finding that was there when the baseline was written. */
export interface KnownFinding {
  /** As the reader of the file knows it: already made to fit `Finding.uri`. */
  readonly path: string;
  readonly fingerprint: string;
}

export interface ReadBaseline {
  readonly known: readonly KnownFinding[];
  readonly problems: readonly ConfigProblem[];
}

/** Never throws; a file that is no baseline knows nothing and has a problem. */
export function readBaseline(source: string): ReadBaseline {
  const { value, problems } = readShape(source, BASELINE_SHAPE);
  const known = (value.findings ?? []).flatMap(({ path, fingerprint }) =>
    path !== undefined && fingerprint !== undefined ? [{ path, fingerprint }] : [],
  );
  return { known, problems };
}

/** The text of a baseline; names only, in the order of the findings. `pathOf` says how the file names other files. */
export function baselineText(findings: readonly Finding[], pathOf: (uri: string) => string): string {
  const entries = findings
    .filter(({ suppressed }) => suppressed === undefined)
    .map(({ uri, fingerprint, rule, flow, container, action }) => {
      return JSON.stringify({ path: pathOf(uri), fingerprint, rule, flow, container, action });
    });
  const list = entries.length === 0 ? '[]' : `[\n    ${entries.join(',\n    ')}\n  ]`;
  return `{\n  "keytraceBaseline": 1,\n  "findings": ${list}\n}\n`;
}

export interface Compared {
  readonly findings: readonly Finding[];
  /** How many of the known findings are gone. */
  readonly gone: number;
}

/** Accepts the findings that a baseline knows. Equal ones are counted, because their running numbers move. */
export function compareWith(findings: readonly Finding[], known: readonly KnownFinding[], reason: string): Compared {
  const left = new Map<string, number>();
  for (const one of known)
    left.set(keyOf(one.path, one.fingerprint), (left.get(keyOf(one.path, one.fingerprint)) ?? 0) + 1);
  const compared = findings.map((finding) => {
    const key = keyOf(finding.uri, finding.fingerprint);
    const count = left.get(key) ?? 0;
    if (count === 0) return finding;
    left.set(key, count - 1);
    return finding.suppressed ? finding : { ...finding, suppressed: { kind: 'baseline' as const, reason } };
  });
  return { findings: compared, gone: [...left.values()].reduce((sum, count) => sum + count, 0) };
}

/** Behind a dash is the running number of equal findings. */
function keyOf(path: string, fingerprint: string): string {
  return `${path}\n${fingerprint.replace(/-\d+$/, '')}`;
}
