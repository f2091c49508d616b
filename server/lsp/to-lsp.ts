import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Location,
  type MarkupContent,
  MarkupKind,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Diagnostic as Found } from '../core/ide/diagnostics.js';
import type { Place, Severity, WorkspaceChange } from '../core/model/finding.js';
import type { Session } from './session.js';

/** Where a place is that has no position: in a file that is encoded or gone. */
const FILE_START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toLocation(session: Session, { uri, span }: Place): Location {
  return { uri, range: session.positions(uri)?.range(span) ?? FILE_START };
}

export function toDiagnostic(session: Session, uri: string, found: Found): Diagnostic {
  const { span, severity, code, message, helpPath, tags, related, fingerprint } = found;
  const href = docsPage(session, helpPath);
  return {
    range: toLocation(session, { uri, span }).range,
    severity: SEVERITIES[severity],
    code,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    source: 'keytrace',
    message,
    ...(tags.length > 0 ? { tags: tags.map(() => DiagnosticTag.Unnecessary) } : {}),
    relatedInformation: related.map((step) => ({ location: toLocation(session, step), message: step.message })),
    data: { fingerprint },
  };
}

/** Tells which finding a diagnostic is, when it comes back from the client; '' when it is none of ours. */
export function fingerprintOf({ data }: Diagnostic): string {
  return typeof data === 'object' && data !== null && typeof data.fingerprint === 'string' ? data.fingerprint : '';
}

/** The address of a page of the docs; undefined when nobody has said where they are. */
export function docsPage(session: Session, path: string): string | undefined {
  const base = session.settings.docsUrl ?? session.host.docsUrl;
  return base === undefined ? undefined : `${base.replace(/\/+$/, '')}/${path}`;
}

/** A link to the docs as core writes it: `[label](docs/page.md)`. What a flow says has its brackets escaped. */
const DOCS_LINK = /(?<!\\)\[([^[\]]*)\]\((docs\/[a-z0-9/.#-]+)\)/g;

/** Links of core lead to a page of the docs; where nobody has said where those are, only the words stay. */
export function toMarkup(session: Session, markdown: string): MarkupContent {
  const value = markdown.replace(DOCS_LINK, (_, label: string, path: string) => {
    const href = docsPage(session, path);
    return href === undefined ? label : `[${label}](${href})`;
  });
  return { kind: MarkupKind.Markdown, value };
}

/** What an edit needs to know about the client and its documents. */
type EditSession = Pick<Session, 'client' | 'positions' | 'version'>;

/** Whether the client can do it; some make no files. */
export function canApply({ client }: EditSession, { newFiles }: WorkspaceChange): boolean {
  const can = client.workspace?.workspaceEdit;
  if (newFiles === undefined || newFiles.size === 0) return true;
  return can?.documentChanges === true && can.resourceOperations?.includes('create') === true;
}

/** With versions, so that an edit for an older text is refused; clients that cannot take them get plain edits. */
export function toWorkspaceEdit(
  session: EditSession,
  edits: WorkspaceChange['edits'],
  newFiles: WorkspaceChange['newFiles'] = new Map(),
): WorkspaceEdit {
  const files = [...edits].flatMap(([uri, list]) => {
    const positions = session.positions(uri);
    const textEdits = list.map(({ span, newText }) => ({ range: positions?.range(span) ?? FILE_START, newText }));
    return positions && textEdits.length > 0 ? [{ uri, textEdits }] : [];
  });
  if (session.client.workspace?.workspaceEdit?.documentChanges !== true) {
    return { changes: Object.fromEntries(files.map(({ uri, textEdits }) => [uri, textEdits])) };
  }
  const changed = files.map(({ uri, textEdits }) => ({
    textDocument: { uri, version: session.version(uri) },
    edits: textEdits,
  }));
  return { documentChanges: [...[...newFiles].flatMap(([uri, text]) => newFileChanges(uri, text)), ...changed] };
}

/** Never over a file that is there. */
function newFileChanges(uri: string, newText: string): NonNullable<WorkspaceEdit['documentChanges']> {
  return [
    { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
    { textDocument: { uri, version: null }, edits: [{ range: FILE_START, newText }] },
  ];
}
