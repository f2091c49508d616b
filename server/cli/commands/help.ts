import type { ExitCode } from '../../reports/verdict.js';
import { visible } from '../../reports/visible.js';
import { COMMANDS } from '../args.js';
import type { Host } from '../host.js';
import { nearest } from '../nearest.js';

const OVERVIEW = `Keytrace shows where secure data goes in contact-centre flows.

Usage: keytrace <command> [options]

  check [paths...]   find leaks in files, folders and globs (default: the working directory)
  serve [paths...]   open the designer in a browser: the flows as text and as a graph
  fix [paths...]     apply the fixes that keep their promise, or show them
  baseline [paths...]
                     write down what is found now, so that only what comes later counts
  redaction-policy [paths...]
                     print name patterns that cover every secret variable
  inventory [paths...]  write down which data actions are secure, for later checks
  rules [--json]     list the rules
  explain <rule>     say what a rule finds, why, and what to do instead
  lsp [--stdio]      serve an editor: the Language Server Protocol on standard input and output
  version            print the version (also --version)
  help [command]     say more about a command (also --help)

Exit codes: 0 nothing at or above the threshold, 1 findings, 2 could not run.
`;

const CHECK = `Usage: keytrace check [paths...] [options]

Paths are files, folders, globs or - for standard input; without any, the working directory. Folders and globs
give the files named .yaml, .yml, .tftpl, .json, .tf, .tfvars and .i3*, but for node_modules, .git and dist; their
content decides whether they are flows. Exports of data actions, Terraform, options of Archy and flow-inventory.json say
which data actions are secure and what placeholders stand for. A file named by itself is always read. The files
keytrace.json of the working directory and of the folder say which rules are off, how severe the others are, and what is
left out (docs/configuration.md).

  --format FORMAT     text (default), json, sarif, html or github
  --output FILE       write the result to a file instead of standard output
  --date DAY          the day that an HTML report bears: 2026-12-31; without it none
  --fail-on SEVERITY  exit with 1 from this severity on: error, warning (default), information, hint or never
  --strict            exit with 2 when any file failed or was not fully understood
  --stdin-path PATH   read standard input and call it PATH
  --baseline FILE     findings that keytrace baseline wrote down do not count
  --no-ignores        as if nobody had accepted any finding in a comment or in keytrace-ignores.json
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

const FIX = `Usage: keytrace fix [paths...] [options]

Applies the fixes of findings. Each one has to show that it keeps its promise: the files are analysed again, and it is
taken only when its finding is gone and no other one has come. What is not applied is said. Only files below the paths
are changed; every file is replaced as a whole or not at all.

  --dry-run           write nothing; print what would change as a unified diff
  --unsafe            also fixes whose result a person has to look at
  --rule RULE[,RULE]  only findings of these rules
  --quiet             only what went wrong

Exit codes: 0 done, 1 with --dry-run something would change, 2 something could not be read or written.
`;

const BASELINE = `Usage: keytrace baseline [paths...] [options]

Writes down the findings of now. With keytrace check --baseline FILE they are listed but do not count. Findings keep
their names when lines move; paths in the file are relative to it.

  --out FILE          write to a file instead of standard output
  --stdin-path PATH   read standard input and call it PATH
  --quiet             only what went wrong
`;

const REDACTION_POLICY = `Usage: keytrace redaction-policy [paths...] [options]

Prints the name patterns that cover every secret variable of the flows, those of keytrace.json first, as a part of
keytrace.json: the rule variable-not-redacted then reports what they do not cover.

  --stdin-path PATH   read standard input and call it PATH
  --quiet             only what went wrong
`;

const INVENTORY = `Usage: keytrace inventory [paths...] [options]

Writes down the data actions that exports and Terraform declare, and whether they are secure. The file is read by
keytrace check when it lies among the files that are checked, so that flows can be judged without the sources of their
data actions. Paths are files, folders and globs; without any, the working directory.

  --from terraform|actions|DIR  only what Terraform makes, only exports of data actions, or what lies in a folder
  --out FILE                    the file to write; flow-inventory.json by default, - for standard output

Exit codes
  0  written
  2  could not run: wrong arguments, a missing path, no data action found, a file that cannot be written
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
  fix: FIX,
  baseline: BASELINE,
  'redaction-policy': REDACTION_POLICY,
  inventory: INVENTORY,
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
