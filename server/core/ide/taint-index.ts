import { type LabelSet, NO_LABELS } from '../catalog/labels.js';
import type { Place } from '../model/finding.js';
import type { Slot } from '../model/flow.js';
import type { CheckedWorkspace } from '../rules/rule.js';
import type { TaintPath } from '../taint/taint.js';
import type { Span } from '../text/span.js';
import { type Occurrence, occurrencesIn } from './occurrences.js';

/** What the paths of a workspace say about one variable or attribute. */
export interface SymbolTaint {
  /** Everything that it carries on some path. */
  readonly labels: LabelSet;
  /** Paths that lead through it. */
  readonly paths: readonly TaintPath[];
}

const known = new WeakMap<CheckedWorkspace, ReadonlyMap<string, SymbolTaint>>();

/** Undefined when no path leads through the symbol; that a value goes nowhere harmful does not make it harmless. */
export function taintOf(symbol: string, workspace: CheckedWorkspace): SymbolTaint | undefined {
  let index = known.get(workspace);
  if (!index) {
    index = new Indexer(workspace).index();
    known.set(workspace, index);
  }
  return index.get(symbol);
}

class Indexer {
  readonly #workspace: CheckedWorkspace;
  readonly #found = new Map<string, { labels: LabelSet; paths: TaintPath[] }>();
  readonly #fileByUri = new Map<string, number>();
  /** Symbols of each file by where their names begin; a module's input also means the caller's word for it. */
  readonly #symbols = new Map<number, ReadonlyMap<number, string>>();

  constructor(workspace: CheckedWorkspace) {
    this.#workspace = workspace;
    workspace.flows.forEach(({ uri }, index) => {
      if (!this.#fileByUri.has(uri)) this.#fileByUri.set(uri, index);
    });
  }

  index(): ReadonlyMap<string, SymbolTaint> {
    for (const path of this.#workspace.paths) {
      this.#add(path, path.source.place, -1);
      for (const { place, action } of path.steps) this.#add(path, place, action);
    }
    return this.#found;
  }

  #add(path: TaintPath, place: Place, action: number): void {
    const file = this.#fileByUri.get(place.uri) ?? -1;
    if (file < 0) return;
    this.#mark(path, this.#symbolsOf(file).get(place.span.start));
    for (const slot of this.#workspace.flows[file]!.flow.actions[action]?.slots ?? []) {
      if (isAt(slot, place.span)) for (const name of namesOf(slot)) this.#mark(path, this.#symbolsOf(file).get(name));
    }
  }

  #mark(path: TaintPath, symbol: string | undefined): void {
    if (symbol === undefined) return;
    const entry = this.#found.get(symbol) ?? { labels: NO_LABELS, paths: [] };
    this.#found.set(symbol, entry);
    entry.labels |= path.labels;
    if (entry.paths.at(-1) !== path) entry.paths.push(path);
  }

  #symbolsOf(file: number): ReadonlyMap<number, string> {
    const made = this.#symbols.get(file);
    if (made) return made;
    const symbols = new Map<number, string>();
    for (const { kind, key, span } of occurrencesIn(this.#workspace.flows[file]!, this.#workspace)) {
      if (isCarrier(kind) && !symbols.has(span.start)) symbols.set(span.start, key);
    }
    this.#symbols.set(file, symbols);
    return symbols;
  }
}

function isCarrier(kind: Occurrence['kind']): boolean {
  return kind === 'variable' || kind === 'attribute';
}

function isAt({ value, target }: Slot, { start }: Span): boolean {
  return value?.span.start === start || target?.span.start === start;
}

/** Where the names stand under which a slot hands its value on: the callee's variable, the attribute. */
function namesOf({ key, name, nameSpan }: Slot): number[] {
  const attribute = key ? [key.source.rawOffset(0), key.source.rawOffset(key.expression ? 1 : 0)] : [];
  return name === '' ? attribute : [nameSpan.start, ...attribute];
}
