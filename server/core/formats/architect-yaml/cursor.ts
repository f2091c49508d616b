import { allActions } from '../../catalog/actions.js';
import { onDemand } from '../../catalog/on-demand.js';
import { READ_GROUPS, TARGET_SHAPES, VALUE_MODES, WRITE_GROUPS } from '../../catalog/yaml-shapes.js';
import { NodeKind, type Tape } from '../../syntax/tape.js';
import { cook, scalarText } from '../../syntax/yaml/cook.js';
import { CookedText } from '../../text/cooked-text.js';
import type { Span } from '../../text/span.js';
import { WordTable } from '../../text/word-table.js';
import { Places } from './places.js';

/** Aliases may repeat a subtree; this many nodes are followed per file, so that a bomb stays small. */
const ALIAS_BUDGET = 10_000;

/** Slots of the table of words; a power of two, well above the number of different keys of a real file. */
const WORD_SLOTS = 2048;
/** Longer values hardly ever return. */
const LONGEST_WORD = 64;
/** Words of the vendor, so that a key that is read is the very string that code compares it with. */
const vendorWords = onDemand(wordsOfVendor);

/** Reads a tape without allocating more than the caller asks for. */
export class Cursor {
  readonly tape: Tape;
  #aliasBudget = ALIAS_BUDGET;
  readonly #words = vendorWords().copy();
  /** Every place and every text that was given out, so that they can be moved when something in front of them changes. */
  readonly places: Places;

  constructor(tape: Tape, isEdited = false) {
    this.tape = tape;
    this.places = new Places(isEdited);
  }

  isMap(node: number): boolean {
    return this.tape.kind[node] === NodeKind.Map;
  }

  isSeq(node: number): boolean {
    return this.tape.kind[node] === NodeKind.Seq;
  }

  isEmpty(node: number): boolean {
    return this.tape.kind[node] === NodeKind.Empty;
  }

  isPlain(node: number): boolean {
    return this.tape.kind[node] === NodeKind.Plain;
  }

  isScalar(node: number): boolean {
    const kind = this.tape.kind[node]!;
    return kind >= NodeKind.Plain && kind <= NodeKind.Folded;
  }

  /** The value of a pair, or what its alias stands for. */
  follow(node: number): number {
    if (this.tape.kind[node] !== NodeKind.Alias) return node;
    const target = this.tape.aliases.get(node);
    if (target === undefined || this.tape.kind[target] === NodeKind.Alias) return node;
    this.#aliasBudget -= this.tape.next[target]! - target;
    return this.#aliasBudget < 0 ? node : target;
  }

  /** First key of a map or first entry of a list; equal to `end(node)` when there is none. */
  first(node: number): number {
    return node + 1;
  }

  end(node: number): number {
    return this.tape.next[node]!;
  }

  after(node: number): number {
    return this.tape.next[node]!;
  }

  /** Decoded text of a scalar; '' for anything else. */
  text(node: number): string {
    return this.isScalar(node) ? scalarText(this.tape, node) : '';
  }

  /**
   * Like `text`, for words that return again and again: the same word is the same string, which costs no new string
   * and makes every later comparison and map lookup cheap.
   */
  key(node: number): string {
    return this.#word(node) ?? this.text(node);
  }

  cooked(node: number): CookedText {
    const start = this.tape.start[node]!;
    const word = this.tape.end[node]! - start > LONGEST_WORD ? undefined : this.#word(node);
    return this.places.addText(word === undefined ? cook(this.tape, node) : new CookedText(word, start));
  }

  /** The text of a plain scalar on one line, the same string for the same word; undefined for any other node. */
  #word(node: number): string | undefined {
    if (this.tape.kind[node] !== NodeKind.Plain) return undefined;
    const word = this.#words.word(this.tape.text, this.tape.start[node]!, this.tape.end[node]!);
    return word.includes('\n') || word.includes('\r') ? undefined : word;
  }

  span(node: number): Span {
    return this.places.add(this.tape.start[node]!, this.tape.end[node]!);
  }

  /** From the start of one node to the end of another. */
  spanOver(first: number, last: number): Span {
    return this.places.add(this.tape.start[first]!, Math.max(this.tape.end[last]!, this.tape.end[first]!));
  }

  /** The span of a scalar's text without its quotes. */
  textSpan(node: number): Span {
    const start = this.tape.start[node]!;
    const end = this.tape.end[node]!;
    const kind = this.tape.kind[node]!;
    if (kind !== NodeKind.Single && kind !== NodeKind.Double) return this.places.add(start, end);
    const quote = kind === NodeKind.Single ? 39 : 34;
    const closed = end - start >= 2 && this.tape.text.charCodeAt(end - 1) === quote;
    return this.places.add(start + 1, closed ? end - 1 : end);
  }

  /** The value of a key in a map; -1 when it is not there. */
  find(map: number, key: string): number {
    if (!this.isMap(map)) return -1;
    const { next } = this.tape;
    const end = next[map]!;
    for (let node = map + 1; node < end; ) {
      const value = next[node]!;
      if (this.#is(node, key)) return this.follow(value);
      node = next[value]!;
    }
    return -1;
  }

  /** Whether a scalar is a word that has no blanks. */
  #is(node: number, word: string): boolean {
    const { kind, start, end, text } = this.tape;
    if (kind[node] !== NodeKind.Plain) return this.text(node) === word;
    const from = start[node]!;
    return end[node]! - from === word.length && text.startsWith(word, from);
  }

  /** Text of a key's scalar value; '' when there is none. */
  findText(map: number, key: string): string {
    const node = this.find(map, key);
    return node < 0 ? '' : this.text(node);
  }
}

/** The words that code compares keys with. */
function wordsOfVendor(): WordTable {
  const words = new Set<string>();
  for (const word of ['name', 'actions', 'enabled', 'variables', 'variable', 'value', 'case', 'slot']) words.add(word);
  for (const group of [VALUE_MODES, READ_GROUPS, WRITE_GROUPS, TARGET_SHAPES])
    for (const word of group.keys()) words.add(word);
  for (const { key, inputs, outputs } of allActions())
    for (const word of [key, ...inputs.keys(), ...outputs]) words.add(word);
  return new WordTable(WORD_SLOTS, words);
}
