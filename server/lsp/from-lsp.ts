import type { Position, Range, TextDocumentIdentifier } from 'vscode-languageserver';
import type { Span } from '../core/text/span.js';
import type { AskedFlow, AskedResource, Session } from './session.js';

export type AskedPlace = AskedFlow & { readonly offset: number };
export type AskedResourcePlace = AskedResource & { readonly offset: number };
export type AskedSpan = AskedFlow & { readonly span: Span };

interface AtPosition {
  readonly textDocument: TextDocumentIdentifier;
  readonly position: Position;
}

interface AtRange {
  readonly textDocument: TextDocumentIdentifier;
  readonly range: Range;
}

/** The flow and the offset that a request means; undefined when there is no flow. */
export function placeOf(session: Session, { textDocument, position }: AtPosition): AskedPlace | undefined {
  const asked = session.asked(textDocument.uri);
  return asked && { ...asked, offset: asked.positions.offset(position) };
}

/** The same for a file that says something about what flows use. */
export function resourcePlaceOf(
  session: Session,
  { textDocument, position }: AtPosition,
): AskedResourcePlace | undefined {
  const asked = session.askedResource(textDocument.uri);
  return asked && { ...asked, offset: asked.positions.offset(position) };
}

export function spanOf(session: Session, { textDocument, range }: AtRange): AskedSpan | undefined {
  const asked = session.asked(textDocument.uri);
  return asked && { ...asked, span: asked.positions.span(range) };
}
