import type * as monaco from 'monaco-editor/editor/editor.api';
import type * as lsp from 'vscode-languageserver';

/**
 * The protocol's words as the editor's. The protocol counts lines and characters from 0, the editor from 1; both count
 * UTF-16 code units. Enumerations are looked up in tables, since the numbers of the two have nothing to do with each
 * other; they are the editor's numbers themselves, so that this file runs without an editor.
 */

export function toPosition({ line, character }: lsp.Position): monaco.IPosition {
  return { lineNumber: line + 1, column: character + 1 };
}

export function fromPosition({ lineNumber, column }: monaco.IPosition): lsp.Position {
  return { line: lineNumber - 1, character: column - 1 };
}

export function toRange({ start, end }: lsp.Range): monaco.IRange {
  return {
    startLineNumber: start.line + 1,
    startColumn: start.character + 1,
    endLineNumber: end.line + 1,
    endColumn: end.character + 1,
  };
}

export function fromRange(range: monaco.IRange): lsp.Range {
  return {
    start: { line: range.startLineNumber - 1, character: range.startColumn - 1 },
    end: { line: range.endLineNumber - 1, character: range.endColumn - 1 },
  };
}

/** What a flow's author has written may be in it: no commands, no HTML. */
export function toMarkdown(
  content: string | lsp.MarkupContent | lsp.MarkedString | readonly lsp.MarkedString[],
): monaco.IMarkdownString {
  if (isList(content)) return { value: content.map((one) => toMarkdown(one).value).join('\n\n') };
  if (typeof content === 'string') return { value: content };
  return 'language' in content ? { value: fenced(content) } : { value: content.value };
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

function fenced({ language, value }: { readonly language: string; readonly value: string }): string {
  return `\`\`\`${language}\n${value}\n\`\`\``;
}

const SEVERITIES: Readonly<Record<lsp.DiagnosticSeverity, monaco.MarkerSeverity>> = { 1: 8, 2: 4, 3: 2, 4: 1 };

/** `uriOf` makes the editor's address of a text. */
export function toMarker(diagnostic: lsp.Diagnostic, uriOf: (uri: string) => monaco.Uri): monaco.editor.IMarkerData {
  const { range, severity = 1, code, codeDescription, message, source, tags, relatedInformation = [] } = diagnostic;
  const value = String(code ?? '');
  const marked = codeDescription ? { value, target: uriOf(codeDescription.href) } : value;
  return {
    ...toRange(range),
    severity: SEVERITIES[severity],
    code: marked,
    message: typeof message === 'string' ? message : message.value,
    ...(source === undefined ? {} : { source }),
    // Both count 1 for what never runs and 2 for what is out of date.
    ...(tags ? { tags: [...tags] } : {}),
    relatedInformation: relatedInformation.map(({ location, message: step }) => ({
      ...toRange(location.range),
      resource: uriOf(location.uri),
      message: step,
    })),
  };
}

const COMPLETION_KINDS: Readonly<Record<lsp.CompletionItemKind, monaco.languages.CompletionItemKind>> = {
  1: 18,
  2: 0,
  3: 1,
  4: 2,
  5: 3,
  6: 4,
  7: 5,
  8: 7,
  9: 8,
  10: 9,
  11: 12,
  12: 13,
  13: 15,
  14: 17,
  15: 28,
  16: 19,
  17: 20,
  18: 21,
  19: 23,
  20: 16,
  21: 14,
  22: 6,
  23: 10,
  24: 11,
  25: 24,
};

const AS_SNIPPET = 4;

/** A suggestion that knows what it was made of, for its details. */
export interface Suggestion extends monaco.languages.CompletionItem {
  readonly item: lsp.CompletionItem;
}

/** `range`: what is replaced when the server does not say it. */
export function toSuggestion(item: lsp.CompletionItem, range: monaco.IRange): Suggestion {
  const { label, kind = 1, detail, documentation, sortText, filterText, preselect, textEdit, insertText } = item;
  const { additionalTextEdits, commitCharacters, labelDetails } = item;
  return {
    item,
    label: labelDetails ? { label, ...labelDetails } : label,
    kind: COMPLETION_KINDS[kind],
    insertText: textEdit?.newText ?? insertText ?? label,
    range: textEdit ? rangeOf(textEdit) : range,
    ...(item.insertTextFormat === 2 ? { insertTextRules: AS_SNIPPET } : {}),
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation: toMarkdown(documentation) }),
    ...(sortText === undefined ? {} : { sortText }),
    ...(filterText === undefined ? {} : { filterText }),
    ...(preselect === undefined ? {} : { preselect }),
    ...(commitCharacters ? { commitCharacters } : {}),
    ...(additionalTextEdits ? { additionalTextEdits: additionalTextEdits.map(toEdit) } : {}),
  };
}

