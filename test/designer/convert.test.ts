import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { CompletionItemKind, type DiagnosticSeverity, SymbolKind } from 'vscode-languageserver';
import {
  editsOf,
  fromPosition,
  fromRange,
  toFolding,
  toHint,
  toLens,
  toMarkdown,
  toMarker,
  toPosition,
  toRange,
  toSignatureHelp,
  toSuggestion,
  toSymbol,
  toTokens,
  toWorkspaceEdit,
} from '../../client/designer/bridge/convert.js';
import { rangesWith } from '../../client/designer/editor/secure-names.js';

const RANGE = { start: { line: 2, character: 4 }, end: { line: 2, character: 9 } };
const SHOWN = { startLineNumber: 3, startColumn: 5, endLineNumber: 3, endColumn: 10 };
/** Stands in for the editor's own class, which needs a page. */
const uriOf = (uri: string) =>
  ({ toString: () => uri }) as unknown as Parameters<typeof toMarker>[1] extends (uri: string) => infer U ? U : never;

/** Numbers of one of the editor's enumerations, as its declarations have them. */
function numbersOf(name: string): Map<string, number> {
  const file = new URL('../../node_modules/monaco-editor/esm/vs/editor/editor.api.d.ts', import.meta.url);
  const text = readFileSync(fileURLToPath(file), 'utf8');
  const body = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(text)?.[1] ?? '';
  return new Map([...body.matchAll(/(\w+) = (\d+)/g)].map(([, word, number]) => [word!, Number(number)]));
}

describe('places', () => {
  test('count from 0 here and from 1 there, and come back as they were', () => {
    expect(toPosition(RANGE.start)).toEqual({ lineNumber: 3, column: 5 });
    expect(fromPosition(toPosition(RANGE.start))).toEqual(RANGE.start);
    expect(toRange(RANGE)).toEqual(SHOWN);
    expect(fromRange(toRange(RANGE))).toEqual(RANGE);
    expect(toFolding({ startLine: 0, endLine: 4 })).toEqual({ start: 1, end: 5 });
  });
});

describe('enumerations mean the same on both sides', () => {
  test('kinds of suggestions', () => {
    const numbers = numbersOf('CompletionItemKind');
    for (const [name, kind] of Object.entries(CompletionItemKind)) {
      expect(toSuggestion({ label: 'x', kind }, SHOWN).kind, name).toBe(numbers.get(name));
    }
    expect(numbers.size).toBeGreaterThan(20);
  });

  test('kinds of symbols', () => {
    const numbers = numbersOf('SymbolKind');
    for (const [name, kind] of Object.entries(SymbolKind)) {
      const symbol = toSymbol({ name: 'x', kind, range: RANGE, selectionRange: RANGE });
      expect(symbol.kind, name).toBe(numbers.get(name));
    }
  });

  test('severities and tags', () => {
    const numbers = numbersOf('MarkerSeverity');
    const of = (severity: DiagnosticSeverity) => toMarker({ range: RANGE, message: 'm', severity }, uriOf).severity;
    expect([of(1), of(2), of(3), of(4)]).toEqual(['Error', 'Warning', 'Info', 'Hint'].map((name) => numbers.get(name)));
    expect(toMarker({ range: RANGE, message: 'm', tags: [1] }, uriOf).tags).toEqual([
      numbersOf('MarkerTag').get('Unnecessary'),
    ]);
  });
});

test('a finding keeps its rule, the page of the rule, and every step', () => {
  const step = { location: { uri: 'a:/b.yaml', range: RANGE }, message: 'collected here' };
  const marker = toMarker(
    {
      range: RANGE,
      message: 'Card number is spoken',
      severity: 2,
      code: 'secure-value-in-speech',
      codeDescription: { href: 'https://x/docs' },
      source: 'keytrace',
      relatedInformation: [step],
    },
    uriOf,
  );
  expect(marker).toMatchObject({ ...SHOWN, message: 'Card number is spoken', source: 'keytrace' });
  expect(marker.code).toMatchObject({ value: 'secure-value-in-speech' });
  expect(marker.relatedInformation?.map(({ message, resource }) => [message, String(resource)])).toEqual([
    ['collected here', 'a:/b.yaml'],
  ]);
});

