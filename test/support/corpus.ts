import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Real flows that must not be copied into the repository lie beside it; tests that need them skip without them. */
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..', '../shared/corpus');

export interface CorpusFile {
  /** Below the corpus. */
  readonly path: string;
  readonly repository: string;
  /** 'archy-yaml', 'i3', 'architect-json', 'data-action-json', 'tf'. */
  readonly format: string;
  readonly text: string;
}

export const hasCorpus = existsSync(join(ROOT, 'INDEX.tsv'));

/** Files of the given formats; none when the corpus is not there. */
export function corpusFiles(...formats: readonly string[]): CorpusFile[] {
  if (!hasCorpus) return [];
  const rows = readFileSync(join(ROOT, 'INDEX.tsv'), 'utf8').split('\n').slice(1);
  return rows.flatMap((row) => {
    const [path, repository, , format] = row.split('\t');
    if (!path || !repository || !format || !formats.includes(format)) return [];
    return [{ path, repository, format, text: readFileSync(join(ROOT, path), 'utf8') }];
  });
}

/** One flow that lies in the same repository as Archy YAML and as export. */
export interface FlowPair<F> {
  readonly yaml: F;
  readonly json: F;
}

interface Named {
  readonly name: string;
  readonly type: string;
  readonly actions: readonly { readonly name: string }[];
}

/**
 * Finds the YAML twin of every export: same repository and type, and a name that fits. Names are often placeholders
 * (`{{flow_name}}`), so among the fitting ones the flow with the most action names in common wins.
 */
export function pairFlows<F extends { readonly file: CorpusFile; readonly flow: Named }>(
  yamls: readonly F[],
  jsons: readonly F[],
): FlowPair<F>[] {
  return jsons.flatMap((json) => {
    const candidates = yamls
      .filter(({ file, flow }) => file.repository === json.file.repository && flow.type === json.flow.type)
      .filter(({ flow }) => fits(flow.name, json.flow.name))
      .map((yaml) => ({ yaml, likeness: likeness(yaml.flow, json.flow) }))
      .sort((a, b) => b.likeness - a.likeness);
    const best = candidates[0];
    return best ? [{ yaml: best.yaml, json }] : [];
  });
}

/** Whether two texts are equal when a placeholder may stand for anything. */
export function fits(pattern: string, text: string): boolean {
  const pieces = pattern.split(/\{\{.*?\}\}|\$\{.*?\}|<\w+>/);
  const expression = pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*');
  return new RegExp(`^${expression}$`).test(text);
}

/** Action names in common as a share of all, without regard to order. */
function likeness(a: Named, b: Named): number {
  const left = new Map<string, number>();
  for (const { name } of a.actions) left.set(name, (left.get(name) ?? 0) + 1);
  let common = 0;
  for (const { name } of b.actions) {
    const count = left.get(name) ?? 0;
    if (count > 0) common++;
    left.set(name, count - 1);
  }
  return common / Math.max(1, a.actions.length, b.actions.length);
}
