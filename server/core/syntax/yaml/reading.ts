import { NodeKind } from '../tape.js';
import { TapeBuffer } from './buffer.js';

/** Deeper nesting is reported, not read: whoever walks a tape may recurse. Real files stay below 120 levels. */
export const MAX_DEPTH = 500;

/** A key without `?` has to have its colon within this many characters. */
export const MAX_IMPLICIT_KEY = 1_024;

/** Flow collections are read by recursion; this many fit on any stack. */
export const MAX_FLOW_DEPTH = 200;

/** What a frame waits for. A document or list waits for one node at a time, a map for a key or a value. */
export const Wait = {
  /** Nothing is open; the next entry may come. */
  Entry: 0,
  /** Behind `:` or `-`, or at the start of a document: the value. */
  Value: 1,
  /** Behind `?`: the key. */
  Key: 2,
  /** The key behind `?` is complete; `:` may come. */
  Colon: 3,
} as const;
export type Wait = (typeof Wait)[keyof typeof Wait];

export const FrameKind = { Document: 0, Map: 1, Seq: 2 } as const;
export type FrameKind = (typeof FrameKind)[keyof typeof FrameKind];

/** Anchor and tag in front of a node. */
export interface Properties {
  /** Name of the anchor; '' for none. */
  anchor: string;
  hasTag: boolean;
  /** Offset of the first property, -1 when there is none. */
  start: number;
}

/** Everything one pass over a text has to remember: the open block collections and the tape. */
export class Reading {
  readonly text: string;
  readonly tape: TapeBuffer;
  /** Start of the next line to read. */
  position = 0;
  /** Offset of column 0 of the current line. */
  lineStart = 0;

  /** Index of the innermost open frame; frame 0 is the document. */
  top = 0;
  readonly frameKind = new Uint8Array(MAX_DEPTH + 2);
  readonly frameWait = new Uint8Array(MAX_DEPTH + 2);
  /** A second frame for a collection that is open below or was closed: entries in a wrong column. */
  readonly frameIsAdopted = new Uint8Array(MAX_DEPTH + 2);
  readonly frameNode = new Int32Array(MAX_DEPTH + 2);
  readonly frameIndent = new Int32Array(MAX_DEPTH + 2);
  /** Where a missing key or value would stand. */
  readonly frameMark = new Int32Array(MAX_DEPTH + 2);

  /** Plain scalar that a deeper line would continue; -1 for none. */
  openPlain = -1;
  /** Value that was cut at its line's end: a deeper structure takes its place; -1 for none. */
  cutValue = -1;
  /** Collection closed last by the current line's indentation; -1 for none. */
  closed = -1;
  isTooDeep = false;
  /** Properties that wait for a node on a later line, and those on the node's own line. */
  outer: Properties | undefined;
  inner: Properties | undefined;
  readonly tagHandles = new Set(['!', '!!']);

  /** Offsets at or behind this one are not read by the flow reader. */
  flowLimit: number;
  flowDepth = 0;
  /** Where the flow reader gave up on an unclosed collection. */
  flowStop = 0;
  /** Characters read a second time to repair an unclosed quote or bracket; bounded, so reading stays linear. */
  reread = 0;

  constructor(text: string) {
    this.text = text;
    this.tape = new TapeBuffer(text);
    this.flowLimit = text.length;
    this.frameIndent[0] = -1;
    this.frameWait[0] = Wait.Value;
  }

  problem(start: number, end: number, message: string): void {
    this.tape.problem(start, end, message);
  }

  get mayReread(): boolean {
    return this.reread <= this.text.length * 2;
  }

  get indent(): number {
    return this.frameIndent[this.top]!;
  }

  /** True when the innermost frame takes a node now. */
  get isWaiting(): boolean {
    const wait = this.frameWait[this.top]!;
    return wait === Wait.Value || wait === Wait.Key;
  }

  /** The innermost frame gets the node it waits for. */
  accept(): void {
    this.frameWait[this.top] = this.frameWait[this.top] === Wait.Key ? Wait.Colon : Wait.Entry;
  }

  await(wait: Wait, mark: number): void {
    this.frameWait[this.top] = wait;
    this.frameMark[this.top] = mark;
  }

  /** Opens a block collection as the node the innermost frame waits for; false when that would nest too deep. */
  open(kind: FrameKind, start: number, indent: number): boolean {
    if (this.isFull) return this.tooDeep(start);
    this.accept();
    this.push(kind, this.tape.open(kind === FrameKind.Map ? NodeKind.Map : NodeKind.Seq, start), indent);
    return true;
  }

  push(kind: FrameKind, node: number, indent: number): void {
    const frame = ++this.top;
    this.frameKind[frame] = kind;
    this.frameNode[frame] = node;
    this.frameIndent[frame] = indent;
    this.frameWait[frame] = Wait.Entry;
    this.frameIsAdopted[frame] = 0;
  }

  get isFull(): boolean {
    return this.top >= MAX_DEPTH;
  }

  tooDeep(at: number): false {
    if (!this.isTooDeep) this.problem(at, at + 1, 'What is nested this deep is not read.');
    this.isTooDeep = true;
    this.inner = this.outer = undefined;
    return false;
  }

  /** Gives the innermost frame an empty node for everything it still waits for. */
  fill(): void {
    const wait = this.frameWait[this.top]!;
    if (wait === Wait.Entry) return;
    const mark = this.frameMark[this.top]!;
    if (wait === Wait.Key) this.putEmpty(mark);
    this.putEmpty(wait === Wait.Colon ? this.tape.lastEnd : mark);
    this.frameWait[this.top] = Wait.Entry;
  }

  /** An empty key or value; it gets the properties that wait. */
  putEmpty(mark: number): void {
    const node = this.tape.empty(mark);
    if (this.outer !== undefined) this.bind(node);
  }

  /** Closes the innermost collection. */
  close(): void {
    if (this.frameWait[this.top] !== Wait.Entry) this.fill();
    const node = this.frameNode[this.top--]!;
    this.tape.close(node);
    this.closed = node;
  }

  /** All waiting properties belong to `node`. */
  bind(node: number): void {
    if (this.inner !== undefined && this.outer !== undefined) this.refuseSecond(this.inner, this.outer);
    this.bindOuter(node);
    this.bindInner(node);
  }

  bindOuter(node: number): void {
    if (this.outer?.anchor) this.tape.anchors.add(this.outer.anchor, node);
    this.outer = undefined;
  }

  bindInner(node: number): void {
    if (this.inner?.anchor) this.tape.anchors.add(this.inner.anchor, node);
    this.inner = undefined;
  }

  /** The properties on the current line wait for a node on a later one. */
  postpone(): void {
    if (this.inner === undefined) return;
    if (this.outer !== undefined) this.refuseSecond(this.inner, this.outer);
    this.outer = this.inner;
    this.inner = undefined;
  }

  refuseSecond(inner: Properties, outer: Properties): void {
    if ((inner.anchor !== '' && outer.anchor !== '') || (inner.hasTag && outer.hasTag)) {
      this.problem(inner.start, inner.start + 1, 'A value can have one anchor and one tag.');
    }
  }
}
