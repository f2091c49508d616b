import { type LabelSet, labelSet, NO_LABELS } from '../catalog/labels.js';
import type { Arrival } from './arrivals.js';
import { type AtomTable, EMPTY, type SetId, Substitution } from './atoms.js';
import { contextsOf } from './contexts.js';
import type { Engine } from './engine.js';
import type { Entries } from './entries.js';
import type { PieceSet } from './pieces.js';
import type { SinkSite } from './program.js';
import type { Source } from './sources.js';

/** Labels that a bounded cut makes harmless. Taint policy, B1. */
export const CUT_CLEANS: LabelSet = labelSet('PAN', 'ACCOUNT', 'PII', 'SECURE');

/** One value that reaches one sink with labels that may not arrive there, or whose arrival is its purpose. */
export interface Hit {
  readonly source: Source;
  readonly sink: SinkSite;
  readonly labels: LabelSet;
  readonly isSanctioned: boolean;
  /** Only pieces arrive, and together they show too much. */
  readonly isPieced: boolean;
}

/** Turns arrivals into hits: channels are resolved, pieces of one value that reach one action are added up. */
export function findHits(engine: Engine, entries: Entries, arrivals: readonly Arrival[]): Hit[] {
  const { atoms } = engine;
  const channels = channelSubstitution(atoms, resolveChannels(atoms, arrivals));
  const hits = new Map<string, Hit>();
  for (const arrival of arrivals) {
    const { sinks, sets } = arrival;
    if (sinks.length === 0) continue;
    for (const hit of hitsAt(
      atoms,
      sinks,
      sets.map((set) => channels.apply(set)),
    )) {
      if (hit.isPieced && !isShownInOneCall(engine, entries, arrival, channels, hit)) continue;
      const key = `${hit.source.id}:${hit.sink.id}:${hit.labels}:${hit.isSanctioned}`;
      const known = hits.get(key);
      if (!known || (known.isPieced && !hit.isPieced)) hits.set(key, hit);
    }
  }
  return withoutUnfilled([...hits.values()]);
}

/** Where a value arrives that was put into something, what the same place shows of unfilled variables adds nothing. */
function withoutUnfilled(hits: readonly Hit[]): Hit[] {
  const filled = new Set(hits.filter(({ source }) => !source.isUnfilled).map(({ sink }) => sink.id));
  return hits.filter(({ source, sink }) => !source.isUnfilled || !filled.has(sink.id));
}

/** Pieces that two callers bring in two inputs never stand together; only then each calling context is looked at. */
function isShownInOneCall(
  engine: Engine,
  entries: Entries,
  arrival: Arrival,
  channels: Substitution,
  hit: Hit,
): boolean {
  const { atoms } = engine;
  const cells = new Set<number>();
  for (const set of arrival.own) {
    for (const atom of atoms.atomsOf(set)) {
      const origin = atoms.origin(atom);
      if (origin.kind === 'entry') cells.add(origin.cell);
    }
  }
  if (cells.size < 2) return true;
  for (const sets of contextsOf(engine, entries, arrival)) {
    const inContext = hitsAt(
      atoms,
      arrival.sinks,
      sets.map((set) => channels.apply(set)),
    );
    for (const { source, sink, isPieced } of inContext) {
      if (isPieced && source.id === hit.source.id && sink.id === hit.sink.id) return true;
    }
  }
  return false;
}

function channelSubstitution(atoms: AtomTable, contents: ReadonlyMap<number, SetId>): Substitution {
  return new Substitution(atoms, 'channel', (origin) =>
    origin.kind === 'channel' ? (contents.get(origin.channel) ?? EMPTY) : undefined,
  );
}

/** What each channel carries, through any number of channels behind it. */
function resolveChannels(atoms: AtomTable, arrivals: readonly Arrival[]): Map<number, SetId> {
  const contents = new Map<number, SetId>();
  const writes = arrivals.filter(({ channel }) => channel !== undefined);
  for (let changed = true; changed; ) {
    changed = false;
    const substitution = channelSubstitution(atoms, contents);
    for (const { channel, sets } of writes) {
      if (!channel) continue;
      const old = contents.get(channel.channel) ?? EMPTY;
      const now = atoms.union(old, substitution.apply(sets[0]!));
      if (now === old) continue;
      contents.set(channel.channel, now);
      changed = true;
    }
  }
  return contents;
}

function* hitsAt(atoms: AtomTable, sinks: readonly SinkSite[], sets: readonly SetId[]): Iterable<Hit> {
  const raw = new Set<number>();
  for (const [i, sink] of sinks.entries()) {
    for (const [source, pieces] of bySource(atoms, sets[i]!)) {
      const isWhole = pieces.some((piece) => !atoms.pieces.isHarmless(piece) && isWholeValue(piece));
      for (const isSanctioned of [false, true]) {
        const labels = source.labels & (isSanctioned ? sink.sanctioned : sink.leaks);
        const uncut = isWhole ? labels : labels & ~CUT_CLEANS;
        if (uncut === NO_LABELS) continue;
        yield { source, sink, labels: uncut, isSanctioned, isPieced: false };
        if (isWhole) raw.add(source.id);
      }
    }
  }
  yield* piecedHits(atoms, sinks, sets, raw);
}

/** Pieces over several inputs: the hit stands on the input that completes what is too much. Question 11. */
function* piecedHits(
  atoms: AtomTable,
  sinks: readonly SinkSite[],
  sets: readonly SetId[],
  raw: ReadonlySet<number>,
): Iterable<Hit> {
  const shown = new Map<number, PieceSet[]>();
  const reported = new Set<number>();
  for (const [i, sink] of sinks.entries()) {
    for (const [source, pieces] of bySource(atoms, sets[i]!)) {
      const labels = source.labels & sink.leaks & CUT_CLEANS;
      if (labels === NO_LABELS || raw.has(source.id) || reported.has(source.id)) continue;
      const before = shown.get(source.id);
      const now = before ? before.flatMap((a) => pieces.map((b) => atoms.pieces.union(a, b))) : pieces;
      shown.set(source.id, [...new Set(now)].slice(0, 64));
      if (now.every((piece) => atoms.pieces.isHarmless(piece))) continue;
      reported.add(source.id);
      yield { source, sink, labels, isSanctioned: false, isPieced: true };
    }
  }
}

function isWholeValue(piece: PieceSet): boolean {
  return piece === 0;
}

function bySource(atoms: AtomTable, set: SetId): Map<Source, PieceSet[]> {
  const found = new Map<Source, PieceSet[]>();
  for (const atom of atoms.atomsOf(set)) {
    const origin = atoms.origin(atom);
    if (origin.kind !== 'source') continue;
    const list = found.get(origin.source) ?? [];
    list.push(atoms.piecesOf(atom));
    found.set(origin.source, list);
  }
  return found;
}
