import { CookedText } from '../../text/cooked-text.js';
import type { Span } from '../../text/span.js';
import { cookJson, jsonText } from '../json/cook.js';
import { readJson } from '../json/read.js';
import { NodeKind, type Tape } from '../tape.js';
import type { HclAttribute, HclBlock, HclBody, HclEntry, HclExpression, HclFile, HclPart, HclProblem } from './ast.js';
import { NO_BODY } from './ast.js';
import { HclCursor } from './cursor.js';
import { readInside } from './expression.js';
import { readTemplate } from './template.js';

/** Blocks that have labels, and how many. Everything else in JSON is an attribute; readers ask for either. */
const LABELS: ReadonlyMap<string, number> = new Map([
  ['resource', 2],
  ['data', 2],
  ['module', 1],
  ['variable', 1],
  ['output', 1],
  ['provider', 1],
  ['locals', 0],
  ['terraform', 0],
]);

/** Values inside values that are read. */
const DEPTH_LIMIT = 100;

/** Reads the same language as JSON writes it: `x.tf.json`, or `x.tfvars.json` with nothing but values. Never throws. */
export function readHclJson(text: string, isValues = false): HclFile {
  const tape = readJson(text);
  const reader = new Reader(tape);
  const body = tape.count === 0 ? NO_BODY : isValues ? reader.body(0) : { attributes: [], blocks: reader.blocks(0) };
  const problems = tape.problems.map(({ span, message }) => ({
    span,
    message: message.replace(/\.$/, ''),
  }));
  return { body, problems: [...problems, ...reader.problems] };
}

class Reader {
  readonly problems: HclProblem[] = [];
  readonly #tape: Tape;

  constructor(tape: Tape) {
    this.#tape = tape;
  }

  blocks(root: number): HclBlock[] {
    const found: HclBlock[] = [];
    for (const key of this.#keys(root)) {
      const type = jsonText(this.#tape, key);
      const labels = LABELS.get(type);
      if (labels !== undefined) this.#blocksOf(found, type, [], this.#tape.next[key]!, labels, this.#span(key));
    }
    return found;
  }

  #blocksOf(
    found: HclBlock[],
    type: string,
    labels: readonly { text: string; span: Span }[],
    node: number,
    missing: number,
    start: Span,
  ): void {
    if (this.#tape.kind[node] === NodeKind.Seq) {
      for (const item of this.#items(node)) this.#blocksOf(found, type, labels, item, missing, this.#span(item));
      return;
    }
    if (missing === 0) {
      found.push({ type, labels, body: this.body(node), span: { start: start.start, end: this.#span(node).end } });
      return;
    }
    for (const key of this.#keys(node)) {
      const { start, end } = this.#span(key);
      const label = { text: jsonText(this.#tape, key), span: { start: start + 1, end: Math.max(start + 1, end - 1) } };
      this.#blocksOf(found, type, [...labels, label], this.#tape.next[key]!, missing - 1, this.#span(key));
    }
  }

  body(node: number): HclBody {
    const attributes: HclAttribute[] = this.#keys(node).map((key) => {
      const value = this.#value(this.#tape.next[key]!, 0);
      const nameSpan = this.#span(key);
      return { name: jsonText(this.#tape, key), nameSpan, value, span: { start: nameSpan.start, end: value.span.end } };
    });
    return { attributes, blocks: [] };
  }

  #value(node: number, depth: number): HclExpression {
    const span = this.#span(node);
    const kind = this.#tape.kind[node];
    if (depth > DEPTH_LIMIT) return { kind: 'open', span };
    if (kind === NodeKind.Map) {
      const entries = this.#keys(node).map(
        (key): HclEntry => ({ key: this.#text(key), value: this.#value(this.#tape.next[key]!, depth + 1) }),
      );
      return { kind: 'object', entries, span };
    }
    if (kind === NodeKind.Seq) {
      return { kind: 'list', items: this.#items(node).map((item) => this.#value(item, depth + 1)), span };
    }
    if (kind === NodeKind.Double) return this.#text(node);
    return plain(jsonText(this.#tape, node), span);
  }

  /** Every string is a template. */
  #text(node: number): HclExpression {
    const source = cookJson(this.#tape, node);
    const span = this.#span(node);
    if (!/[$%]\{/.test(source.text)) {
      const parts: HclPart[] = source.text === '' ? [] : [{ kind: 'text', source }];
      return { kind: 'template', parts, span };
    }
    const cursor = new HclCursor(source);
    const parts = readTemplate(cursor, readInside);
    this.problems.push(...cursor.problems);
    return { kind: 'template', parts, span };
  }

  #keys(node: number): number[] {
    const { kind, next } = this.#tape;
    const keys: number[] = [];
    if (kind[node] !== NodeKind.Map) return keys;
    for (let key = node + 1; key < next[node]!; key = next[next[key]!]!) keys.push(key);
    return keys;
  }

  #items(node: number): number[] {
    const { next } = this.#tape;
    const items: number[] = [];
    for (let item = node + 1; item < next[node]!; item = next[item]!) items.push(item);
    return items;
  }

  #span(node: number): Span {
    return { start: this.#tape.start[node]!, end: this.#tape.end[node]! };
  }
}

function plain(text: string, span: Span): HclExpression {
  if (text === 'true' || text === 'false') return { kind: 'bool', value: text === 'true', span };
  if (text === 'null') return { kind: 'null', span };
  const value = Number(text);
  return text === '' || Number.isNaN(value) ? { kind: 'open', span } : { kind: 'number', value, span };
}

/** For callers that have a text of their own to read as a template. */
export function readTemplateText(text: string): readonly HclPart[] {
  return readTemplate(new HclCursor(new CookedText(text, 0)), readInside);
}
