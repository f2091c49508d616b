import { policyFor } from '../../core/rules/redaction.js';
import { maskProse } from '../../core/text/masking.js';
import type { ExitCode } from '../../reports/verdict.js';
import { escapeJson, visible } from '../../reports/visible.js';
import type { Host } from '../host.js';
import { inspect, inspectionProblems, type Product, type Scope } from '../inspect.js';
import { Progress } from '../progress.js';

const RULE = 'variable-not-redacted';

/** `keytrace redaction-policy`: the name patterns that cover every secret variable, as a part of `keytrace.json`. */
export async function redactionPolicy(scope: Scope, product: Product, host: Host): Promise<ExitCode> {
  const progress = new Progress(host, scope.quiet);
  const inspection = await inspect(scope, product, host, progress);
  const { configOf } = inspection.loaded;
  const { files } = inspection.analyse(inspection.sources);
  progress.clear();
  const problems = inspectionProblems(inspection);
  for (const problem of problems) host.stderr.write(`keytrace: ${visible(maskProse(problem))}\n`);
  const patterns = files.flatMap(({ uri }) => configOf(uri).options.get(RULE)?.get('names') ?? []);
  const known = [...new Set(patterns.filter((pattern) => typeof pattern === 'string'))];
  const flows = files.flatMap(({ uri, flows: own }) => own.map((flow) => ({ flow, facts: configOf(uri).facts })));
  const policy = { rules: { [RULE]: { names: policyFor(flows, known) } } };
  host.stdout.write(`${escapeJson(JSON.stringify(policy, null, 2))}\n`);
  return problems.length > 0 ? 2 : 0;
}
