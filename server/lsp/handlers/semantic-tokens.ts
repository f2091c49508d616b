import { type SemanticTokens, SemanticTokensBuilder } from 'vscode-languageserver';
import { type SemanticToken, semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from '../../core/ide/semantic-tokens.js';
import { spanOf } from '../from-lsp.js';
import { guard } from '../guard.js';
import type { Positions } from '../positions.js';
import type { Session } from '../session.js';

const NO_TOKENS: SemanticTokens = { data: [] };

export function onSemanticTokens(session: Session): void {
  const { connection, watch, documents } = session;
  /** By opened document: a delta is told from what was sent last. */
  const builders = new Map<string, SemanticTokensBuilder>();
  documents.onDidClose(({ document }) => builders.delete(document.uri));
  const builderOf = (uri: string) => {
    const builder = builders.get(uri) ?? new SemanticTokensBuilder();
    if (session.isOpen(uri)) builders.set(uri, builder);
    return builder;
  };
  connection.languages.semanticTokens.on(
    guard(watch, 'semantic tokens', NO_TOKENS, ({ textDocument: { uri } }) => {
      const asked = session.asked(uri);
      if (!asked) return NO_TOKENS;
      const builder = builderOf(uri);
      // Begins a new answer; there is none to compare with.
      builder.previousResult('');
      push(semanticTokens(asked.context), asked.positions, builder);
      return builder.build();
    }),
  );
  connection.languages.semanticTokens.onDelta(
    guard(watch, 'semantic tokens delta', NO_TOKENS, ({ textDocument: { uri }, previousResultId }) => {
      const asked = session.asked(uri);
      if (!asked) return NO_TOKENS;
      const builder = builderOf(uri);
      builder.previousResult(previousResultId);
      push(semanticTokens(asked.context), asked.positions, builder);
      return builder.buildEdits();
    }),
  );
  connection.languages.semanticTokens.onRange(
    guard(watch, 'semantic tokens range', NO_TOKENS, (params) => {
      const asked = spanOf(session, params);
      if (!asked) return NO_TOKENS;
      const builder = new SemanticTokensBuilder();
      push(semanticTokens(asked.context, asked.span), asked.positions, builder);
      return { data: builder.build().data };
    }),
  );
}

function push(tokens: readonly SemanticToken[], positions: Positions, builder: SemanticTokensBuilder): void {
  for (const { span, type, modifiers } of tokens) {
    const { start, end } = positions.range(span);
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
    builder.push(start.line, start.character, end.character - start.character, TOKEN_TYPES.indexOf(type), bits);
  }
}
