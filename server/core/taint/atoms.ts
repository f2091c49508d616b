import { type LabelSet, NO_LABELS } from '../catalog/labels.js';
import type { Place } from '../model/finding.js';
import { type PieceSet, PieceTable, WHOLE } from './pieces.js';
import type { Source } from './sources.js';

/** A property with a sensitive name that an expression reads: a source when the value behind it comes from outside. */
export interface PropertySite {
  readonly id: number;
  readonly labels: LabelSet;
  readonly name: string;
  readonly place: Place;
}

/**
 * Where (part of) a value comes from. 'entry' and 'channel' stand for whatever a cell held when its container was
 * entered, or whatever was put into a channel (a participant-data attribute, invocation data) anywhere.
 */
export type Origin =
  | { readonly kind: 'source'; readonly source: Source }
  | { readonly kind: 'entry'; readonly cell: number }
  | { readonly kind: 'channel'; readonly channel: number }
  | { readonly kind: 'property'; readonly base: OriginId; readonly site: PropertySite };

export type OriginId = number;
export type AtomId = number;
/** Interned set of atoms; equal sets have equal ids. */
export type SetId = number;
export const EMPTY: SetId = 0;

/** More alternatives of one origin than this are merged into one that shows all of them. */
const ALTERNATIVES_LIMIT = 16;

/** Interns origins, atoms (an origin and the pieces of it) and sets of atoms for one analysis. */
export class AtomTable {
  readonly pieces = new PieceTable();
  readonly sources: Source[] = [];
  readonly #origins: Origin[] = [];
  readonly #originIds = new Map<string, OriginId>();
  readonly #atomOrigin: OriginId[] = [];
  readonly #atomPieces: PieceSet[] = [];
  readonly #atomIds = new Map<number, AtomId>();
  readonly #sets: (readonly AtomId[])[] = [[]];
  readonly #setIds = new Map<string, SetId>([['', EMPTY]]);
  readonly #unions = new Map<number, SetId>();
  readonly #joins = new Map<number, SetId>();
  readonly #derived = new Map<string, Source>();

  addSource(source: Omit<Source, 'id'>): Source {
    const added = { ...source, id: this.sources.length };
    this.sources.push(added);
    return added;
  }

