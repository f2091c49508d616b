import * as monaco from 'monaco-editor/editor/editor.api';
import type * as lsp from 'vscode-languageserver';
import type { Rpc } from '../rpc.js';
import {
  fromPosition,
  fromRange,
  type Suggestion,
  toCommand,
  toFolding,
  toHint,
  toLens,
  toMarkdown,
  toRange,
  toSignatureHelp,
  toSuggestion,
  toSymbol,
  toTokens,
  toWorkspaceEdit,
} from './convert.js';

type Model = monaco.editor.ITextModel;

/** Languages of the models that hold flows. */
export const LANGUAGES = ['yaml', 'json'];

/** What is behind the features of the editor. */
export interface Behind {
  readonly rpc: Rpc;
  readonly capabilities: lsp.ServerCapabilities;
  /** Diagnostics of a file as the server has sent them: a fix is asked for with the diagnostic itself. */
  diagnosticsOf(uri: string): readonly lsp.Diagnostic[];
  /** The editor shows only places in models that exist. */
  load(uris: readonly string[]): Promise<void>;
}

export interface Refreshers {
  readonly lenses: () => void;
  readonly hints: () => void;
  readonly tokens: () => void;
}

const uriOf = (uri: string) => monaco.Uri.parse(uri);
const textDocument = (model: Model) => ({ uri: model.uri.toString() });
const nothing = () => {};

function at(model: Model, position: monaco.IPosition) {
  return { textDocument: textDocument(model), position: fromPosition(position) };
}

/** Gives the editor every feature of the language server; returns what makes it ask again. */
export function registerProviders(behind: Behind): Refreshers {
  provideReading(behind);
  provideNavigation(behind);
  provideWriting(behind);
  return provideRefreshed(behind);
}

function provideReading({ rpc }: Behind): void {
  const { languages } = monaco;
  languages.registerHoverProvider(LANGUAGES, {
    async provideHover(model, position, token) {
      const hover = await rpc.request<lsp.Hover | null>('textDocument/hover', at(model, position), token);
      if (!hover) return null;
      return { contents: [toMarkdown(hover.contents)], ...(hover.range ? { range: toRange(hover.range) } : {}) };
    },
  });
  languages.registerDocumentSymbolProvider(LANGUAGES, {
    async provideDocumentSymbols(model, token) {
      const params = { textDocument: textDocument(model) };
      const symbols = await rpc.request<lsp.DocumentSymbol[] | null>('textDocument/documentSymbol', params, token);
      return symbols?.map(toSymbol) ?? [];
    },
  });
  languages.registerFoldingRangeProvider(LANGUAGES, {
    async provideFoldingRanges(model, _context, token) {
      const params = { textDocument: textDocument(model) };
      const ranges = await rpc.request<lsp.FoldingRange[] | null>('textDocument/foldingRange', params, token);
      return ranges?.map(toFolding) ?? [];
    },
  });
  languages.registerDocumentHighlightProvider(LANGUAGES, {
    async provideDocumentHighlights(model, position, token) {
      const params = at(model, position);
      const found = await rpc.request<lsp.DocumentHighlight[] | null>('textDocument/documentHighlight', params, token);
      // The protocol counts from 1.
      return found?.map(({ range, kind = 1 }) => ({ range: toRange(range), kind: kind - 1 })) ?? [];
    },
  });
  languages.registerSelectionRangeProvider(LANGUAGES, {
    async provideSelectionRanges(model, positions, token) {
      const params = { textDocument: textDocument(model), positions: positions.map(fromPosition) };
      const ranges = await rpc.request<lsp.SelectionRange[] | null>('textDocument/selectionRange', params, token);
      return ranges?.map((range) => outwards(range)) ?? [];
    },
  });
}

function outwards(range: lsp.SelectionRange): monaco.languages.SelectionRange[] {
  const list: monaco.languages.SelectionRange[] = [];
  for (let next: lsp.SelectionRange | undefined = range; next; next = next.parent)
    list.push({ range: toRange(next.range) });
  return list;
}