function rangeOf(edit: lsp.TextEdit | lsp.InsertReplaceEdit): monaco.IRange | monaco.languages.CompletionItemRanges {
  return 'range' in edit ? toRange(edit.range) : { insert: toRange(edit.insert), replace: toRange(edit.replace) };
}

export function toEdit({ range, newText }: lsp.TextEdit): { range: monaco.IRange; text: string } {
  return { range: toRange(range), text: newText };
}

/** The edits of all files, in the order in which they came. */
export function editsOf({ changes = {}, documentChanges }: lsp.WorkspaceEdit): readonly FileEdits[] {
  if (!documentChanges) return Object.entries(changes).map(([uri, edits]) => ({ uri, version: null, edits }));
  return documentChanges.flatMap((change) =>
    // Our server neither makes nor removes files.
    'textDocument' in change
      ? [{ uri: change.textDocument.uri, version: change.textDocument.version, edits: plainEdits(change.edits) }]
      : [],
  );
}

export interface FileEdits {
  readonly uri: string;
  /** That the edits were made for; null for a file that is not open. */
  readonly version: number | null;
  readonly edits: readonly lsp.TextEdit[];
}

function plainEdits(edits: lsp.TextDocumentEdit['edits']): lsp.TextEdit[] {
  return edits.flatMap((edit) => ('newText' in edit ? [edit] : []));
}

/** Versions are those of the editor's models, so an edit for an older text is refused. */
export function toWorkspaceEdit(
  edit: lsp.WorkspaceEdit,
  uriOf: (uri: string) => monaco.Uri,
): monaco.languages.WorkspaceEdit {
  const edits = editsOf(edit).flatMap(({ uri, version, edits: list }) =>
    list.map((one) => ({ resource: uriOf(uri), textEdit: toEdit(one), versionId: version ?? undefined })),
  );
  return { edits };
}

export function toSignatureHelp({ signatures, activeSignature, activeParameter }: lsp.SignatureHelp) {
  const value: monaco.languages.SignatureHelp = {
    signatures: signatures.map(toSignature),
    activeSignature: activeSignature ?? 0,
    activeParameter: activeParameter ?? 0,
  };
  return value;
}

function toSignature({ label, documentation, parameters = [], activeParameter }: lsp.SignatureInformation) {
  return {
    label,
    ...(documentation === undefined ? {} : { documentation: toMarkdown(documentation) }),
    parameters: parameters.map((one) => ({
      label: one.label,
      ...(one.documentation === undefined ? {} : { documentation: toMarkdown(one.documentation) }),
    })),
    ...(typeof activeParameter === 'number' ? { activeParameter } : {}),
  };
}

/** The protocol counts from 1, the editor from 0; otherwise the two agree. */
export function toSymbol(symbol: lsp.DocumentSymbol): monaco.languages.DocumentSymbol {
  const { name, detail = '', kind, range, selectionRange, children = [] } = symbol;
  return {
    name,
    detail,
    kind: (kind - 1) as monaco.languages.SymbolKind, // see above; a test compares the two lists
    tags: [],
    range: toRange(range),
    selectionRange: toRange(selectionRange),
    children: children.map(toSymbol),
  };
}

export function toHint(hint: lsp.InlayHint): monaco.languages.InlayHint {
  const { label, position, kind, tooltip, paddingLeft, paddingRight } = hint;
  return {
    label: typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
    position: toPosition(position),
    ...(kind === undefined ? {} : { kind }),
    ...(tooltip === undefined ? {} : { tooltip: toMarkdown(tooltip) }),
    ...(paddingLeft === undefined ? {} : { paddingLeft }),
    ...(paddingRight === undefined ? {} : { paddingRight }),
  };
}

export function toLens({ range, command }: lsp.CodeLens): monaco.languages.CodeLens {
  return { range: toRange(range), ...(command ? { command: toCommand(command) } : {}) };
}

export function toCommand({ command, title, arguments: list = [] }: lsp.Command): monaco.languages.Command {
  return { id: command, title, arguments: list };
}

export function toFolding({ startLine, endLine }: lsp.FoldingRange): monaco.languages.FoldingRange {
  return { start: startLine + 1, end: endLine + 1 };
}

export function toTokens(tokens: lsp.SemanticTokens): monaco.languages.SemanticTokens {
  const data = Uint32Array.from(tokens.data);
  return tokens.resultId === undefined ? { data } : { data, resultId: tokens.resultId };
}
