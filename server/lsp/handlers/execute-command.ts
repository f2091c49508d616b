import type { ExecuteCommandParams } from 'vscode-languageserver';
import type { Finding } from '../../core/model/finding.js';
import { rules } from '../../core/rules/index.generated.js';
import { guard, refusal } from '../guard.js';
import { COMMANDS } from '../protocol.js';
import type { Session } from '../session.js';
import { toLocation } from '../to-lsp.js';
import { applyFix } from './apply-fix.js';
import { report } from './report.js';
import { suppress } from './suppress.js';

type Arguments = Readonly<Record<string, unknown>>;

export function onExecuteCommand(session: Session): void {
  session.connection.onExecuteCommand(
    guard<ExecuteCommandParams, unknown>(session.watch, 'command', null, ({ command, arguments: list }) => {
      const first: unknown = list?.[0];
      const given = argumentsOf(first);
      switch (command) {
        case COMMANDS.check:
          return check(session, given);
        case COMMANDS.explain:
          return explain(given);
        case COMMANDS.graph:
          return graph(session, given);
        case COMMANDS.fix: {
          const uri = session.uris.spelled(textOf(given, 'uri'));
          return applyFix(session, uri, textOf(given, 'fingerprint'), Number(given.fix));
        }
        case COMMANDS.report:
          return report(session, {
            format: textOf(given, 'format'),
            root: given.root === undefined ? undefined : textOf(given, 'root'),
            date: given.date === undefined ? undefined : textOf(given, 'date'),
          });
        case COMMANDS.suppress: {
          const uri = session.uris.spelled(textOf(given, 'uri'));
          const reason = given.reason === undefined ? undefined : textOf(given, 'reason');
          return suppress(session, uri, textOf(given, 'fingerprint'), reason);
        }
        default:
          throw refusal(`There is no command "${command}".`);
      }
    }),
  );
}

function argumentsOf(first: unknown): Arguments {
  return typeof first === 'object' && first !== null ? { ...first } : {};
}

/** The findings of a file, or of all files. */
function check(session: Session, given: Arguments) {
  const uri = given.uri === undefined ? undefined : session.uris.spelled(textOf(given, 'uri'));
  const findings = uri === undefined ? session.findings() : session.findingsOf(uri);
  return { findings: findings.map((finding) => describe(session, finding)) };
}

function explain(given: Arguments) {
  const id = textOf(given, 'rule');
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw refusal(`There is no rule "${id}".`);
  const { title, severity, why, instead, falsePositives, examples, pci, cwe } = rule;
  return { rule: id, title, severity, why, instead, falsePositives, examples, pci, cwe };
}

/** Every path that begins in a file, ends in it or leads through it. */
function graph(session: Session, given: Arguments) {
  const uri = session.uris.spelled(textOf(given, 'uri'));
  const paths = session.findings().filter(({ trace }) => trace.some((step) => step.uri === uri));
  return { uri, paths: paths.map((finding) => describe(session, finding)) };
}

function describe(session: Session, finding: Finding) {
  const { rule, severity, confidence, message, flow, container, action, labels, sink, fingerprint } = finding;
  const trace = finding.trace.map((step) => ({ ...toLocation(session, step), message: step.message }));
  const place = toLocation(session, finding);
  return { ...place, rule, severity, confidence, message, flow, container, action, labels, sink, fingerprint, trace };
}

function textOf(given: Arguments, name: string): string {
  const value = given[name];
  if (typeof value !== 'string') throw refusal(`The command needs "${name}".`);
  return value;
}
