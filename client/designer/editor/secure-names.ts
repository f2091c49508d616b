import type * as monaco from 'monaco-editor/editor/editor.api';
import type * as lsp from 'vscode-languageserver';
import type { Running } from '../bridge/language-server.js';

/** Numbers of one token. */
const WIDTH = 5;

/** Where names stand in a file that the platform keeps secret: the server's tokens say so. */
export async function secureRanges({ rpc, capabilities }: Running, uri: string): Promise<monaco.IRange[]> {
  const modifiers = capabilities.semanticTokensProvider?.legend.tokenModifiers ?? [];
  const params = { textDocument: { uri }, range: EVERYTHING };
  const tokens = await rpc.request<lsp.SemanticTokens | null>('textDocument/semanticTokens/range', params);
  return rangesWith(tokens?.data ?? [], 1 << modifiers.indexOf('secure'));
}

const EVERYTHING: lsp.Range = { start: { line: 0, character: 0 }, end: { line: 2 ** 31 - 1, character: 0 } };

/** Places of the tokens that have a modifier; each token is told relative to the one before it. */
export function rangesWith(data: readonly number[], modifier: number): monaco.IRange[] {
  const ranges: monaco.IRange[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at + WIDTH <= data.length; at += WIDTH) {
    const [down = 0, right = 0, length = 0, , modifiers = 0] = data.slice(at, at + WIDTH);
    line += down;
    character = down > 0 ? right : character + right;
    if ((modifiers & modifier) === 0) continue;
    const startColumn = character + 1;
    ranges.push({ startLineNumber: line + 1, startColumn, endLineNumber: line + 1, endColumn: startColumn + length });
  }
  return ranges;
}
