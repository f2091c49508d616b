import type { CheckedFlow } from '../rules/rule.js';
import { NodeKind } from '../syntax/tape.js';
import { nodeAt } from '../syntax/yaml/cursor.js';
import { asScalar, inScalar } from '../syntax/yaml/quote.js';
import type { Edit, Span } from '../text/span.js';
import type { IdeContext } from './context.js';
import { type Occurrence, occurrenceAt, occurrencesIn, occurrencesOf } from './occurrences.js';
import { checkNewName, refusalOf } from './rename-check.js';
import { shownText } from './visible.js';

/** Where a new name would be typed, and what stands there now. */
export interface RenamePlace {
  readonly span: Span;
  readonly placeholder: string;
}

/** Why not, in one plain sentence. */
export interface Refusal {
  readonly refusal: string;
}

export interface Renaming {
  /** By file; none of a file's edits overlap. */
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
}

/** Whether the name under the cursor can be renamed at all. */
export function prepareRename(context: IdeContext, offset: number): RenamePlace | Refusal {
  const asked = occurrenceAt(context.file, context.workspace, offset);
  if (!asked) return { refusal: 'There is no name here that can be changed.' };
  const refusal = refusalOf(asked, context.workspace) ?? unwritable(placesOf(asked, context), context);
  return refusal === undefined ? { span: asked.span, placeholder: asked.name } : { refusal };
}

/** Changes every place that says the name under the cursor; a scope may be left out of the new name and stays. */
export function rename(context: IdeContext, offset: number, newName: string): Renaming | Refusal {
  const asked = occurrenceAt(context.file, context.workspace, offset);
  if (!asked) return { refusal: 'There is no name here that can be changed.' };
  const places = placesOf(asked, context);
  const refusal = refusalOf(asked, context.workspace) ?? unwritable(places, context);
  if (refusal !== undefined) return { refusal };
  const checked = checkNewName(asked, places, newName, context.workspace);
  if ('refusal' in checked) return checked;
  const edits = new Map<string, readonly Edit[]>();
  for (const [uri, own] of byFile(places)) {
    const file = fileOf(uri, context);
    const changes = file ? own.flatMap((place) => editsOf(file, place, checked.name)) : [];
    if (changes.length > 0) edits.set(uri, changes);
  }
  return { edits };
}

/** A task's name for people and its reference id are two names: each is changed for itself. */
function placesOf(asked: Occurrence, { workspace }: IdeContext): Occurrence[] {
  return occurrencesOf(asked.key, workspace).filter(({ isDisplayName }) => isDisplayName === asked.isDisplayName);
}

function byFile(places: readonly Occurrence[]): Map<string, Occurrence[]> {
  const found = new Map<string, Occurrence[]>();
  for (const place of places) {
    const own = found.get(place.uri) ?? [];
    found.set(place.uri, own);
    if (!own.some(({ span }) => span.start === place.span.start)) own.push(place);
  }
  return found;
}

function fileOf(uri: string, { workspace }: IdeContext): CheckedFlow | undefined {
  return workspace.flows.find((file) => file.uri === uri);
}

/** Changing only some of the places would break the flow, so one that cannot be changed stops all. */
function unwritable(places: readonly Occurrence[], context: IdeContext): string | undefined {
  for (const [uri, own] of byFile(places)) {
    const file = fileOf(uri, context);
    if (!file) continue;
    if (file.flow.format !== 'architect-yaml') {
      return file === context.file
        ? 'This file is an export, which cannot be edited here.'
        : `"${fileName(uri)}" has this name, too, and is an export, which cannot be edited here.`;
    }
    for (const place of own) {
      if (writtenForm(file.text, place, '') === undefined)
        return `This name is written with escapes or over several lines in "${fileName(uri)}", so it can only be changed by hand.`;
      if (isShared(file, place, context))
        return `One place in "${fileName(uri)}" stands for several names (a YAML alias), so it can only be changed by hand.`;
    }
  }
  return undefined;
}

function fileName(uri: string): string {
  return shownText(uri.slice(uri.lastIndexOf('/') + 1));
}

function isShared(file: CheckedFlow, place: Occurrence, { workspace }: IdeContext): boolean {
  return (
    file.tape.aliases.size > 0 &&
    occurrencesIn(file, workspace).some(({ key, span }) => key !== place.key && span.start === place.span.start)
  );
}

/** None where the place says the new name already. */
function editsOf(file: CheckedFlow, place: Occurrence, newName: string): Edit[] {
  const { span } = place;
  const newText = textOf(file, place, newName);
  return file.text.slice(span.start, span.end) === newText ? [] : [{ span, newText }];
}

function textOf({ text, tape }: CheckedFlow, place: Occurrence, newName: string): string {
  const { kind: symbol, span } = place;
  const written = writtenForm(text, place, newName) ?? newName;
  const node = nodeAt(tape, span.start);
  const kind = tape.kind[node];
  if (kind === undefined) return written;
  // In an expression the name of an attribute is a string of its own, inside the scalar.
  const isInString = symbol === 'attribute' && text[span.start - 1] === '"' && span.start - 1 > tape.start[node]!;
  const inner = isInString ? inExpressionString(written) : written;
  const isWhole = tape.start[node] === span.start && tape.end[node] === span.end;
  return isWhole && kind === NodeKind.Plain ? asScalar(inner) : inScalar(kind, inner);
}

/** How a place says a name: in full, without an implied scope, or with quotes that the new name does not need. */
function writtenForm(text: string, { kind, name, span }: Occurrence, newName: string): string | undefined {
  const raw = text.slice(span.start, span.end);
  if (raw === name) return newName;
  if (kind !== 'variable') return undefined;
  if (name.endsWith(`.${raw}`)) return newName.slice(newName.indexOf('.') + 1);
  return raw.replace(/\\?"/g, '').replace(/\s*\.\s*/, '.') === name ? newName : undefined;
}

function inExpressionString(text: string): string {
  return text.replace(/[\\"]/g, '\\$&');
}
