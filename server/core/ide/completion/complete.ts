import { platformOf } from '../../catalog/platforms.js';
import { readYaml } from '../../syntax/yaml/read.js';
import type { IdeContext } from '../context.js';
import { Completing } from './completing.js';
import {
  type CompletionItem,
  type CompletionKind,
  type CompletionList,
  finishItems,
  NOTHING,
} from './completion-list.js';
import { documentationOf } from './documentation.js';
import { flowTypeDrafts } from './flow-type-items.js';
import { keyDrafts } from './key-items.js';
import { type CursorPlace, placeAt, type ScalarPlace } from './position.js';
import { completeScript } from './script-items.js';
import { valueDrafts } from './value-items.js';

export type { CompletionItem, CompletionKind, CompletionList, ResolveData } from './completion-list.js';

/** Names that are known from their use: the word at the cursor is such a use itself. */
const SEEN: ReadonlySet<CompletionKind> = new Set(['name', 'attribute', 'data-action']);

/** What can be typed at an offset. Empty for formats that nobody writes by hand. */
export function complete(context: IdeContext, offset: number): CompletionList {
  const { file } = context;
  if (platformOf(file.flow.format) !== 'architect') return completeScript(context, offset);
  if (file.flow.format !== 'architect-yaml') return NOTHING;
  const place = placeAt(file.tape, Math.max(0, Math.min(offset, file.text.length)));
  if (!place) return NOTHING;
  const completing = new Completing(context, place, offset);
  const scalar = place.scalar;
  // Behind the first characters of a scalar no key can follow.
  const drafts = scalar && (scalar.before !== '' || scalar.style !== 'plain') ? undefined : keyDrafts(completing);
  const list = drafts ?? valueDrafts(completing, scalar ?? typedScalar(place));
  const typed = scalar?.before ?? place.typed;
  return finishItems(
    list.filter(({ label, kind }) => label !== typed || !SEEN.has(kind)),
    place.replace,
  );
}

/** The flow types, for a YAML file that holds no flow yet. */
export function completeNewFlow(text: string, offset: number): CompletionList {
  const place = placeAt(readYaml(text), Math.max(0, Math.min(offset, text.length)));
  if (place?.kind !== 'key' || place.path.length > 0 || place.isFlow) return NOTHING;
  return finishItems(flowTypeDrafts(text, place), place.replace);
}

/** Adds the documentation that `complete` leaves out. */
export function resolveCompletion(item: CompletionItem): CompletionItem {
  if (!item.resolve || item.documentation !== undefined) return item;
  const documentation = documentationOf(item.resolve);
  return documentation === '' ? item : { ...item, documentation };
}

/** A word on a line of its own that is a value: below `exp:`. */
function typedScalar({ typed, replace }: CursorPlace): ScalarPlace {
  return {
    style: 'plain',
    before: typed,
    after: '',
    raw: replace,
    rawOffset: (index) => replace.start + index,
  };
}
