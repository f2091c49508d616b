import { inputReferences } from '../catalog/requests.js';
import type { Place } from '../model/finding.js';
import type { DataAction, ResourceText } from '../model/resource.js';

/** Stands for a piece of text that nobody knows; no file holds it. */
export const UNKNOWN_PIECE = '\ufffc';

/** A text in one piece that still knows where every character is written. */
export class PlacedText {
  readonly text: string;
  readonly #whole: ResourceText;

  constructor(whole: ResourceText) {
    this.#whole = whole;
    this.text = whole.parts.map((part) => (part.kind === 'open' ? UNKNOWN_PIECE : part.source.text)).join('');
  }

  /** Where a range is written; when it goes over several places, where it begins. */
  place(start: number, end: number): Place {
    let from = 0;
    for (const part of this.#whole.parts) {
      const length = part.kind === 'open' ? 1 : part.source.text.length;
      if (part.kind === 'text' && start >= from && start < from + length) {
        return { uri: part.uri, span: part.source.rawSpan(start - from, Math.min(end - from, length)) };
      }
      from += length;
    }
    return { uri: this.#whole.uri, span: this.#whole.span };
  }
}

/** Where an input goes in the request that a data action makes. */
export type InputPlace = 'path' | 'query' | 'host' | 'body' | 'header';

export interface InputUse extends Place {
  /** '' when the whole of what came in is sent. */
  readonly input: string;
  readonly goesTo: InputPlace;
}

const usesByAction = new WeakMap<DataAction, readonly InputUse[]>();

/** Everywhere that a data action puts its inputs. */
export function inputUses(action: DataAction): readonly InputUse[] {
  const known = usesByAction.get(action);
  if (known) return known;
  const { request } = action;
  const uses = [
    ...(request?.url ? usesIn(request.url, placeInUrl) : []),
    ...(request?.body ? usesIn(request.body, () => 'body') : []),
    ...(request?.headers ?? []).flatMap(({ value }) => usesIn(value, () => 'header')),
  ];
  usesByAction.set(action, uses);
  return uses;
}

function usesIn(text: ResourceText, placeOf: (text: string, at: number) => InputPlace): InputUse[] {
  const placed = new PlacedText(text);
  return inputReferences(placed.text).map(({ name, start, end }) => ({
    ...placed.place(start, end),
    input: name,
    goesTo: placeOf(placed.text, start),
  }));
}

function placeInUrl(url: string, at: number): InputPlace {
  const query = url.indexOf('?');
  if (query >= 0 && query < at) return 'query';
  const host = url.indexOf('://');
  // Without a scheme, the platform puts its own host in front of the path.
  if (host < 0) return at === 0 ? 'host' : 'path';
  const path = url.indexOf('/', host + 3);
  return path >= 0 && path < at ? 'path' : 'host';
}
