import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { maskProse } from '../../core/text/masking.js';
import type { ExitCode } from '../../reports/verdict.js';
import { visible } from '../../reports/visible.js';
import type { ServeOptions } from '../args.js';
import type { Host } from '../host.js';
import { reasonOf } from '../io-error.js';
import { openBrowser } from '../serve/browser.js';
import { FlowFiles } from '../serve/flow-files.js';
import { type DesignerServer, startDesigner } from '../serve/http-server.js';
import { loadPage, type PageFile } from '../serve/page-files.js';
import { openRoots } from '../serve/roots.js';

/** The same every time, so that the page remembers how it was left. */
const USUAL_PORT = 4870;

/** What stands beside the program. */
const PAGE = new URL('./designer/', import.meta.url);
const WORKER = new URL('./worker.js', import.meta.url);
const EXAMPLES = new URL('../examples', import.meta.url);

/** `keytrace serve`: the designer in a browser, until it is stopped. */
export async function serve(options: ServeOptions, host: Host): Promise<ExitCode> {
  const paths = options.paths.length > 0 ? options.paths : [fileURLToPath(EXAMPLES)];
  const { roots, problems } = openRoots(paths, host.cwd);
  if (problems.length > 0) return refuse(problems, host);
  const page = pageOf(host);
  if (!page) return 2;
  const files = new FlowFiles(roots);
  const flows = files.list().length;
  const server = await started(files, page, options, host);
  if (!server) return 2;
  host.stdout.write(`Keytrace designer: ${server.address}\n`);
  const where = options.paths.length > 0 ? options.paths.join(' ') : 'the examples';
  host.stdout.write(`${flows === 1 ? '1 file' : `${flows} files`} in ${visible(where)}. Stop with Ctrl+C.\n`);
  if (options.open) openBrowser(server.visit(), process.platform);
  await stopped();
  await server.close();
  host.stdout.write('Stopped.\n');
  return 0;
}

function refuse(problems: readonly string[], host: Host): ExitCode {
  for (const problem of problems) host.stderr.write(`keytrace: ${visible(maskProse(problem))}\n`);
  return 2;
}

function pageOf(host: Host): ReadonlyMap<string, PageFile> | undefined {
  try {
    return loadPage(fileURLToPath(PAGE), fileURLToPath(WORKER));
  } catch (error) {
    refuse([`the designer's page cannot be read: ${reasonOf(error)}`], host);
    return undefined;
  }
}

/** On the wanted port; without a wish on the usual one, or on any when that is taken. */
async function started(
  files: FlowFiles,
  page: ReadonlyMap<string, PageFile>,
  { port }: ServeOptions,
  host: Host,
): Promise<DesignerServer | undefined> {
  try {
    return await startDesigner(files, page, port ?? USUAL_PORT);
  } catch (error) {
    const isTaken = codeOf(error) === 'EADDRINUSE';
    if (port === undefined && isTaken) return startDesigner(files, page, 0);
    const reason = isTaken ? 'it is in use; choose another one with --port' : reasonOf(error);
    refuse([`port ${port ?? USUAL_PORT} cannot be used: ${reason}`], host);
    return undefined;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
