import type { TextDocumentContentChangeEvent, TextDocumentsConfiguration } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Encoding, skipUnits } from './positions.js';

/** How opened documents take in edits. The encoding is asked for late: it is agreed on after this is set up. */
export function documentSync(encoding: () => Encoding): TextDocumentsConfiguration<TextDocument> {
  return {
    create: TextDocument.create,
    update: (document, changes, version) => {
      if (encoding() === 'utf-16') return TextDocument.update(document, changes, version);
      // Each change counts in the text that the one before it left behind.
      for (const change of changes) TextDocument.update(document, [inUtf16(document, change, encoding())], version);
      return document;
    },
  };
}

function inUtf16(
  document: TextDocument,
  change: TextDocumentContentChangeEvent,
  encoding: Encoding,
): TextDocumentContentChangeEvent {
  if (!('range' in change)) return change;
  const utf16 = ({ line, character }: { line: number; character: number }) => {
    const whole = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
    const text = whole.replace(/[\r\n]+$/, '');
    return { line, character: skipUnits(text, 0, text.length, character, encoding) };
  };
  return { text: change.text, range: { start: utf16(change.range.start), end: utf16(change.range.end) } };
}