function provideNavigation({ rpc, load }: Behind): void {
  const { languages } = monaco;
  languages.registerDefinitionProvider(LANGUAGES, {
    async provideDefinition(model, position, token) {
      const links = await rpc.request<lsp.LocationLink[] | null>('textDocument/definition', at(model, position), token);
      await load((links ?? []).map(({ targetUri }) => targetUri));
      return (links ?? []).map((link) => ({
        uri: uriOf(link.targetUri),
        range: toRange(link.targetRange),
        targetSelectionRange: toRange(link.targetSelectionRange),
        ...(link.originSelectionRange ? { originSelectionRange: toRange(link.originSelectionRange) } : {}),
      }));
    },
  });
  languages.registerReferenceProvider(LANGUAGES, {
    async provideReferences(model, position, { includeDeclaration }, token) {
      const params = { ...at(model, position), context: { includeDeclaration } };
      const places = await rpc.request<lsp.Location[] | null>('textDocument/references', params, token);
      await load((places ?? []).map(({ uri }) => uri));
      return (places ?? []).map(({ uri, range }) => ({ uri: uriOf(uri), range: toRange(range) }));
    },
  });
}

function provideWriting(behind: Behind): void {
  provideCompletion(behind);
  provideCodeActions(behind);
  provideRename(behind);
  monaco.languages.registerSignatureHelpProvider(LANGUAGES, {
    signatureHelpTriggerCharacters: behind.capabilities.signatureHelpProvider?.triggerCharacters ?? [],
    async provideSignatureHelp(model, position, token) {
      const params = at(model, position);
      const help = await behind.rpc.request<lsp.SignatureHelp | null>('textDocument/signatureHelp', params, token);
      return help ? { value: toSignatureHelp(help), dispose: nothing } : null;
    },
  });
}

function provideCompletion({ rpc, capabilities }: Behind): void {
  monaco.languages.registerCompletionItemProvider(LANGUAGES, {
    triggerCharacters: capabilities.completionProvider?.triggerCharacters ?? [],
    async provideCompletionItems(model, position, _context, token) {
      const params = at(model, position);
      const list = await rpc.request<lsp.CompletionList | null>('textDocument/completion', params, token);
      const word = model.getWordUntilPosition(position);
      const { lineNumber } = position;
      const range = new monaco.Range(lineNumber, word.startColumn, lineNumber, word.endColumn);
      const suggestions = (list?.items ?? []).map((item) => toSuggestion(item, range));
      return { suggestions, incomplete: list?.isIncomplete === true };
    },
    async resolveCompletionItem(suggestion, token) {
      const { item } = suggestion as Suggestion; // it comes from the function above
      const details = await rpc.request<lsp.CompletionItem>('completionItem/resolve', item, token);
      const { detail, documentation } = details;
      return {
        ...suggestion,
        ...(detail === undefined ? {} : { detail }),
        ...(documentation === undefined ? {} : { documentation: toMarkdown(documentation) }),
      };
    },
  });
}

function provideCodeActions({ rpc, diagnosticsOf, load }: Behind): void {
  monaco.languages.registerCodeActionProvider(LANGUAGES, {
    async provideCodeActions(model, range, { only }, token) {
      const uri = model.uri.toString();
      const diagnostics = diagnosticsOf(uri).filter((one) =>
        monaco.Range.areIntersectingOrTouching(toRange(one.range), range),
      );
      const context = { diagnostics, ...(only === undefined ? {} : { only: [only] }) };
      const params = { textDocument: { uri }, range: fromRange(range), context };
      const actions = await rpc.request<lsp.CodeAction[] | null>('textDocument/codeAction', params, token);
      await load((actions ?? []).flatMap(({ edit }) => (edit?.documentChanges ?? []).flatMap(addressOf)));
      return { actions: (actions ?? []).map(toAction), dispose: nothing };
    },
  });
}

