import { join } from 'node:path';
import { programPath, ROOT } from './paths.mjs';
import { codeOf, onLines, start } from './processes.mjs';

/** Runs Neovim's own language client against `keytrace lsp --stdio`. */
export async function runInNeovim({ workspace, results, limit }) {
  const script = join(ROOT, 'test/hosts/neovim/smoke.lua');
  const server = JSON.stringify([process.execPath, join(ROOT, 'dist/cli.cjs'), 'lsp', '--stdio']);
  const words = ['--headless', '--clean', '-u', 'NONE', '-n', '-c', `luafile ${script}`];
  const child = start(programPath('nvim'), words, { cwd: workspace, env: { ...process.env, KEYTRACE_SERVER: server } });
  const lines = [];
  const take = (line) => results.take(line) || lines.push(line);
  onLines(child.stdout, take);
  onLines(child.stderr, take);
  results.close(await codeOf(child, limit));
  if (results.count('failed') > 0) for (const line of lines.slice(-30)) console.log(`      ${line.slice(0, 400)}`);
}
