import type { CheckedFlow } from '../../rules/rule.js';
import { LineIndex } from '../../text/line-index.js';
import type { Span } from '../../text/span.js';
import type { PlaceView } from './graph-view.js';

/** Turns spans into places with a line; keeps the lines of every file that was asked about. */
export class Places {
  readonly #lines = new Map<CheckedFlow, LineIndex>();

  of(file: CheckedFlow, { start, end }: Span): PlaceView {
    let lines = this.#lines.get(file);
    if (!lines) {
      lines = new LineIndex(file.text);
      this.#lines.set(file, lines);
    }
    return { uri: file.uri, start, end, line: lines.positionAt(start).line + 1 };
  }
}