function addressOf(change: NonNullable<lsp.WorkspaceEdit['documentChanges']>[number]): string[] {
  return 'textDocument' in change ? [change.textDocument.uri] : [];
}

function toAction({ title, kind, isPreferred, edit, command }: lsp.CodeAction): monaco.languages.CodeAction {
  return {
    title,
    ...(kind === undefined ? {} : { kind }),
    ...(isPreferred === undefined ? {} : { isPreferred }),
    ...(edit ? { edit: toWorkspaceEdit(edit, uriOf) } : {}),
    ...(command ? { command: toCommand(command) } : {}),
  };
}

function provideRename({ rpc, load }: Behind): void {
  monaco.languages.registerRenameProvider(LANGUAGES, {
    async provideRenameEdits(model, position, newName, token) {
      try {
        const params = { ...at(model, position), newName };
        const edit = await rpc.request<lsp.WorkspaceEdit | null>('textDocument/rename', params, token);
        await load((edit?.documentChanges ?? []).flatMap(addressOf));
        return edit ? toWorkspaceEdit(edit, uriOf) : { edits: [], rejectReason: 'This cannot be renamed.' };
      } catch (error) {
        return { edits: [], rejectReason: error instanceof Error ? error.message : 'This cannot be renamed.' };
      }
    },
    async resolveRenameLocation(model, position, token) {
      const refused = { range: new monaco.Range(1, 1, 1, 1), text: '', rejectReason: 'Nothing here can be renamed.' };
      try {
        const answer = await rpc.request<lsp.PrepareRenameResult | null>(
          'textDocument/prepareRename',
          at(model, position),
          token,
        );
        if (!answer || 'defaultBehavior' in answer) return refused;
        const range = toRange('range' in answer ? answer.range : answer);
        return { range, text: 'placeholder' in answer ? answer.placeholder : model.getValueInRange(range) };
      } catch (error) {
        return { ...refused, rejectReason: error instanceof Error ? error.message : refused.rejectReason };
      }
    },
  });
}

/** What changes although nobody edits the file: another file was edited. */
function provideRefreshed({ rpc, capabilities }: Behind): Refreshers {
  const { languages, Emitter } = monaco;
  const [lenses, hints, tokens] = [
    new Emitter<monaco.languages.CodeLensProvider>(),
    new Emitter<void>(),
    new Emitter<void>(),
  ];
  const lensProvider: monaco.languages.CodeLensProvider = {
    onDidChange: lenses.event,
    async provideCodeLenses(model, token) {
      const params = { textDocument: textDocument(model) };
      const found = await rpc.request<lsp.CodeLens[] | null>('textDocument/codeLens', params, token);
      return { lenses: (found ?? []).map(toLens), dispose: nothing };
    },
  };
  languages.registerCodeLensProvider(LANGUAGES, lensProvider);
  languages.registerInlayHintsProvider(LANGUAGES, {
    onDidChangeInlayHints: hints.event,
    async provideInlayHints(model, range, token) {
      const params = { textDocument: textDocument(model), range: fromRange(range) };
      const found = await rpc.request<lsp.InlayHint[] | null>('textDocument/inlayHint', params, token);
      return { hints: (found ?? []).map(toHint), dispose: nothing };
    },
  });
  const legend = capabilities.semanticTokensProvider?.legend ?? { tokenTypes: [], tokenModifiers: [] };
  languages.registerDocumentSemanticTokensProvider(LANGUAGES, {
    onDidChange: tokens.event,
    getLegend: () => legend,
    async provideDocumentSemanticTokens(model, _last, token) {
      const params = { textDocument: textDocument(model) };
      const found = await rpc.request<lsp.SemanticTokens | null>('textDocument/semanticTokens/full', params, token);
      return toTokens(found ?? { data: [] });
    },
    releaseDocumentSemanticTokens: nothing,
  });
  return { lenses: () => lenses.fire(lensProvider), hints: () => hints.fire(), tokens: () => tokens.fire() };
}
