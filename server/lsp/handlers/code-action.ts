import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import { codeActions, type EditorCommand, type CodeAction as Offered } from '../../core/ide/code-actions.js';
import { spanOf } from '../from-lsp.js';
import { guard } from '../guard.js';
import { COMMANDS } from '../protocol.js';
import type { Session } from '../session.js';
import { canApply, fingerprintOf, toWorkspaceEdit } from '../to-lsp.js';

/** Ours among other servers' "fix all on save". */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.keytrace`;

const KINDS: Readonly<Record<Offered['kind'], CodeActionKind>> = {
  quickfix: CodeActionKind.QuickFix,
  'source.fixAll': FIX_ALL,
};

export function onCodeAction(session: Session): void {
  session.connection.onCodeAction(
    guard(session.watch, 'code actions', [], (params) => {
      const asked = spanOf(session, params);
      const { only, diagnostics } = params.context;
      if (!asked) return [];
      return codeActions(asked.context, asked.span)
        .filter(({ kind }) => !only || only.some((wanted) => isPartOf(KINDS[kind], wanted)))
        .flatMap((offered) => toCodeAction(session, offered, diagnostics) ?? []);
    }),
  );
}

/** Kinds are a tree: 'source' asks for 'source.fixAll' too. */
function isPartOf(kind: CodeActionKind, wanted: CodeActionKind): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}

/** Undefined for what this client cannot do. */
function toCodeAction(session: Session, offered: Offered, known: readonly Diagnostic[]): CodeAction | undefined {
  const { title, kind, isPreferred, findings } = offered;
  const fingerprints = new Set(findings.map(({ fingerprint }) => fingerprint));
  const diagnostics = known.filter((diagnostic) => fingerprints.has(fingerprintOf(diagnostic)));
  const common = {
    title,
    kind: KINDS[kind],
    ...(diagnostics.length > 0 ? { diagnostics } : {}),
    ...(isPreferred ? { isPreferred } : {}),
  };
  if ('edits' in offered) {
    if (!canApply(session, offered)) return undefined;
    return { ...common, edit: toWorkspaceEdit(session, offered.edits, offered.newFiles) };
  }
  const command = toCommand(session, title, offered.command);
  return command && { ...common, command };
}

function toCommand(session: Session, title: string, { name, arguments: list }: EditorCommand) {
  if (name === COMMANDS.suppress) {
    const [uri, fingerprint] = list;
    return { title, command: name, arguments: [{ uri, fingerprint }] };
  }
  return session.clientCommands.has(name) ? { title, command: name, arguments: [...list] } : undefined;
}
