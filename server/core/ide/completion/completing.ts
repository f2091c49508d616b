import { visibleVariables } from '../../graph/variables.js';
import type { Action, Flow, Variable } from '../../model/flow.js';
import type { IdeContext } from '../context.js';
import { branchText, type InsertText, leadText } from './branch-text.js';
import type { ResolveData } from './completion-list.js';
import { type Situation, situationAt } from './expected.js';
import { type KnownNames, knownNames } from './known-names.js';
import { LIST } from './levels.js';
import { indentOf, lineBelow, lineStartAt } from './lines.js';
import type { CursorPlace } from './position.js';
import type { Branch } from './snippets.js';

/** One request: where the cursor stands and what is known around it. */
export class Completing {
  readonly context: IdeContext;
  readonly place: CursorPlace;
  readonly situation: Situation;
  readonly #offset: number;
  #unit: number | undefined;

  constructor(context: IdeContext, place: CursorPlace, offset: number) {
    this.context = context;
    this.place = place;
    this.situation = situationAt(place.path);
    this.#offset = offset;
  }

  get flow(): Flow {
    return this.context.file.flow;
  }

  get text(): string {
    return this.context.file.text;
  }

  get names(): KnownNames {
    return knownNames(this.context.workspace);
  }

  /** Index of the container around the cursor, -1 outside. */
  get container(): number {
    const { containers } = this.flow;
    const steps = new Set(this.place.path.map(({ start }) => start));
    const exact = containers.find(({ span }) => steps.has(span.start));
    if (exact) return exact.index;
    if (this.place.path.filter(({ key }) => key === LIST).length === 0) return -1;
    // In a broken file the reader may have seen other beginnings than the lines show.
    return containers.filter(({ span }) => span.start <= this.#offset && this.#offset <= span.end).at(-1)?.index ?? -1;
  }

  /** The action around the cursor as it was read. */
  get action(): Action | undefined {
    const { actionStart } = this.situation;
    return this.flow.actions.find(({ kindSpan }) => kindSpan.start === actionStart);
  }

  get variables(): readonly Variable[] {
    return visibleVariables(this.flow, this.container);
  }

  /** Spaces per level, as the first lines of the flow have it. */
  get unit(): number {
    this.#unit ??= unitOf(this.text, this.flow.typeSpan.start);
    return this.#unit;
  }

  /** A key with what belongs to it, as text for this place. `isEntry`: it has to become a list entry. */
  branchText(branch: Branch, isEntry: boolean): InsertText {
    return branchText(this.text, this.place, this.unit, branch, isEntry);
  }

  /** The space that is missing in front of what is inserted. */
  lead(): string {
    return leadText(this.text, this.place);
  }

  resolveData(kind: ResolveData['kind'], key: string, rest: Partial<ResolveData> = {}): ResolveData {
    return { kind, key, role: '', flowType: this.situation.flowType, evidence: '', doc: '', ...rest };
  }
}

function unitOf(text: string, typeStart: number): number {
  const first = lineStartAt(text, typeStart);
  for (let at = lineBelow(text, first); at >= 0 && at < text.length; at = lineBelow(text, at)) {
    const indent = indentOf(text, at);
    if (indent >= 0) return indent > 0 && indent <= 8 ? indent : 2;
  }
  return 2;
}
