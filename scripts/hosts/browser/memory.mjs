// What a browser holds, with all of its processes.
import { readdirSync, readFileSync } from 'node:fs';

/** Megabytes of the processes that name `mark` on their command line, and of everything that they have started. */
export function megabytesOf(mark) {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(processes.map((pid) => [pid, parentOf(pid)]));
  const roots = new Set(processes.filter((pid) => read(pid, 'cmdline').includes(mark)));
  const isOurs = (pid) => pid !== undefined && (roots.has(pid) || isOurs(parents.get(pid)));
  const kilobytes = processes.filter(isOurs).reduce((sum, pid) => sum + shareOf(pid), 0);
  return Math.round(kilobytes / 1024);
}

function parentOf(pid) {
  return /^PPid:\s+(\d+)/m.exec(read(pid, 'status'))?.[1];
}

/** What several processes share counts once in all. */
function shareOf(pid) {
  return Number(/^Pss:\s+(\d+)/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0);
}

function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}
