import { COMMANDS } from '../args.js';
import type { Host } from '../host.js';
import { nearest } from '../nearest.js';
import { visible } from '../output/visible.js';
import type { ExitCode } from '../report.js';

const OVERVIEW = `Keytrace shows where secure data goes in contact-centre flows.

Usage: keytrace <command> [options]

  check [paths...]   find leaks in files, folders and globs (default: the working directory)
  serve [paths...]   open the designer in a browser: the flows as text and as a graph
  rules [--json]     list the rules
  explain <rule>     say what a rule finds, why, and what to do instead
  lsp [--stdio]      serve an editor: the Language Server Protocol on standard input and output
  version            print the version (also --version)
  help [command]     say more about a command (also --help)

Exit codes: 0 nothing at or above the threshold, 1 findings, 2 could not run.
`;

const CHECK = `Usage: keytrace check [paths...] [options]

Paths are files, folders, globs or - for standard input; without any, the working directory. Folders and globs
give the files named .yaml, .yml, .tftpl, .json and .i3*, but for node_modules, .git and dist; their content decides
whether they are flows. A file named by itself is always read. The file keytrace.json of the folder, or of the working
directory, says which rules are off, how severe the others are, and what is left out (docs/configuration.md).

  --format FORMAT     text (default), json, sarif or github
  --output FILE       write the result to a file instead of standard output
  --fail-on SEVERITY  exit with 1 from this severity on: error, warning (default), information, hint or never
  --strict            exit with 2 when any file failed or was not fully understood
  --stdin-path PATH   read standard input and call it PATH
  --quiet             no progress, no remarks, no summary; only findings and what made the run fail
  --no-color          no colours (also with NO_COLOR in the environment)

Exit codes
  0  nothing at or above the threshold
  1  findings at or above the threshold
  2  could not run: wrong arguments, a missing path, a file that could not be read, a search that found no flow;
     with --strict also a file that failed, was not fully understood, or was named but holds no flow
`;

const SERVE = `Usage: keytrace serve [paths...] [options]

Opens the designer in a browser: an editor, the flow graph and the findings side by side. Paths are files and folders;
without any, the examples. Only the flows below them are shown, and a file is written when it is saved in the page, never
else. The server listens on this machine only (127.0.0.1) and asks for the token of the printed address. Ctrl+C stops it.

  --port N    listen on this port; without it on 4870, or on any other when that is taken
  --no-open   print the address, and open no browser

Exit codes: 0 stopped, 2 could not run.
`;

const RULES = `Usage: keytrace rules [--json]

Lists every rule with its severity and title; with --json everything that is known about each.
`;

const EXPLAIN = `Usage: keytrace explain <rule>

Says what a rule finds, why it matters and what to do instead, with examples.
`;

const LSP = `Usage: keytrace lsp [--stdio]

Serves an editor over the Language Server Protocol on standard input and output. Editors start it by themselves.
`;

const VERSION = `Usage: keytrace version

Prints the version.
`;

const HELP = `Usage: keytrace help [command]

Says how to use Keytrace or one of its commands.
`;

const TOPICS: Readonly<Record<(typeof COMMANDS)[number], string>> = {
  check: CHECK,
  serve: SERVE,
  rules: RULES,
  explain: EXPLAIN,
  lsp: LSP,
  version: VERSION,
  help: HELP,
};

/** `keytrace help [command]`. */
export function help(topic: string | undefined, host: Host): ExitCode {
  const command = COMMANDS.find((name) => name === topic);
  if (topic === undefined) host.stdout.write(OVERVIEW);
  else if (command !== undefined) host.stdout.write(TOPICS[command]);
  else return unknownTopic(topic, host);
  return 0;
}

function unknownTopic(topic: string, host: Host): ExitCode {
  const meant = nearest(topic, COMMANDS);
  const hint = meant === undefined ? 'see keytrace --help' : `did you mean "${meant}"?`;
  host.stderr.write(`keytrace: unknown command "${visible(topic)}"; ${hint}\n`);
  return 2;
}
