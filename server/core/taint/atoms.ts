import { type LabelSet, NO_LABELS } from '../catalog/labels.js';
import type { Place } from '../model/finding.js';
import { type PieceSet, PieceTable, WHOLE } from './pieces.js';
import { SetTable } from './set-table.js';
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

/** What an origin stands for; undefined for origins that stay as they are. */
export type Lookup = (origin: Origin) => SetId | undefined;

/** More alternatives of one origin than this are merged into one that shows all of them. */
const ALTERNATIVES_LIMIT = 8;

/** Facts about an atom, and by union about a set: what it may need when it is substituted or joined. */
const Trait = { Entry: 1, Channel: 2, Pieces: 4 } as const;

/** Ids stay below this, so that two of them make one number that a map can look up exactly. */
const PAIR = 0x4000000;

/** Interns origins, atoms (an origin and the pieces of it) and sets of atoms for one analysis. */
export class AtomTable {
  readonly pieces = new PieceTable();
  readonly sources: Source[] = [];
  readonly #origins: Origin[] = [];
  readonly #originIds = new Map<string, OriginId>();
  readonly #entrySets: SetId[] = [];
  readonly #atomOrigin: OriginId[] = [];
  readonly #atomPieces: PieceSet[] = [];
  readonly #atomTraits: number[] = [];
  readonly #atomIds = new Map<number, AtomId>();
  readonly #sets = new SetTable();
  readonly #setTraits: number[] = [0];
  readonly #unions = new Map<number, SetId>();
  readonly #joins = new Map<number, SetId>();
  readonly #cuts = new Map<number, SetId>();
  readonly #derived = new Map<string, Source>();

  addSource(source: Omit<Source, 'id'>): Source {
    const added = { ...source, id: this.sources.length };
    this.sources.push(added);
    return added;
  }

  sourceSet(source: Source): SetId {
    return this.#single(this.#origin(`s${source.id}`, { kind: 'source', source }), WHOLE);
  }

  entrySet(cell: number): SetId {
    this.#entrySets[cell] ??= this.#single(this.#origin(`e${cell}`, { kind: 'entry', cell }), WHOLE);
    return this.#entrySets[cell];
  }

  channelSet(channel: number): SetId {
    return this.#single(this.#origin(`c${channel}`, { kind: 'channel', channel }), WHOLE);
  }

  origin(atom: AtomId): Origin {
    return this.#origins[this.#atomOrigin[atom]!]!;
  }

  piecesOf(atom: AtomId): PieceSet {
    return this.#atomPieces[atom]!;
  }

  atomsOf(set: SetId): Int32Array {
    return this.#sets.membersOf(set);
  }