describe('suggestions', () => {
  test('replace what the server says, as a snippet where it is one', () => {
    const textEdit = { range: RANGE, newText: 'callData:\n  name: $1' };
    const made = toSuggestion({ label: 'callData', insertTextFormat: 2, textEdit, detail: 'action' }, SHOWN);
    expect(made).toMatchObject({ insertText: textEdit.newText, range: SHOWN, insertTextRules: 4, detail: 'action' });
  });

  test('replace the word at the caret otherwise, as plain text', () => {
    const made = toSuggestion({ label: 'yes' }, SHOWN);
    expect(made).toMatchObject({ insertText: 'yes', range: SHOWN });
    expect(made.insertTextRules).toBeUndefined();
  });
});

describe('edits', () => {
  const edits = [{ range: RANGE, newText: 'x' }];

  test('carry the version that they were made for, so that a stale one is refused', () => {
    const edit = { documentChanges: [{ textDocument: { uri: 'a:/b.yaml', version: 7 }, edits }] };
    expect(editsOf(edit)).toEqual([{ uri: 'a:/b.yaml', version: 7, edits }]);
    const [made] = toWorkspaceEdit(edit, uriOf).edits;
    expect(made).toMatchObject({ versionId: 7, textEdit: { range: SHOWN, text: 'x' } });
  });

  test('are also understood without versions', () => {
    expect(editsOf({ changes: { 'a:/b.yaml': edits } })).toEqual([{ uri: 'a:/b.yaml', version: null, edits }]);
    expect(toWorkspaceEdit({ changes: { 'a:/b.yaml': edits } }, uriOf).edits[0]).toMatchObject({
      versionId: undefined,
    });
  });
});

test('texts of flows are never trusted', () => {
  for (const text of ['[x](command:evil)', '<img src=x onerror=alert(1)>']) {
    for (const content of [text, { kind: 'markdown' as const, value: text }, [text]]) {
      const { isTrusted, supportHtml } = toMarkdown(content);
      expect([isTrusted, supportHtml]).toEqual([undefined, undefined]);
    }
  }
});

test('help, hints, lenses and tokens keep what they say', () => {
  const help = toSignatureHelp({
    signatures: [{ label: 'Right(a, b)', parameters: [{ label: [6, 7] }] }],
    activeParameter: 1,
  });
  expect(help).toMatchObject({ activeSignature: 0, activeParameter: 1, signatures: [{ label: 'Right(a, b)' }] });
  expect(toHint({ position: RANGE.start, label: [{ value: ': ' }, { value: 'String' }], kind: 1 })).toMatchObject({
    label: ': String',
    position: { lineNumber: 3, column: 5 },
  });
  expect(toLens({ range: RANGE, command: { title: '2 leaks', command: 'x', arguments: [1] } })).toEqual({
    range: SHOWN,
    command: { id: 'x', title: '2 leaks', arguments: [1] },
  });
  expect([...toTokens({ data: [0, 1, 2, 3, 4], resultId: '1' }).data]).toEqual([0, 1, 2, 3, 4]);
});

test('secret names are found among the tokens, each told relative to the one before', () => {
  const data = [1, 4, 9, 0, 0b100, 0, 12, 3, 0, 0b001, 2, 2, 5, 1, 0b110];
  expect(rangesWith(data, 0b100)).toEqual([
    { startLineNumber: 2, startColumn: 5, endLineNumber: 2, endColumn: 14 },
    { startLineNumber: 4, startColumn: 3, endLineNumber: 4, endColumn: 8 },
  ]);
  expect(rangesWith([], 0b100)).toEqual([]);
});
