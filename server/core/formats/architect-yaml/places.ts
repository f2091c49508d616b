import type { CookedText } from '../../text/cooked-text.js';
import type { Span } from '../../text/span.js';
import type { TextChange } from '../../text/text-change.js';

/** How many places and texts there were at one moment. */
export interface PlacesMark {
  readonly spans: number;
  readonly texts: number;
}

/** The places and texts of one flow, in the order in which they were read. */
export class Places {
  readonly #isKept: boolean;
  #spans: Span[] = [];
  #texts: CookedText[] = [];

  /** `isKept`: somebody will want to move them. */
  constructor(isKept: boolean) {
    this.#isKept = isKept;
  }

  add(start: number, end: number): Span {
    const span = { start, end };
    if (this.#isKept) this.#spans.push(span);
    return span;
  }

  addText(text: CookedText): CookedText {
    if (this.#isKept) this.#texts.push(text);
    return text;
  }

  mark(): PlacesMark {
    return { spans: this.#spans.length, texts: this.#texts.length };
  }

  /**
   * Takes over what stands in `old`, but for what lies between two of its marks and was read again here: the rest is
   * moved to where it stands behind the change. `old` must not be used afterwards.
   */
  adopt(old: Places, from: PlacesMark, to: PlacesMark, change: TextChange): void {
    const distance = change.newEnd - change.oldEnd;
    const before = old.#spans.slice(0, from.spans);
    const behind = old.#spans.slice(to.spans);
    const textsBefore = old.#texts.slice(0, from.texts);
    const textsBehind = old.#texts.slice(to.texts);
    if (distance !== 0) {
      for (const spans of [before, behind]) for (const span of spans) moveSpan(span, change.oldEnd, distance);
      // Settings of the flow may stand in front of its tasks or behind them, whatever was read first.
      for (const texts of [textsBefore, textsBehind])
        for (const text of texts) if (text.rawOffset(0) >= change.oldEnd) text.move(distance);
    }
    this.#spans = [...before, ...this.#spans, ...behind];
    this.#texts = [...textsBefore, ...this.#texts, ...textsBehind];
  }
}

/** What stands behind the change moves, what holds it grows. */
function moveSpan(span: { -readonly [K in keyof Span]: Span[K] }, oldEnd: number, distance: number): void {
  if (span.start >= oldEnd) span.start += distance;
  if (span.end >= oldEnd) span.end += distance;
}