  sourceSet(source: Source): SetId {
    return this.single(this.#origin(`s${source.id}`, { kind: 'source', source }), WHOLE);
  }

  entrySet(cell: number): SetId {
    return this.single(this.#origin(`e${cell}`, { kind: 'entry', cell }), WHOLE);
  }

  channelSet(channel: number): SetId {
    return this.single(this.#origin(`c${channel}`, { kind: 'channel', channel }), WHOLE);
  }

  origin(atom: AtomId): Origin {
    return this.#origins[this.#atomOrigin[atom]!]!;
  }

  piecesOf(atom: AtomId): PieceSet {
    return this.#atomPieces[atom]!;
  }

  atomsOf(set: SetId): readonly AtomId[] {
    return this.#sets[set]!;
  }

  single(origin: OriginId, pieces: PieceSet): SetId {
    return this.#internSet([this.#atom(origin, pieces)]);
  }

  /** Either value: branches meet. */
  union(a: SetId, b: SetId): SetId {
    if (a === b || b === EMPTY) return a;
    if (a === EMPTY) return b;
    const key = a < b ? a * 0x1000000 + b : b * 0x1000000 + a;
    const known = this.#unions.get(key);
    if (known !== undefined) return known;
    const set = this.#internSet([...this.#sets[a]!, ...this.#sets[b]!]);
    this.#unions.set(key, set);
    return set;
  }

  /** Both values together in one text: pieces of one origin add up, alternative by alternative. */
  join(a: SetId, b: SetId): SetId {
    if (a === EMPTY) return b;
    if (b === EMPTY) return a;
    const key = a < b ? a * 0x1000000 + b : b * 0x1000000 + a;
    const known = this.#joins.get(key);
    if (known !== undefined) return known;
    const left = this.#byOrigin(a);
    const right = this.#byOrigin(b);
    const atoms: AtomId[] = [];
    for (const [origin, pieces] of left) {
      const others = right.get(origin) ?? [];
      if (others.length === 0) for (const piece of pieces) atoms.push(this.#atom(origin, piece));
      for (const piece of pieces)
        for (const other of others) atoms.push(this.#atom(origin, this.pieces.union(piece, other)));
    }
    for (const [origin, pieces] of right) {
      if (!left.has(origin)) for (const piece of pieces) atoms.push(this.#atom(origin, piece));
    }
    const set = this.#internSet(atoms);
    this.#joins.set(key, set);
    return set;
  }

  /** What a cut and some property reads leave of a value. */
  transform(set: SetId, pieces: PieceSet, sites: readonly PropertySite[]): SetId {
    if (set === EMPTY || (pieces === WHOLE && sites.length === 0)) return set;
    const atoms = this.#sets[set]!.map((atom) => {
      let origin = this.#atomOrigin[atom]!;
      for (const site of sites) origin = this.#property(origin, site);
      return this.#atom(origin, this.pieces.compose(this.#atomPieces[atom]!, pieces));
    });
    return this.#internSet(atoms);
  }

  /** Replaces what an origin stands for; `lookup` gives undefined for origins that stay as they are. */
  substitute(set: SetId, lookup: (origin: Origin) => SetId | undefined): SetId {
    let result: SetId = EMPTY;
    const kept: AtomId[] = [];
    for (const [origin, pieces] of this.#byOrigin(set)) {
      const { value, sites } = this.#resolve(origin, lookup);
      if (value === undefined) for (const piece of pieces) kept.push(this.#atom(origin, piece));
      else {
        let alternatives: SetId = EMPTY;
        for (const piece of pieces) alternatives = this.union(alternatives, this.transform(value, piece, sites));
        // Two inputs of a task may be two pieces of one value: together they show both.
        result = this.join(result, alternatives);
      }
    }
    return kept.length === 0 ? result : this.union(result, this.#internSet(kept));
  }

  /** True when the set stands for more than sources. */
  isSymbolic(set: SetId): boolean {
    return this.#sets[set]!.some((atom) => this.baseKind(atom) !== 'source');
  }

  /** The kind of the origin under any property reads. */
  baseKind(atom: AtomId): 'source' | 'entry' | 'channel' {
    let origin = this.origin(atom);
    while (origin.kind === 'property') origin = this.#origins[origin.base]!;
    return origin.kind;
  }

  #resolve(
    origin: OriginId,
    lookup: (origin: Origin) => SetId | undefined,
  ): { value: SetId | undefined; sites: PropertySite[] } {
    const sites: PropertySite[] = [];
    let at = this.#origins[origin]!;
    while (at.kind === 'property') {
      sites.unshift(at.site);
      at = this.#origins[at.base]!;
    }
    return { value: lookup(at), sites };
  }

  /** A sensitive property of an outside value is born here; a labelled value keeps its label. */
  #property(base: OriginId, site: PropertySite): OriginId {
    const origin = this.#origins[base]!;
    if (origin.kind !== 'source') return this.#origin(`p${base}.${site.id}`, { kind: 'property', base, site });
    if (origin.source.labels !== NO_LABELS) return base;
    const key = `${origin.source.id}.${site.id}`;
    const known = this.#derived.get(key);
    const source =
      known ??
      this.addSource({
        ...origin.source,
        labels: site.labels,
        confidence: 'medium',
        place: site.place,
        message: `property "${site.name}" of an outside answer read here`,
        name: site.name,
      });
    if (!known) this.#derived.set(key, source);
    return this.#origin(`s${source.id}`, { kind: 'source', source });
  }

  #origin(key: string, origin: Origin): OriginId {
    const known = this.#originIds.get(key);
    if (known !== undefined) return known;
    this.#origins.push(origin);
    this.#originIds.set(key, this.#origins.length - 1);
    return this.#origins.length - 1;
  }

  #atom(origin: OriginId, pieces: PieceSet): AtomId {
    const key = origin * 0x100000 + pieces;
    const known = this.#atomIds.get(key);
    if (known !== undefined) return known;
    this.#atomOrigin.push(origin);
    this.#atomPieces.push(pieces);
    this.#atomIds.set(key, this.#atomOrigin.length - 1);
    return this.#atomOrigin.length - 1;
  }

  #byOrigin(set: SetId): Map<OriginId, PieceSet[]> {
    const found = new Map<OriginId, PieceSet[]>();
    for (const atom of this.#sets[set]!) {
      const origin = this.#atomOrigin[atom]!;
      const list = found.get(origin);
      if (list) list.push(this.#atomPieces[atom]!);
      else found.set(origin, [this.#atomPieces[atom]!]);
    }
    return found;
  }

  #internSet(atoms: readonly AtomId[]): SetId {
    const unique = this.#limit([...new Set(atoms)]).sort((a, b) => a - b);
    const key = unique.join();
    const known = this.#setIds.get(key);
    if (known !== undefined) return known;
    this.#sets.push(unique);
    this.#setIds.set(key, this.#sets.length - 1);
    return this.#sets.length - 1;
  }

  #limit(atoms: AtomId[]): AtomId[] {
    if (atoms.length <= ALTERNATIVES_LIMIT) return atoms;
    const counts = new Map<OriginId, AtomId[]>();
    for (const atom of atoms) {
      const origin = this.#atomOrigin[atom]!;
      counts.set(origin, [...(counts.get(origin) ?? []), atom]);
    }
    return [...counts].flatMap(([origin, list]) =>
      list.length <= ALTERNATIVES_LIMIT
        ? list
        : [
            this.#atom(
              origin,
              list.map((atom) => this.#atomPieces[atom]!).reduce((a, b) => this.pieces.union(a, b)),
            ),
          ],
    );
  }
}
