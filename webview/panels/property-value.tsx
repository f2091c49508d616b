import type { PropertyView, TokenView } from '../../server/core/ide/graph-view/graph-view.js';
import { Icon } from '../parts/icon.js';
import { shownText } from '../state/shown-text.js';

/** A value as written, with its tokens in their colours and a key before what is secure. */
export function PropertyValue({ property: { value, tokens } }: { readonly property: PropertyView }) {
  return (
    <code className="kt-code kt-value">
      <bdi>
        {piecesOf(value, tokens).map(({ text, token, at }) =>
          token ? (
            <span key={at} className={`kt-tok-${token.kind}${token.isSecure ? ' kt-secure-name' : ''}`}>
              {token.isSecure && <Icon name="keyOwn" />}
              {shownText(text)}
            </span>
          ) : (
            <span key={at}>{shownText(text)}</span>
          ),
        )}
      </bdi>
    </code>
  );
}

interface Piece {
  readonly at: number;
  readonly text: string;
  readonly token?: TokenView;
}

/** The value cut at its tokens; what lies between them stays plain. */
export function piecesOf(value: string, tokens: readonly TokenView[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const token of tokens) {
    if (token.start < at || token.end > value.length) continue;
    if (token.start > at) pieces.push({ at, text: value.slice(at, token.start) });
    pieces.push({ at: token.start, text: value.slice(token.start, token.end), token });
    at = token.end;
  }
  if (at < value.length) pieces.push({ at, text: value.slice(at) });
  return pieces;
}
