import type { Analysis } from './analysis.js';
import type { SourceFile } from './formats/format.js';
import type { Finding, Fix } from './model/finding.js';
import { changeKey, compatible, type Remedy, remediesOf, together } from './rules/fixes/choose.js';
import { applyEdits } from './text/span.js';

export interface FixWishes {
  /** What is found in files; findings that nobody wants to see are left out by then. */
  analyse(files: readonly SourceFile[]): Pick<Analysis, 'findings'>;
  /** Whether a fix may be taken at all, by safety, rule and the files that it changes. */
  accepts(fix: Fix, finding: Finding): boolean;
}

export interface RefusedRemedy extends Remedy {
  /** One sentence. */
  readonly reason: string;
}

export interface FixResult {
  /** New texts of the files that have changed, in the order of the files; new files behind them. */
  readonly changed: ReadonlyMap<string, string>;
  readonly created: ReadonlySet<string>;
  readonly applied: readonly Remedy[];
  readonly refused: readonly RefusedRemedy[];
}

/**
 * Applies every acceptable fix that keeps its promise: after it the finding is gone and no other one has come. Fixes
 * that touch the same place wait for the next round. It ends, because every change leaves fewer findings than before.
 */
export function applyFixes(files: readonly SourceFile[], wishes: FixWishes): FixResult {
  const run = new FixRun(files, wishes);
  while (run.round());
  return run.result();
}

class FixRun {
  readonly #wishes: FixWishes;
  readonly #sources: ReadonlyMap<string, string>;
  readonly #applied: Remedy[] = [];
  readonly #refused = new Map<string, RefusedRemedy>();
  #texts: ReadonlyMap<string, string>;
  #findings: readonly Finding[];

  constructor(files: readonly SourceFile[], wishes: FixWishes) {
    this.#wishes = wishes;
    this.#sources = new Map(files.map(({ uri, text }) => [uri, text]));
    this.#texts = this.#sources;
    this.#findings = wishes.analyse(files).findings;
  }

  /** False when there was nothing left to do. */
  round(): boolean {
    const open = this.#findings.filter(({ suppressed }) => suppressed === undefined);
    const remedies = open.flatMap((finding) => {
      const isOpen = (fix: Fix) => this.#wishes.accepts(fix, finding) && !this.#refused.has(changeKey(fix));
      return remediesOf([finding], isOpen);
    });
    const wave = compatible(merged(remedies));
    if (wave.length === 0) return false;
    this.#settle(wave);
    return true;
  }

  /** True when some of them were applied. Then places have moved, and the others have to wait for the next round. */
  #settle(wave: readonly Remedy[]): boolean {
    const reason = this.#try(wave);
    if (reason === undefined) {
      this.#applied.push(...wave);
      return true;
    }
    if (wave.length > 1) {
      const middle = wave.length >> 1;
      return this.#settle(wave.slice(0, middle)) || this.#settle(wave.slice(middle));
    }
    for (const remedy of wave) this.#refused.set(changeKey(remedy.fix), { ...remedy, reason });
    return false;
  }

  result(): FixResult {
    const changed = [...this.#texts].filter(([uri, text]) => this.#sources.get(uri) !== text);
    return {
      changed: new Map(changed),
      created: new Set(changed.flatMap(([uri]) => (this.#sources.has(uri) ? [] : [uri]))),
      applied: this.#applied,
      refused: this.#stillRefused(),
    };
  }

  /** A fix that was refused at first may have found its time, or have been refused again in another place. */
  #stillRefused(): readonly RefusedRemedy[] {
    const open = countAlike(this.#findings);
    const latest = new Map<string, RefusedRemedy>();
    for (const remedy of this.#refused.values()) {
      const left = remedy.findings.filter((finding) => open.has(likeness(finding)));
      if (left.length > 0) latest.set([remedy.fix.title, ...left.map(likeness)].join('\n'), remedy);
    }
    return [...latest.values()];
  }

  /** Keeps the change when it holds what it promises; else says why not. */
  #try(remedies: readonly Remedy[]): string | undefined {
    const { edits, newFiles = new Map() } = together(remedies.map(({ fix }) => fix));
    const taken = [...newFiles.keys()].find((uri) => this.#texts.has(uri));
    if (taken !== undefined) return `the file ${taken} is already there`;
    const texts = new Map([...this.#texts].map(([uri, text]) => [uri, applyEdits(text, edits.get(uri) ?? [])]));
    for (const [uri, text] of newFiles) texts.set(uri, text);
    const { findings } = this.#wishes.analyse([...texts].map(([uri, text]) => ({ uri, text })));
    const reason = brokenPromise(this.#findings, findings, remedies);
    if (reason !== undefined) return reason;
    this.#texts = texts;
    this.#findings = findings;
    return undefined;
  }
}

/** The same change for findings of several rules is one remedy. */
function merged(remedies: readonly Remedy[]): readonly Remedy[] {
  const byChange = new Map<string, Remedy>();
  for (const { fix, findings } of remedies) {
    const known = byChange.get(changeKey(fix));
    byChange.set(changeKey(fix), { fix: known?.fix ?? fix, findings: [...(known?.findings ?? []), ...findings] });
  }
  return [...byChange.values()];
}

function brokenPromise(
  before: readonly Finding[],
  after: readonly Finding[],
  remedies: readonly Remedy[],
): string | undefined {
  const [had, has] = [countAlike(before), countAlike(after)];
  for (const { findings } of remedies) {
    const left = findings.find((finding) => (has.get(likeness(finding)) ?? 0) >= (had.get(likeness(finding)) ?? 0));
    if (left) return `the finding of ${left.rule} would stay`;
  }
  const added = after.find((finding) => (has.get(likeness(finding)) ?? 0) > (had.get(likeness(finding)) ?? 0));
  return added && `it would bring a finding of ${added.rule}: ${added.message}`;
}

/** Places and fingerprints of equal findings move when one of them goes. */
function likeness({ uri, rule, container, action, message }: Finding): string {
  return [uri, rule, container, action, message].join('\n');
}

function countAlike(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(likeness(finding), (counts.get(likeness(finding)) ?? 0) + 1);
  return counts;
}
