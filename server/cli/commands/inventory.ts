import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type WrittenInventory, writeInventory } from '../../core/formats/inventory/write.js';
import { maskProse } from '../../core/text/masking.js';
import { counted } from '../../reports/summary-line.js';
import type { ExitCode } from '../../reports/verdict.js';
import { visible } from '../../reports/visible.js';
import type { InventoryOptions } from '../args.js';
import type { Host } from '../host.js';
import { inspect, inspectionProblems, type Product } from '../inspect.js';
import { reasonOf } from '../io-error.js';
import { Progress } from '../progress.js';

/** `keytrace inventory`: read, collect, write. Nothing is written when something could not be read. */
export async function inventory(options: InventoryOptions, product: Product, host: Host): Promise<ExitCode> {
  const say = (line: string) => host.stderr.write(`keytrace: ${visible(maskProse(line))}\n`);
  const progress = new Progress(host, false);
  const scope = { paths: options.paths, stdinPath: undefined, readsIgnores: true, quiet: false };
  const inspection = await inspect(scope, product, host, progress);
  progress.clear();
  const problems = inspectionProblems(inspection);
  for (const problem of problems) say(problem);
  if (problems.length > 0) return 2;
  const { files } = inspection.analyse(inspection.sources);
  const written = writeInventory(
    files.flatMap(({ dataActions }) => dataActions),
    options.sources,
    host.today(),
  );
  for (const name of written.unnamed)
    say(`left out: the name of the data action "${name}" is only known when it is deployed`);
  if (written.secure + written.plain + written.unknown === 0) {
    say(`no data action found in ${options.paths.join(' ')}`);
    return 2;
  }
  return emit(written, options, host, say);
}

function emit(
  { text, secure, plain, unknown }: WrittenInventory,
  { out }: InventoryOptions,
  host: Host,
  say: (line: string) => void,
): ExitCode {
  if (out === '-') host.stdout.write(text);
  else {
    try {
      writeFileSync(path.resolve(host.cwd, out), text);
    } catch (error) {
      say(`${out}: cannot be written: ${reasonOf(error)}`);
      return 2;
    }
  }
  const total = counted(secure + plain + unknown, 'data action');
  say(`${out === '-' ? 'standard output' : out}: ${total}: ${secure} secure, ${plain} not secure, ${unknown} unknown`);
  return 0;
}