  /** Some of it depends on who called. */
  hasEntry(set: SetId): boolean {
    return (this.#setTraits[set]! & Trait.Entry) !== 0;
  }

  /** Some of it was read from a channel. */
  hasChannel(set: SetId): boolean {
    return (this.#setTraits[set]! & Trait.Channel) !== 0;
  }

  /** Either value: branches meet. */
  union(a: SetId, b: SetId): SetId {
    if (a === b || b === EMPTY) return a;
    if (a === EMPTY) return b;
    const key = a < b ? a * PAIR + b : b * PAIR + a;
    const known = this.#unions.get(key);
    if (known !== undefined) return known;
    const set = this.#intern([...this.atomsOf(a), ...this.atomsOf(b)]);
    this.#unions.set(key, set);
    return set;
  }

  /** Both values together in one text: pieces of one origin add up, alternative by alternative. */
  join(a: SetId, b: SetId): SetId {
    if (a === EMPTY) return b;
    if (b === EMPTY) return a;
    if ((this.#setTraits[a]! & this.#setTraits[b]! & Trait.Pieces) === 0) return this.union(a, b);
    const key = a < b ? a * PAIR + b : b * PAIR + a;
    const known = this.#joins.get(key);
    if (known !== undefined) return known;
    const set = this.#joinPieces(this.#byOrigin(a), this.#byOrigin(b));
    this.#joins.set(key, set);
    return set;
  }

  /** What a cut and some property reads leave of a value. */
  transform(set: SetId, pieces: PieceSet, sites: readonly PropertySite[]): SetId {
    if (set === EMPTY || (pieces === WHOLE && sites.length === 0)) return set;
    const key = set * PAIR + pieces;
    const known = sites.length === 0 ? this.#cuts.get(key) : undefined;
    if (known !== undefined) return known;
    const atoms: AtomId[] = [];
    for (const atom of this.atomsOf(set)) {
      let origin = this.#atomOrigin[atom]!;
      for (const site of sites) origin = this.#property(origin, site);
      atoms.push(this.#atom(origin, this.pieces.compose(this.#atomPieces[atom]!, pieces)));
    }
    const result = this.#intern(atoms);
    if (sites.length === 0) this.#cuts.set(key, result);
    return result;
  }

  /** Replaces entries (or channels) by what they stand for. `Substitution` remembers the answers. */
  substitute(set: SetId, trait: 'entry' | 'channel', lookup: Lookup): SetId {
    const wanted = trait === 'entry' ? Trait.Entry : Trait.Channel;
    const traits = this.#setTraits[set]!;
    if ((traits & wanted) === 0) return set;
    let result: SetId = EMPTY;
    const kept: AtomId[] = [];
    const replace = (origin: OriginId, pieces: readonly PieceSet[]) => {
      const { value, sites } = this.#resolve(origin, lookup);
      let alternatives: SetId = EMPTY;
      for (const piece of pieces) {
        if (value === undefined) kept.push(this.#atom(origin, piece));
        else alternatives = this.union(alternatives, this.transform(value, piece, sites));
      }
      // Two inputs of a task may be two pieces of one value: together they show both.
      result = this.join(result, alternatives);
    };
    if ((traits & Trait.Pieces) !== 0) for (const [origin, pieces] of this.#byOrigin(set)) replace(origin, pieces);
    else for (const atom of this.atomsOf(set)) replace(this.#atomOrigin[atom]!, ONLY_WHOLE);
    return kept.length === 0 ? result : this.union(result, this.#intern(kept));
  }

  #resolve(origin: OriginId, lookup: Lookup): { value: SetId | undefined; sites: readonly PropertySite[] } {
    let at = this.#origins[origin]!;
    if (at.kind !== 'property') return { value: lookup(at), sites: NO_SITES };
    const sites: PropertySite[] = [];
    while (at.kind === 'property') {
      sites.unshift(at.site);
      at = this.#origins[at.base]!;
    }
    return { value: lookup(at), sites };
  }

  #joinPieces(left: ReadonlyMap<OriginId, PieceSet[]>, right: ReadonlyMap<OriginId, PieceSet[]>): SetId {
    const atoms: AtomId[] = [];
    for (const [origin, pieces] of left) {
      const others = right.get(origin);
      for (const piece of pieces) {
        if (!others) atoms.push(this.#atom(origin, piece));
        else for (const other of others) atoms.push(this.#atom(origin, this.pieces.union(piece, other)));
      }
    }
    for (const [origin, pieces] of right) {
      if (!left.has(origin)) for (const piece of pieces) atoms.push(this.#atom(origin, piece));
    }
    return this.#intern(atoms);
  }

  /** A sensitive property of an outside value is born here; a labelled value keeps its label. */
  #property(base: OriginId, site: PropertySite): OriginId {
    const origin = this.#origins[base]!;
    if (origin.kind !== 'source') return this.#origin(`p${base}.${site.id}`, { kind: 'property', base, site });
    if (origin.source.labels !== NO_LABELS) return base;
    const key = `${origin.source.id}.${site.id}`;
    let source = this.#derived.get(key);
    if (!source) {
      const { labels, place, name } = site;
      const message = `property "${name}" of an outside answer read here`;
      source = this.addSource({ labels, confidence: 'medium', place, message, name });
      this.#derived.set(key, source);
    }
    return this.#origin(`s${source.id}`, { kind: 'source', source });
  }

  #origin(key: string, origin: Origin): OriginId {
    const known = this.#originIds.get(key);
    if (known !== undefined) return known;
    this.#origins.push(origin);
    this.#originIds.set(key, this.#origins.length - 1);
    return this.#origins.length - 1;
  }

  #single(origin: OriginId, pieces: PieceSet): SetId {
    return this.#intern([this.#atom(origin, pieces)]);
  }

  #atom(origin: OriginId, pieces: PieceSet): AtomId {
    const key = origin * PAIR + pieces;
    const known = this.#atomIds.get(key);
    if (known !== undefined) return known;
    const id = this.#atomOrigin.length;
    this.#atomOrigin.push(origin);
    this.#atomPieces.push(pieces);
    this.#atomTraits.push(this.#baseTrait(origin) | (pieces === WHOLE ? 0 : Trait.Pieces));
    this.#atomIds.set(key, id);
    return id;
  }

  #baseTrait(origin: OriginId): number {
    let at = this.#origins[origin]!;
    while (at.kind === 'property') at = this.#origins[at.base]!;
    return at.kind === 'entry' ? Trait.Entry : at.kind === 'channel' ? Trait.Channel : 0;
  }

  #byOrigin(set: SetId): Map<OriginId, PieceSet[]> {
    const found = new Map<OriginId, PieceSet[]>();
    for (const atom of this.atomsOf(set)) {
      const origin = this.#atomOrigin[atom]!;
      const list = found.get(origin);
      if (list) list.push(this.#atomPieces[atom]!);
      else found.set(origin, [this.#atomPieces[atom]!]);
    }
    return found;
  }

  #intern(atoms: readonly AtomId[]): SetId {
    const set = this.#sets.intern(this.#simplify(atoms));
    if (set === this.#setTraits.length) {
      let traits = 0;
      for (const atom of this.atomsOf(set)) traits |= this.#atomTraits[atom]!;
      this.#setTraits.push(traits);
    }
    return set;
  }

  /**
   * Keeps one alternative where it says everything: of an origin that may be there as a whole, pieces of it add nothing
   * that anybody could see. Many alternatives are merged into one that shows all of them.
   */
  #simplify(atoms: readonly AtomId[]): readonly AtomId[] {
    if (atoms.length === 1 || !atoms.some((atom) => (this.#atomTraits[atom]! & Trait.Pieces) !== 0)) return atoms;
    const alternatives = new Map<OriginId, AtomId[]>();
    for (const atom of atoms) {
      const origin = this.#atomOrigin[atom]!;
      const known = alternatives.get(origin);
      if (!known) alternatives.set(origin, [atom]);
      else if (this.#atomPieces[atom] === WHOLE) alternatives.set(origin, [atom]);
      else if (this.#atomPieces[known[0]!] !== WHOLE && !known.includes(atom)) known.push(atom);
    }
    const kept: AtomId[] = [];
    for (const [origin, list] of alternatives) {
      if (list.length <= ALTERNATIVES_LIMIT) kept.push(...list);
      else
        kept.push(
          this.#atom(
            origin,
            list.map((atom) => this.#atomPieces[atom]!).reduce((a, b) => this.pieces.union(a, b)),
          ),
        );
    }
    return kept;
  }
}

const NO_SITES: readonly PropertySite[] = [];
const ONLY_WHOLE: readonly PieceSet[] = [WHOLE];

/** One substitution applied to many sets. */
export class Substitution {
  readonly #atoms: AtomTable;
  readonly #trait: 'entry' | 'channel';
  readonly #lookup: Lookup;
  readonly #known = new Map<SetId, SetId>();

  constructor(atoms: AtomTable, trait: 'entry' | 'channel', lookup: Lookup) {
    this.#atoms = atoms;
    this.#trait = trait;
    this.#lookup = lookup;
  }

  apply(set: SetId): SetId {
    const concerned = this.#trait === 'entry' ? this.#atoms.hasEntry(set) : this.#atoms.hasChannel(set);
    if (!concerned) return set;
    let result = this.#known.get(set);
    if (result === undefined) {
      result = this.#atoms.substitute(set, this.#trait, this.#lookup);
      this.#known.set(set, result);
    }
    return result;
  }
}
