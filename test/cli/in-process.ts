import type { Host } from '../../server/cli/host.js';
import { run } from '../../server/cli/run.js';
import { analyse } from '../../server/core/workspace.js';
import { rules } from '../../server/reports/rule-info.js';

/** Runs the real program in this process, on the day of all tests. */
export async function keytrace(cwd: string, ...words: readonly string[]) {
  let [stdout, stderr] = ['', ''];
  const output = (write: (text: string) => void) => ({ isTerminal: false, columns: 0, write });
  const host: Host = {
    cwd,
    env: {},
    stdout: output((text) => {
      stdout += text;
    }),
    stderr: output((text) => {
      stderr += text;
    }),
    readStdin: async () => Buffer.from(''),
    today: () => '2026-06-30',
    now: () => 0,
  };
  const code = await run(words, { version: '0.0.0', rules, analyse }, host);
  return { code, stdout, stderr };
}
