import path from 'node:path';
import { baselineText } from '../../core/config/baseline.js';
import { maskProse } from '../../core/text/masking.js';
import { counted } from '../../reports/summary-line.js';
import type { ExitCode } from '../../reports/verdict.js';
import { escapeJson, visible } from '../../reports/visible.js';
import type { BaselineOptions } from '../args.js';
import { displayPath } from '../discover.js';
import type { Host } from '../host.js';
import { inspect, inspectionProblems, type Product } from '../inspect.js';
import { Progress } from '../progress.js';
import { replaceOrCreate } from '../write-text.js';

/** `keytrace baseline`: writes down what is found now, so that only what comes later counts. */
export async function baseline(options: BaselineOptions, product: Product, host: Host): Promise<ExitCode> {
  const say = (line: string) => host.stderr.write(`keytrace: ${visible(maskProse(line))}\n`);
  const progress = new Progress(host, options.quiet);
  const inspection = await inspect(options, product, host, progress);
  const { findings } = inspection.analyse(inspection.sources);
  progress.clear();
  const problems = inspectionProblems(inspection);
  for (const problem of problems) say(problem);
  // A baseline of half the files would let the other half fail later.
  if (problems.length > 0) return 2;
  const folder = options.out === undefined ? host.cwd : path.dirname(path.resolve(host.cwd, options.out));
  const named = findings.map((finding) => ({
    ...finding,
    flow: maskProse(finding.flow),
    container: maskProse(finding.container),
    action: maskProse(finding.action),
  }));
  const text = escapeJson(baselineText(named, (uri) => displayPath(path.resolve(host.cwd, uri), folder)));
  if (options.out === undefined) {
    host.stdout.write(text);
    return 0;
  }
  const failure = replaceOrCreate(path.resolve(host.cwd, options.out), text);
  if (failure !== undefined) {
    say(`${options.out}: cannot be written: ${failure}`);
    return 2;
  }
  const open = findings.filter(({ suppressed }) => suppressed === undefined).length;
  if (!options.quiet) say(`${options.out}: ${counted(open, 'finding')} written`);
  return 0;
}
