import type { ExitCode } from '../reports/verdict.js';
import { visible } from '../reports/visible.js';
import { readArguments } from './args.js';
import { baseline } from './commands/baseline.js';
import { check } from './commands/check.js';
import { explain } from './commands/explain.js';
import { fix } from './commands/fix.js';
import { help } from './commands/help.js';
import { inventory } from './commands/inventory.js';
import { lsp } from './commands/lsp.js';
import { redactionPolicy } from './commands/redaction-policy.js';
import { listRules } from './commands/rules.js';
import type { Host } from './host.js';
import type { Product } from './inspect.js';

/** The words behind `keytrace` to an exit code; everything else goes through the host. */
export async function run(words: readonly string[], product: Product, host: Host): Promise<ExitCode> {
  const invocation = readArguments(words);
  switch (invocation.command) {
    case 'check':
      return check(invocation.options, product, host);
    case 'fix':
      return fix(invocation.options, product, host);
    case 'baseline':
      return baseline(invocation.options, product, host);
    case 'redaction-policy':
      return redactionPolicy(invocation.options, product, host);
    case 'inventory':
      return inventory(invocation.options, product, host);
    case 'serve': {
      // Loaded when it is wanted: the other commands need no web server and start faster without.
      const { serve } = await import('./commands/serve.js');
      return serve(invocation.options, host);
    }
    case 'rules':
      return listRules(product.rules, invocation.json, host);
    case 'explain':
      return explain(invocation.rule, product.rules, host);
    case 'lsp':
      return lsp(host);
    case 'help':
      return help(invocation.topic, host);
    case 'version':
      host.stdout.write(`${product.version}\n`);
      return 0;
    case 'refuse':
      host.stderr.write(`keytrace: ${visible(invocation.problem)}\n`);
      return 2;
  }
}
